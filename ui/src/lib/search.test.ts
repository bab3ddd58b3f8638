import { describe, expect, it } from "vitest";
import { parseSearch, stringifySearch } from "./search";

describe("the query of an address", () => {
  it.each(["662E41", "007", "true", "null", '{"a":1}', "[1]", "a b+c&d=e#f?", "..", "%2F", "é😀", "\u0000"])(
    "gives %j back as it was",
    (value) => {
      expect(parseSearch(stringifySearch({ key: value }))).toEqual({ key: value });
    },
  );

  it("leaves out what is undefined, and keeps what is empty", () => {
    expect(stringifySearch({ a: undefined, b: "", c: 2 })).toBe("?b=&c=2");
    expect(stringifySearch({ a: undefined })).toBe("");
  });

  it("takes the first of several, and names that objects have for names", () => {
    expect(parseSearch("?a=1&a=2&constructor=x")).toEqual({ a: "1", constructor: "x" });
  });
});
