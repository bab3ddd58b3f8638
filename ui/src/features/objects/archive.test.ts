import { expect, it } from "vitest";
import { archiveOf } from "./archive";
import type { Row } from "./rows";

const object = (key: string): Row => ({ kind: "object", id: `k${key}`, key, name: key, size: 1, modified: "" });
const folder = (key: string): Row => ({ kind: "folder", id: `p${key}`, key, name: key });
const place = { bucket: "b", prefix: "p/", q: "a", show: "folders" } as const;

it("names what was chosen of a place, and all of it by what it begins with", () => {
  const rows = [folder("p/ax/"), object("p/a1")];
  expect(archiveOf(place, rows, false)).toEqual({ keys: ["p/a1"], prefixes: ["p/ax/"] });
  expect(archiveOf(place, rows, true)).toEqual({ keys: [], prefixes: ["p/a"] });
  // One alone is named, also where it is all there is: more may begin so by then.
  expect(archiveOf(place, [object("p/a1")], true)).toEqual({ keys: ["p/a1"], prefixes: [] });
});

it("knows before it asks when there are more names than the server takes", () => {
  const many = (count: number, length: number) =>
    Array.from({ length: count }, (_, i) => object(`${i}`.padStart(length, "k")));
  // Many short ones take room on the server, and a few thousand long ones in the document.
  expect(archiveOf(place, many(40_000, 8), false)?.keys).toHaveLength(40_000);
  expect(archiveOf(place, many(60_000, 8), false)).toBeUndefined();
  expect(archiveOf(place, many(700, 1_000), false)?.keys).toHaveLength(700);
  expect(archiveOf(place, many(800, 1_000), false)).toBeUndefined();
  expect(archiveOf(place, many(60_000, 8), true)).toEqual({ keys: [], prefixes: ["p/a"] });
});
