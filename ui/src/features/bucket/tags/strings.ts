/** What the tab of tags says. */
export const strings = {
  title: "Tags",
  about: "Names and values of your own, by which programs and people sort buckets. Up to 50.",
  key: "Name",
  value: "Value",
  keyOf: (i: number) => `Name of tag ${i}`,
  valueOf: (i: number) => `Value of tag ${i}`,
  remove: (key: string, i: number) => `Remove tag ${key === "" ? i : key}`,
  add: "Add a tag",
  none: "No tags.",
  twice: "Another tag has this name",
  missing: "A tag needs a name",
} as const;
