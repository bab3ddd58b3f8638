import { expect, it } from "vitest";
import type { Row } from "./rows";
import { all, chosen, extendTo, goTo, none, NOTHING, only, toggle } from "./selection";

const rows: readonly Row[] = ["a", "b", "c", "d", "e"].map((key) => ({
  kind: "folder",
  id: `p${key}`,
  key,
  name: key,
}));
const keys = (selection: typeof NOTHING) => chosen(selection, rows).map(({ key }) => key);

it("chooses a range from where it began, whichever way it grows", () => {
  const begun = goTo(NOTHING, 2, rows);
  expect(keys(extendTo(begun, 4, rows))).toEqual(["c", "d", "e"]);
  expect(keys(extendTo(extendTo(begun, 4, rows), 1, rows))).toEqual(["b", "c"]);
});

it("begins a range at the first row where one was nowhere", () => {
  expect(keys(extendTo(NOTHING, 1, rows))).toEqual(["a", "b"]);
});

it("stays within the rows", () => {
  expect(goTo(NOTHING, 99, rows).active).toBe(4);
  expect(goTo(NOTHING, -5, rows).active).toBe(0);
  expect(goTo(NOTHING, 3, []).active).toBe(-1);
});

it("adds and lets go one by one, takes one alone, all, and none", () => {
  const two = toggle(toggle(NOTHING, 0, rows), 3, rows);
  expect(keys(two)).toEqual(["a", "d"]);
  expect(keys(toggle(two, 0, rows))).toEqual(["d"]);
  expect(keys(only(1, rows))).toEqual(["b"]);
  expect(keys(all(two, rows))).toHaveLength(5);
  expect(keys(none(two))).toEqual([]);
  expect(none(two).active).toBe(3);
});

it("acts on nothing that is not there any more", () => {
  const two = toggle(only(0, rows), 1, rows);
  expect(chosen(two, rows.slice(1)).map(({ key }) => key)).toEqual(["b"]);
});
