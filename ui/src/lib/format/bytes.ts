import { numberFormat } from "./formats";

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] as const;

/** A size in three digits: `1.46 GiB`. */
export function formatBytes(bytes: number, locale?: string): string {
  let value = bytes;
  let unit = 0;
  // 1,023.5 KiB and more would show as 1024 KiB.
  while (Math.abs(value) >= 1023.5 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const text = numberFormat(locale, { maximumFractionDigits: digits }).format(value);
  return `${text} ${UNITS[unit] ?? ""}`;
}

/** The same in full: `1,568,669,184 bytes`. */
export function formatExactBytes(bytes: number, locale?: string): string {
  return `${formatCount(bytes, locale)} ${bytes === 1 ? "byte" : "bytes"}`;
}

/** A number with the marks between thousands that are usual here. */
export function formatCount(count: number, locale?: string): string {
  return numberFormat(locale, {}).format(count);
}
