import { expect, it } from "vitest";
import { nameFault } from "./bucket-name";

it.each([
  ["photos", undefined],
  ["a.b-c.9", undefined],
  ["a".repeat(63), undefined],
  ["ab", "short"],
  ["a".repeat(64), "long"],
  ["Photos", "characters"],
  ["my_bucket", "characters"],
  ["a..b", "label"],
  ["-abc", "label"],
  ["abc-", "label"],
  ["abc.-d", "label"],
  ["192.0.2.1", "address"],
  ["1920.0.2.1", undefined],
  ["xn--abc", "reserved"],
  ["photos-s3alias", "reserved"],
])("judges the name %s as S3 does: %s", (name, fault) => {
  expect(nameFault(name)).toBe(fault);
});
