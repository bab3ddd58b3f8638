/**
 * What a page keeps in the query of its address: plain strings, as they are. The router's own
 * parser takes `662E41` for a number, and a key that looks like JSON for an object.
 */
export type Search = Readonly<Record<string, string>>;

/** Reads a query. Of a name that stands several times, the first counts. */
export function parseSearch(query: string): Search {
  const found: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(query)) {
    found[name] ??= value;
  }
  return { ...found };
}

/** Writes it. What is undefined is left out; everything else stands as its text. */
export function stringifySearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
      query.append(name, String(value));
    }
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** What a page keeps in its address: texts of these names, and nothing else. */
export function texts<const K extends string>(
  ...names: readonly K[]
): (search: Record<string, unknown>) => { [name in K]?: string } {
  return (search) => {
    const found: { [name in K]?: string } = {};
    for (const name of names) {
      const value = search[name];
      if (typeof value === "string" && value !== "") {
        found[name] = value;
      }
    }
    return found;
  };
}

/** The same without what is empty. */
export function withoutEmpty<T extends Readonly<Record<string, string | undefined>>>(
  search: T,
): { [name in keyof T]?: NonNullable<T[name]> } {
  const said = Object.entries(search).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(said) as { [name in keyof T]?: NonNullable<T[name]> };
}
