import { json } from "./server";

/** An object as lists have it. */
export const object = (key: string, size = 1) => ({
  key,
  size,
  lastModified: "2026-11-28T16:00:00Z",
  etag: '"e"',
  storageClass: "STANDARD",
});

/** Answers a page of a list, after which `next` goes on. */
export const list = (keys: readonly string[], folders: readonly string[] = [], next?: string) => () =>
  json(200, {
    contents: keys.map((key) => object(key)),
    commonPrefixes: folders.map((prefix) => ({ prefix })),
    ...(next === undefined ? {} : { nextContinuationToken: next }),
  });

/** What is asked for to list a folder from its beginning. */
export const listOf = (prefix: string) =>
  `GET /s3/b?prefix=${encodeURIComponent(prefix)}&delimiter=%2F&max-keys=1000`;

/** Nothing is laid out in tests: every element is told that it has room for rows. */
export function makeRoom(): void {
  Object.defineProperties(Element.prototype, {
    clientHeight: { configurable: true, get: () => 600 },
    clientWidth: { configurable: true, get: () => 900 },
  });
}
