/** What can be shown of a bucket: a folder, all below it in one list, what was deleted below it. */
export const shows = ["folders", "all", "deleted"] as const;
export type Show = (typeof shows)[number];

export const sorts = ["name", "-name", "size", "-size", "modified", "-modified"] as const;
/** A column, with a minus where the last comes first. */
export type Sort = (typeof sorts)[number];

const finds = ["within"] as const;
/** `within`: names that have the text anywhere, among what is loaded. */
export type Find = (typeof finds)[number];

export const objectTabs = ["preview", "details", "versions", "tags", "share"] as const;
export type ObjectTab = (typeof objectTabs)[number];

/** What the address of a bucket's objects says. */
export interface ObjectsSearch {
  prefix?: string;
  q?: string;
  /** How `q` is meant: without it, as what names begin with. */
  find?: Find;
  sort?: Sort;
  show?: Show;
}

/** What the address of an object says. */
export interface ObjectSearch {
  key: string;
  versionId?: string;
  tab?: ObjectTab;
}

type Query = Record<string, unknown>;

function text<N extends string>(query: Query, name: N): Partial<Record<N, string>> {
  const value = query[name];
  return (typeof value === "string" && value !== "" ? { [name]: value } : {}) as Partial<Record<N, string>>;
}

function oneOf<N extends string, V extends string>(
  query: Query,
  name: N,
  values: readonly V[],
): Partial<Record<N, V>> {
  const value = values.find((each) => each === query[name]);
  return (value === undefined ? {} : { [name]: value }) as Partial<Record<N, V>>;
}

/** Reads it; what makes no sense is left out. */
export function objectsSearch(query: Query): ObjectsSearch {
  return {
    ...text(query, "prefix"),
    ...text(query, "q"),
    ...oneOf(query, "find", finds),
    ...oneOf(query, "sort", sorts),
    ...oneOf(query, "show", shows),
  };
}

/** Reads it; what makes no sense is left out. */
export function objectSearch(query: Query): ObjectSearch {
  return {
    key: typeof query.key === "string" ? query.key : "",
    ...text(query, "versionId"),
    ...oneOf(query, "tab", objectTabs),
  };
}
