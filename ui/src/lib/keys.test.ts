import { expect, it } from "vitest";
import { foldersOf, nameOf, parentOf } from "./keys";

it.each([
  ["a/b/c", "a/b/", "c"],
  ["a/b/c/", "a/b/", "c/"],
  ["c", "", "c"],
  ["c/", "", "c/"],
  ["a//", "a/", "/"],
  ["//", "/", "/"],
  ["/", "", "/"],
  ["/x", "/", "x"],
  ["../x", "../", "x"],
])("takes %j apart into its folder %j and its name %j", (key, parent, name) => {
  expect(parentOf(key)).toBe(parent);
  expect(nameOf(key)).toBe(name);
});

it("names the folders on the way, those without a name too", () => {
  expect(foldersOf("a//b/")).toEqual(["a/", "a//", "a//b/"]);
  expect(foldersOf("")).toEqual([]);
});
