import { describe, expect, it } from "vitest";
import { formatBytes, formatExactBytes } from "./bytes";
import { keyPieces, middleCut } from "./key";
import { formatAgo } from "./time";

describe("sizes", () => {
  it.each([
    [0, "0 B"],
    [1, "1 B"],
    [1023, "1,023 B"],
    [1024, "1 KiB"],
    [1536, "1.5 KiB"],
    [1_048_575, "1 MiB"],
    [123_456_789, "118 MiB"],
    [1_568_669_184, "1.46 GiB"],
    [2 ** 53, "8 PiB"],
  ])("%d bytes are %s", (bytes, text) => {
    expect(formatBytes(bytes, "en")).toBe(text);
  });

  it("are exact where that is asked for", () => {
    expect(formatExactBytes(1_568_669_184, "en")).toBe("1,568,669,184 bytes");
    expect(formatExactBytes(1, "en")).toBe("1 byte");
  });
});

describe("times", () => {
  const now = new Date("2026-11-28T12:00:00Z");
  it.each([
    ["2026-11-28T11:59:55Z", "now"],
    ["2026-11-28T11:59:30Z", "30 seconds ago"],
    ["2026-11-28T09:00:01Z", "2 hours ago"],
    ["2026-11-27T12:00:00Z", "yesterday"],
    ["2026-11-28T12:10:00Z", "in 10 minutes"],
    ["2020-11-28T12:00:00Z", "6 years ago"],
  ])("%s is %s", (time, text) => {
    expect(formatAgo(new Date(time), now, "en")).toBe(text);
  });
});

describe("keys", () => {
  const marks = (key: string) =>
    keyPieces(key)
      .map(({ text, isMark }) => (isMark ? `<${text}>` : text))
      .join("");

  it.each([
    ["plain/name.txt", "plain/name.txt"],
    ["a b", "a b"],
    [" a", "<\u2423>a"],
    ["a  b", "a<\u2423><\u2423>b"],
    ["a\nb\u0000", "a<LF>b<U+0000>"],
    ["\u202egpj.exe", "<U+202E>gpj.exe"],
    ["zero\u200bwidth", "zero<U+200B>width"],
    ["\ud800x", "<U+D800>x"],
    ["😀é", "😀é"],
  ])("%j shows what would not be seen", (key, shown) => {
    expect(marks(key)).toBe(shown);
  });

  it("are cut in the middle, and never within a character", () => {
    expect(middleCut("short")).toEqual(["short", ""]);
    expect(middleCut("😀".repeat(30), 4)).toEqual(["😀".repeat(26), "😀".repeat(4)]);
  });
});
