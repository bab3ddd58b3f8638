import { type ChildProcess, execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { delimiter, join, resolve } from "node:path";

/** The root of the repository. */
export const root = resolve(import.meta.dirname, "../../..");

/** Whether tests run at the size of the promises, in place of what fits into every build. */
export const fullSize = process.env.E2E_FULL === "true";

/** Where a program is. */
export function programPath(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The browser. Nothing here downloads one. */
export function chromiumPath(): string {
  return programPath("chromium") ?? "chromium-is-not-installed";
}

/** Java, of the version that the build finds. */
export function javaPath(): string {
  const home = execFileSync(join(root, "scripts/find-jdk.sh"), { encoding: "utf8" }).trim();
  return join(home, "bin/java");
}

/** Whether a process has begun and not ended, by itself or by a signal. */
export function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** Ends a process as `kill` does, and returns once it is gone. */
export async function stopped(child: ChildProcess): Promise<void> {
  if (isRunning(child)) {
    const gone = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    await gone;
  }
}

/** Ports of 127.0.0.1 that are free at the moment. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((done, failed) => {
          const server = createServer();
          server.once("error", failed);
          server.listen(0, "127.0.0.1", () => done(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
