import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import setUp from "./global-setup";

let folder = "";

/** A program that is found before any other of its name. */
function program(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!${process.execPath}\n${text}\n`, { mode: 0o755 });
  return path;
}

/** What answers as the server does, and leaves its id in the folder. */
const standIn = () => `
  const port = Number(process.env.ADMIN_LISTEN.split(":")[1]);
  require("node:fs").writeFileSync(${JSON.stringify(join(folder, "pid"))}, String(process.pid));
  require("node:http").createServer((_, response) => response.end()).listen(port, "127.0.0.1");`;

const left = () => readdirSync(folder).filter((name) => name.startsWith("console-e2e-"));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "set-up-"));
  vi.stubEnv("TMPDIR", folder);
  vi.stubEnv("PATH", `${folder}${delimiter}${process.env.PATH ?? ""}`);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

it("leaves no server and no folder where nginx does not start", async () => {
  vi.stubEnv("E2E_LAUNCHER", program("stand-in.cjs", standIn()));
  program("nginx", "process.exit(1)");
  await expect(setUp()).rejects.toThrow("nginx did not start");
  const pid = Number(readFileSync(join(folder, "pid"), "utf8"));
  expect(pid).toBeGreaterThan(0);
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  expect(left()).toEqual([]);
});

it("leaves no folder where the server ends before it answers", async () => {
  vi.stubEnv("E2E_LAUNCHER", program("stand-in.cjs", "process.exit(1)"));
  await expect(setUp()).rejects.toThrow("The server did not start");
  expect(left()).toEqual([]);
});

it("leaves no folder where the server is killed before it answers, or cannot be begun", async () => {
  vi.stubEnv("E2E_LAUNCHER", program("stand-in.cjs", 'process.kill(process.pid, "SIGKILL")'));
  await expect(setUp()).rejects.toThrow("The server did not start");
  vi.stubEnv("E2E_LAUNCHER", join(folder, "nothing-of-the-kind"));
  await expect(setUp()).rejects.toThrow("The server did not start");
  expect(left()).toEqual([]);
});
