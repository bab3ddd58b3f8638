import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning, programPath, root, stopped } from "./machine";
import type { Ports } from "./places";

const START_LIMIT_MS = 60_000;

/** nginx before both ports: before the console just as docs/console.md says, for bodies of 20 MB. */
export async function startNginx(folder: string, ports: Ports): Promise<ChildProcess> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "nginx.conf"), configuration(ports));
  const log = openSync(join(folder, "log"), "a");
  const program = programPath("nginx") ?? "nginx-is-not-installed";
  const child = spawn(program, ["-p", folder, "-c", join(folder, "nginx.conf")], {
    stdio: ["ignore", log, log],
  });
  // One that cannot be begun counts as ended, which is seen below.
  child.on("error", () => undefined);
  const deadline = Date.now() + START_LIMIT_MS;
  while (!(await isListening(ports.proxy))) {
    if (!isRunning(child) || Date.now() > deadline) {
      await stopped(child);
      throw new Error(`nginx did not start: ${readFileSync(join(folder, "log"), "utf8")}`);
    }
    await sleep(50);
  }
  return child;
}

function configuration(ports: Ports): string {
  const page = readFileSync(join(root, "docs/console.md"), "utf8");
  const console = /```nginx\n([\s\S]*?)```/.exec(page)?.[1];
  if (!console?.includes("127.0.0.1:9001")) {
    throw new Error("docs/console.md has no configuration of nginx");
  }
  // Started by root its workers would be somebody who may not keep bodies in this folder.
  const user = process.getuid?.() === 0 ? "user root;" : "";
  return `
${user}
daemon off;
worker_processes 1;
pid nginx.pid;
error_log nginx-error.log;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  server {
    listen 127.0.0.1:${ports.proxy};
    client_max_body_size 20m;
    ${console.replaceAll("127.0.0.1:9001", `127.0.0.1:${ports.admin}`)}
  }
  server {
    listen 127.0.0.1:${ports.s3Proxy};
    client_max_body_size 20m;
    location / {
      proxy_pass http://127.0.0.1:${ports.s3};
      proxy_set_header Host $http_host;
    }
  }
}
`;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      done(true);
    });
    socket.once("error", () => done(false));
  });
}
