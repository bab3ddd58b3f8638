import { expect, it } from "vitest";
import { safeNext } from "./next";

it("goes to pages of the console", () => {
  expect(safeNext("/buckets/b?q=x")).toBe("/buckets/b?q=x");
});

it.each([undefined, "", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:x", "/sign-in?next=/"])(
  "does not go to %j",
  (next) => {
    expect(safeNext(next)).toBe("/");
  },
);
