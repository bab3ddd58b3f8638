import { expect, it } from "vitest";
import type { ObjectPage, VersionPage } from "../../api/types.gen";
import { object } from "../../testing/objects";
import { allRows, deletedRows, objectRows, type Page } from "./rows";

const page = (part: Partial<ObjectPage>): ObjectPage => ({
  name: "b",
  prefix: "",
  maxKeys: 1000,
  keyCount: 0,
  isTruncated: false,
  contents: [],
  commonPrefixes: [],
  ...part,
});

it("puts folders among objects in the order of keys, so that pages only grow", () => {
  const { rows, next } = objectRows(
    page({
      contents: [object("p/b"), object("p/d")],
      commonPrefixes: [{ prefix: "p/a/" }, { prefix: "p/c/" }, { prefix: "p/e/" }],
      isTruncated: true,
      nextContinuationToken: "t",
    }),
    "p/",
  );
  expect(rows.map(({ name }) => name)).toEqual(["a/", "b", "c/", "d", "e/"]);
  expect(next).toEqual({ "continuation-token": "t" });
});

it("hides what only keeps a folder there, and nothing that has bytes", () => {
  const names = (size: number) =>
    objectRows(page({ contents: [object("p/", size), object("p/x")] }), "p/").rows.map(
      ({ name }) => name,
    );
  expect(names(0)).toEqual(["x"]);
  expect(names(3)).toEqual(["", "x"]);
});

it("tells a folder from an object of the same name", () => {
  const { rows } = objectRows(
    page({ contents: [object("a")], commonPrefixes: [{ prefix: "a" }] }),
    "",
  );
  expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
});

it("finds what is hidden by its latest version, and how large it was", () => {
  const version = (key: string, isLatest: boolean, isDeleteMarker: boolean, size = 0) => ({
    ...object(key, size),
    versionId: `${key}${isLatest}`,
    isLatest,
    isDeleteMarker,
  });
  const found = deletedRows(
    {
      versions: [
        version("a", true, true),
        version("a", false, false, 7),
        version("b", true, false, 1),
        version("b", false, true),
        version("c", true, true),
      ],
      isTruncated: true,
      nextKeyMarker: "c",
      nextVersionIdMarker: "v",
    } as unknown as VersionPage,
    "",
  );
  expect(found.rows).toMatchObject([
    { key: "a", versionId: "atrue", size: 7 },
    { key: "c", versionId: "ctrue" },
  ]);
  expect(found.rows[1]).not.toHaveProperty("size");
  expect(found.next).toEqual({ "key-marker": "c", "version-id-marker": "v" });
  expect(found.looked).toBe(5);
});

it("goes through a page that was added alone, and gives the same rows for the same pages", () => {
  const pageOf = (...keys: string[]): Page => objectRows(page({ contents: keys.map((k) => object(k)) }), "");
  const first = pageOf("a", "b");
  const second = pageOf("c");
  const one = allRows([first]);
  const both = allRows([first, second]);
  expect(both.map(({ key }) => key)).toEqual(["a", "b", "c"]);
  expect(both[0]).toBe(one[0]);
  expect(allRows([first, second])).toBe(both);
  const changed = pageOf("x");
  expect(allRows([changed, second]).map(({ key }) => key)).toEqual(["x", "c"]);
});
