import { type ChildProcess, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts, root, stopped } from "./machine";
import { startNginx } from "./nginx";
import { madeUpHost, type Ports } from "./places";
import { ServerProcess } from "./server-process";

/** One server with a proxy before it for all tests, each of which makes buckets and users of its own. */
export default async function setUp(): Promise<() => Promise<void>> {
  if (process.env.E2E_PACKED !== "true" && !process.env.E2E_LAUNCHER) {
    build();
  }
  const [s3 = 0, admin = 0, proxy = 0, s3Proxy = 0] = await freePorts(4);
  const ports: Ports = { s3, admin, proxy, s3Proxy };
  const folder = mkdtempSync(join(tmpdir(), "console-e2e-"));
  const server = new ServerProcess(join(folder, "server"), ports, {
    // Links are signed for how clients reach S3, which is by the proxy.
    PUBLIC_URL: `http://${madeUpHost}:${s3Proxy}`,
    // So that a test can come from an address of its own, and fail to sign in there.
    TRUSTED_PROXIES: "127.0.0.1",
    LOG_FORMAT: "text",
    LOG_LEVEL: "warn",
  });
  let nginx: ChildProcess | undefined;
  const takeDown = async () => {
    try {
      await Promise.all([nginx && stopped(nginx), server.stop()]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  try {
    await server.start();
    nginx = await startNginx(join(folder, "nginx"), ports);
  } catch (failure) {
    // Nobody takes down what never stood.
    await takeDown();
    throw failure;
  }
  // Workers are started after this, and inherit it.
  process.env.E2E_PORTS = JSON.stringify(ports);
  process.env.E2E_SERVER_PID = String(server.pid);
  return takeDown;
}

/** The console if a file of it changed; the server only where there is none. */
function build(): void {
  const run = (script: string) =>
    execFileSync(join(root, "scripts", script), { stdio: ["ignore", "inherit", "inherit"] });
  run("build-console.sh");
  if (!existsSync(join(root, "server/target/lib/bytebucket-server.jar"))) {
    run("build-server.sh");
  }
}
