import { expect, it } from "vitest";
import { inBytes, unitOf } from "./size";

it("shows a size by the largest unit that it is a whole number of", () => {
  expect(unitOf(5 * 1024 ** 3)).toBe("GiB");
  expect(unitOf(1536 * 1024)).toBe("KiB");
  expect(unitOf(1001)).toBe("B");
  expect(unitOf(0)).toBe("GiB");
});

it("takes parts of units, to whole bytes", () => {
  expect(inBytes(1.5, "KiB")).toBe(1536);
  expect(inBytes(0.1, "KiB")).toBe(102);
});
