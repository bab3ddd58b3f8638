/* eslint-disable @typescript-eslint/no-non-null-assertion -- no index leaves its array here */
// CRC32C, the polynomial of Castagnoli, eight bytes at a time by eight tables. In plain JavaScript:
// `crypto.subtle` is missing on plain http and has no CRC, and WebAssembly would weaken the policy.
const POLYNOMIAL = 0x82f63b78;
const SLICES = 8;

function makeTables(): Int32Array {
  const tables = new Int32Array(SLICES * 256);
  for (let i = 0; i < 256; i++) {
    let crc = i;
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    }
    tables[i] = crc;
  }
  for (let i = 256; i < tables.length; i++) {
    const before = tables[i - 256]!;
    tables[i] = (before >>> 8) ^ tables[before & 0xff]!;
  }
  return tables;
}

const TABLES = makeTables();

/** Goes on with a checksum over more bytes; begins with 0. */
export function crc32c(bytes: Uint8Array, before = 0): number {
  const t = TABLES;
  const b = bytes;
  let crc = ~before;
  let at = 0;
  const whole = bytes.length - (bytes.length % SLICES);
  for (; at < whole; at += SLICES) {
    const low = crc ^ (b[at]! | (b[at + 1]! << 8) | (b[at + 2]! << 16) | (b[at + 3]! << 24));
    crc =
      t[1792 + (low & 0xff)]! ^
      t[1536 + ((low >>> 8) & 0xff)]! ^
      t[1280 + ((low >>> 16) & 0xff)]! ^
      t[1024 + (low >>> 24)]! ^
      t[768 + b[at + 4]!]! ^
      t[512 + b[at + 5]!]! ^
      t[256 + b[at + 6]!]! ^
      t[b[at + 7]!]!;
  }
  for (; at < bytes.length; at++) {
    crc = (crc >>> 8) ^ t[(crc ^ b[at]!) & 0xff]!;
  }
  return ~crc >>> 0;
}

/** As header fields and lists have it: the four bytes, the highest first, in base64. */
export function base64OfCrc(crc: number): string {
  return btoa(
    String.fromCharCode(crc >>> 24, (crc >>> 16) & 0xff, (crc >>> 8) & 0xff, crc & 0xff),
  );
}

/** The checksum that an object of parts has: of the checksums of its parts, with their number. */
export function crcOfParts(parts: readonly string[]): string {
  const bytes = Uint8Array.from(parts.flatMap((part) => Array.from(atob(part), (byte) => byte.charCodeAt(0))));
  return `${base64OfCrc(crc32c(bytes))}-${parts.length}`;
}
