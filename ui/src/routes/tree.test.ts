import { expect, it } from "vitest";
import { makeRouter } from "./router";

it("the table of pages can be used, and has each of them once", () => {
  const paths = Object.values(makeRouter().routesById).map(({ fullPath, id }) => `${fullPath} ${id}`);
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths.some((path) => path.startsWith("/buckets/$bucket/access"))).toBe(true);
});
