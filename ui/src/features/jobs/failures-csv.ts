import type { JobFailure } from "../../api/types.gen";

/** Failures as a table for other programs (RFC 4180). */
export function failuresCsv(failures: readonly JobFailure[]): string {
  const rows = failures.map(({ key, versionId = "", code }) => [key, versionId, code]);
  return [["key", "versionId", "code"], ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

/** Quoted always; what a spreadsheet would take for a formula is made text. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
