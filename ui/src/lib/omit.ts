/** The same object without one of its fields. */
export function omit<T extends object, K extends keyof T>(object: T, field: K): Omit<T, K> {
  const copy = { ...object };
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
  delete copy[field];
  return copy;
}
