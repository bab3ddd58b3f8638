import { expect, it } from "vitest";
import { curlLine, isOfThisMachine, isTakenApart } from "./links";

it("knows the names that lead nowhere from elsewhere", () => {
  expect(["localhost", "127.0.0.1", "[::1]", "0.0.0.0"].every(isOfThisMachine)).toBe(true);
  expect(["s3.example.com", "10.0.0.1", "1270.example"].some(isOfThisMachine)).toBe(false);
});

it("writes a link as one word of a shell, whatever is in it", () => {
  expect(curlLine("https://h/it's?a&b", "it's")).toMatch(/ 'it'\\''s' 'https:\/\/h\/it'\\''s\?a&b'$/);
});

it("has each link fetched as it is, to a file that there can be", () => {
  const fileOf = (key: string) => /--path-as-is --output '([^]*)' 'u'$/.exec(curlLine("u", key))?.[1];
  expect(["a/b.txt", "a/", "..", "a/..", "/", "-", "a\nb", "C:\\a", ""].map(fileOf)).toEqual([
    "b.txt", "a", "object", "object", "object", "object", "a_b", "C__a", "object",
  ]);
  expect(fileOf("k".repeat(1024))).toHaveLength(200);
  expect(fileOf("\u{1f469}".repeat(256))).toBe("\u{1f469}".repeat(50));
});

it("knows the links that browsers take apart", () => {
  const links = ["..", ".", "../..", "a/../b", "a/%2E%2e/b", "a/.%2e"].map((key) => `https://h/b/${key}?X=..`);
  expect(links.every(isTakenApart)).toBe(true);
  expect(["a", "..a", "a..", "...", "a//b", ".hidden", "%2Fa"].some((key) => isTakenApart(`https://h/b/${key}?X=/../`))).toBe(false);
});
