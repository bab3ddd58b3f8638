// @vitest-environment node
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { adminActions, storeActions } from "./actions";

const CORE = "../core/src/main/java/io/bytebucket/core/access/";

async function constants(file: string): Promise<string[]> {
  const source = await readFile(CORE + file, "utf8");
  return [...source.matchAll(/^ {2}[A-Z_]+\("([\w:]+)"\)/gm)].map((found) => found[1] ?? "").sort();
}

it("offers the actions on what is stored that the server knows", async () => {
  expect([...storeActions]).toEqual(await constants("Action.java"));
});

it("offers the actions of running the store that the server knows", async () => {
  const names = await constants("AdminAction.java");
  expect([...adminActions]).toEqual(names.map((name) => `admin:${name}`));
});
