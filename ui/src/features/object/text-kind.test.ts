import { expect, it } from "vitest";
import { indented, languageOf, viewOf } from "./text-kind";

it("goes by the type, then by the ending, then by the begin", () => {
  expect(viewOf("text/csv; charset=utf-8", "x.md", "a,b")).toBe("csv");
  expect(viewOf("application/octet-stream", "a/README.md", "# A")).toBe("markdown");
  expect(viewOf("application/octet-stream", "config", ' {"a": 1}')).toBe("json");
  expect(viewOf("application/octet-stream", "config", "{ not json")).toBe("source");
});

it("highlights what it knows, and nothing that only objects have", () => {
  expect(languageOf("x/Main.java", "source")).toBe("java");
  expect(languageOf("x.constructor", "source")).toBeUndefined();
});

it("indents a document without changing what is in it", () => {
  const text = '{"a":[1,{"b":"x, {y}: \\"z\\""}],"n":12345678901234567890.10,"e":[],"o":{}}';
  expect(indented(text)).toBe(
    '{\n  "a": [\n    1,\n    {\n      "b": "x, {y}: \\"z\\""\n    }\n  ],\n  "n": 12345678901234567890.10,\n  "e": [],\n  "o": {}\n}',
  );
  expect(indented("{")).toBeUndefined();
});
