import { expect, it } from "vitest";
import { diffLines, type DiffLine } from "./diff";

const mark = { same: " ", added: "+", removed: "-" } as const;
const shown = (lines: readonly DiffLine[]) => lines.map(({ kind, text }) => mark[kind] + text);

it("leaves what both have, and shows what goes before what comes", () => {
  expect(shown(diffLines("a\nb\nc\nd", "a\nx\nc\nd\ne"))).toEqual([" a", "-b", "+x", " c", " d", "+e"]);
});

it("shows a text that begins or ends to be", () => {
  expect(shown(diffLines("", "a\nb"))).toEqual(["+a", "+b"]);
  expect(shown(diffLines("a\nb", ""))).toEqual(["-a", "-b"]);
  expect(diffLines("", "")).toEqual([]);
});

it("makes the second of the first, whatever they are", () => {
  let seed = 17;
  const next = () => (seed = (seed * 48_271) % 2_147_483_647);
  for (let round = 0; round < 200; round++) {
    const text = () => Array.from({ length: next() % 12 }, () => "abcd"[next() % 4]).join("\n");
    const [before, after] = [text(), text()];
    const lines = diffLines(before, after);
    const side = (left: DiffLine["kind"]) =>
      lines.filter(({ kind }) => kind !== left).map((line) => line.text).join("\n");
    expect([side("added"), side("removed")]).toEqual([before, after]);
  }
});

it("gives up on texts without end, and still tells all of them", () => {
  const text = (letter: string) => Array.from({ length: 3_000 }, (_, i) => `${letter}${i}`).join("\n");
  expect(diffLines(text("a"), text("b"))).toHaveLength(6_000);
});
