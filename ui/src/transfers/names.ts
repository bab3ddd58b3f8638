const KEY_MAX_BYTES = 1_024;

/** The key of a copy: `a/b (2).txt`. A name that begins with a dot has no extension. */
export function copyKey(key: string, number: number): string {
  const nameAt = key.lastIndexOf("/") + 1;
  const dot = key.lastIndexOf(".");
  const cut = dot > nameAt ? dot : key.length;
  return `${key.slice(0, cut)} (${number})${key.slice(cut)}`;
}

/** Whether a key is longer than keys may be, in UTF-8. */
export function isTooLong(key: string): boolean {
  return key.length > KEY_MAX_BYTES || new TextEncoder().encode(key).length > KEY_MAX_BYTES;
}

/** The last part of a path or key. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** An id that no other tab or visit makes; `crypto.randomUUID` is missing on plain http. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
