const MIB = 1 << 20;

/** What proxies with the usual limit of 20 MB let through. */
export const PART_MIN_BYTES = 16 * MIB;
/** Below the 100 MiB that the server takes in one request. */
export const PART_MAX_BYTES = 95 * MIB;
export const PARTS_MAX = 10_000;
/** The most uploads in the list at once; a program moves more than that better. */
export const UPLOADS_MAX = 50_000;
/** The largest file; larger ones are for a program. */
export const FILE_MAX_BYTES = PART_MAX_BYTES * PARTS_MAX;

/** How large the parts of a file of so many bytes are, in whole MiB. */
export function partSizeFor(sizeBytes: number): number {
  const least = Math.ceil(sizeBytes / PARTS_MAX / MIB) * MIB;
  return Math.max(PART_MIN_BYTES, least);
}

interface Sized {
  readonly size: number;
  readonly partSize: number;
}

/** Whether it is sent in parts, and not in a single request. */
export function isInParts({ size, partSize }: Sized): boolean {
  return size > partSize;
}

/** How many parts there are. */
export function partCount({ size, partSize }: Sized): number {
  return Math.max(1, Math.ceil(size / partSize));
}

/** Where the part of a number, from 1 on, begins and ends. */
export function partRange({ size, partSize }: Sized, number: number): readonly [number, number] {
  const start = (number - 1) * partSize;
  return [start, Math.min(start + partSize, size)];
}
