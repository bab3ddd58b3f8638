// @vitest-environment node
import { createClient } from "@hey-api/openapi-ts";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import config from "../../openapi-ts.config";

const folder = await mkdtemp(join(tmpdir(), "api-types-"));
afterAll(() => rm(folder, { recursive: true }));

it("the types are those of openapi.yaml: `npm run types` makes them anew", async () => {
  const { input, plugins } = await config;
  await createClient({
    input,
    ...(plugins ? { plugins } : {}),
    output: { path: folder, entryFile: false },
    logs: { level: "silent" },
  });
  const fresh = await readFile(join(folder, "types.gen.ts"), "utf8");
  const committed = await readFile("src/api/types.gen.ts", "utf8");
  expect(committed).toBe(fresh);
}, 60_000);
