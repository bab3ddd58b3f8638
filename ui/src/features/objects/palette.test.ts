import { afterEach, expect, it, vi } from "vitest";
import { json, serve } from "../../testing/server";
import { findAddress, findObjects, findRecent } from "./palette";
import { remember } from "./recent";

afterEach(() => vi.unstubAllGlobals());

const signal = new AbortController().signal;

it("leads to what a pasted address names, whatever is in the key", async () => {
  expect(await findAddress("s3://b/a/../662E41?x=%2F")).toMatchObject([
    { href: "/buckets/b/object?key=a%2F..%2F662E41%3Fx%3D%252F" },
  ]);
  expect(await findAddress("s3://b/a//")).toMatchObject([
    { href: "/buckets/b/objects?prefix=a%2F%2F" },
  ]);
  expect(await findAddress("s3://b")).toMatchObject([{ href: "/buckets/b/objects" }]);
  expect(await findAddress("s3://")).toEqual([]);
  expect(await findAddress("b/a")).toEqual([]);
});

it("finds folders that were looked at, and what begins so where one is", async () => {
  remember("photos", "2024/summer/");
  const none = { contents: [], commonPrefixes: [] };
  serve({
    "GET /s3/photos?prefix=2024%2Fsummer%2Fimg&delimiter=%2F&max-keys=5": () =>
      json(200, { ...none, contents: [{ key: "2024/summer/img-1.jpg" }] }),
    "GET /s3/photos?prefix=img&delimiter=%2F&max-keys=5": () =>
      json(200, { ...none, commonPrefixes: [{ prefix: "img/" }] }),
  });
  expect(await findRecent("SUMMER")).toMatchObject([{ label: "2024/summer/" }]);
  expect((await findObjects("img", signal)).map(({ label }) => label)).toEqual([
    "2024/summer/img-1.jpg",
    "img/",
  ]);
});
