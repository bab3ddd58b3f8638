// @vitest-environment node
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

/** What each file says, by its path below `src`. */
async function sources(): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir("src", { recursive: true })).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
  );
  return new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(join("src", file), "utf8")] as const)),
  );
}

it("each text of a catalogue is said by somebody who has it from there", async () => {
  const all = await sources();
  const wordsOf = new Map<string, Set<string>>();
  for (const [file, source] of all) {
    for (const [, from = ""] of source.matchAll(/from "(\.[^"]*\/strings)"/g)) {
      const catalogue = `${join(dirname(file), from)}.ts`;
      const words = wordsOf.get(catalogue) ?? new Set<string>();
      source.match(/\w+/g)?.forEach((word) => words.add(word));
      wordsOf.set(catalogue, words);
    }
  }
  expect(wordsOf.size).toBeGreaterThan(10);
  const unsaid = [...wordsOf].flatMap(([catalogue, words]) =>
    [...(all.get(catalogue) ?? "").matchAll(/^ {2}(\w+):/gm)]
      .map(([, name = ""]) => name)
      .filter((name) => !words.has(name))
      .map((name) => `${catalogue} ${name}`),
  );
  expect(unsaid).toEqual([]);
});
