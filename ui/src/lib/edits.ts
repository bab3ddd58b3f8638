/** What values were changed to, by their names, and from what. */
export type Edits<T> = Readonly<Record<string, { readonly from: T; readonly to: T }>>;

/** Changes a value once more: what it was changed from stays. */
export function edited<T>(edits: Edits<T>, name: string, from: T, to: T): Edits<T> {
  return { ...edits, [name]: { from: edits[name]?.from ?? from, to } };
}

/** Names of the values that somebody else changed, too, since they were edited. */
export function overtaken<T>(edits: Edits<T>, now: (name: string) => T): readonly string[] {
  return Object.entries(edits)
    .filter(([name, { from, to }]) => !isSame(now(name), from) && !isSame(now(name), to))
    .map(([name]) => name);
}

/** The same changes, made to how it is now. */
export function asOf<T>(edits: Edits<T>, now: (name: string) => T): Edits<T> {
  return Object.fromEntries(Object.entries(edits).map(([name, { to }]) => [name, { from: now(name), to }]));
}

function isSame(some: unknown, other: unknown): boolean {
  return JSON.stringify(some) === JSON.stringify(other);
}
