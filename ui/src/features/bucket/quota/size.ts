/** Units of a size, the number of bytes in each. */
export const units = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 } as const;
export type Unit = keyof typeof units;
export const unitNames = Object.keys(units) as Unit[];

/** The largest unit in which a size is a whole number. */
export function unitOf(bytes: number): Unit {
  return bytes === 0
    ? "GiB"
    : (unitNames.toReversed().find((unit) => bytes % units[unit] === 0) ?? "B");
}

/** A size of so many units, in whole bytes. */
export function inBytes(number: number, unit: Unit): number {
  return Math.round(number * units[unit]);
}
