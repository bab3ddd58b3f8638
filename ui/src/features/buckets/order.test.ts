import { expect, it } from "vitest";
import type { Bucket } from "../../api/types.gen";
import { isOrder } from "../../lib/bucket-search";
import { arranged, nextOrder, quotaShare } from "./order";

const bucket = (name: string, more: Partial<Bucket> = {}): Bucket => ({
  name,
  creationDate: "2026-11-22T18:47:24Z",
  ownerId: "u",
  versioning: "unversioned",
  ...more,
});

it("sorts by figures, and equal ones by name whichever way", () => {
  const buckets = [bucket("b", { bytes: 5 }), bucket("a", { bytes: 5 }), bucket("c", { bytes: 9 })];
  expect(arranged(buckets, "", "-bytes").map(({ name }) => name)).toEqual(["c", "a", "b"]);
  expect(arranged(buckets, "", "bytes").map(({ name }) => name)).toEqual(["a", "b", "c"]);
});

it("finds a text anywhere in a name, written in capitals too", () => {
  const buckets = [bucket("my-photos"), bucket("logs")];
  expect(arranged(buckets, " PHOTO ", "name").map(({ name }) => name)).toEqual(["my-photos"]);
});

it("turns an order round with a second click", () => {
  expect(nextOrder("name", "bytes")).toBe("-bytes");
  expect(nextOrder("-bytes", "bytes")).toBe("bytes");
  expect(nextOrder("name", "name")).toBe("-name");
  expect(isOrder("-made")).toBe(true);
  expect(isOrder("-color")).toBe(false);
});

it("tells the nearer limit of a quota, also one of nothing", () => {
  const used = { bytes: 50, objects: 9 };
  expect(quotaShare(bucket("a", { used, quota: { bytes: 100, objects: 10 } }))).toBe(0.9);
  expect(quotaShare(bucket("a", { used, quota: { bytes: 0 } }))).toBe(1);
  expect(quotaShare(bucket("a", { used }))).toBeUndefined();
});
