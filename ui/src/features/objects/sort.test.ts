import { expect, it } from "vitest";
import type { Row } from "./rows";
import { nextSort, sortRows } from "./sort";

const object = (name: string, size: number, modified: string): Row => ({
  kind: "object",
  id: `k${name}`,
  key: name,
  name,
  size,
  modified,
});
const rows: readonly Row[] = [
  object("b10", 5, "2026-01-01T00:00:00.500Z"),
  { kind: "folder", id: "pz/", key: "z/", name: "z/" },
  object("b9", 9, "2026-01-01T00:00:00Z"),
  object("B9", 1, "2025-06-01T00:00:00Z"),
];
const names = (sort: Parameters<typeof sortRows>[1]) => sortRows(rows, sort).map(({ name }) => name);

it("keeps the order of the server where nothing was chosen", () => {
  expect(sortRows(rows, undefined)).toBe(rows);
});

it("sorts numbers in names as numbers, and folders before all else", () => {
  expect(names("name")).toEqual(["z/", "B9", "b9", "b10"]);
  expect(names("-name")).toEqual(["z/", "b10", "b9", "B9"]);
});

it("sorts by size and by time to the fraction of a second", () => {
  expect(names("-size")).toEqual(["z/", "b9", "b10", "B9"]);
  expect(names("modified")).toEqual(["z/", "B9", "b9", "b10"]);
});

it("goes up, down, and back to the order of the server", () => {
  expect(nextSort(undefined, "size")).toBe("size");
  expect(nextSort("size", "size")).toBe("-size");
  expect(nextSort("-size", "size")).toBeUndefined();
  expect(nextSort("name", "size")).toBe("size");
});
