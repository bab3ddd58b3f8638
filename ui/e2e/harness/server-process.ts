import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning, javaPath, root, stopped } from "./machine";

/** The first user of every server of these tests. */
export const administrator = {
  accessKey: "AKIACONSOLETEST00001",
  secret: "console-test/secret+key-000000000001",
} as const;

const ENCRYPTION_KEY = "console-tests-32-characters-key!";
const START_LIMIT_MS = 180_000;
const ASK_EVERY_MS = 100;
const LOG_TAIL_LINES = 40;

/** The real server, as a process of its own, with the flags that it is shipped with. */
export class ServerProcess {
  private child: ChildProcess | undefined;

  /**
   * Not running yet.
   *
   * @param folder for its data and its log
   * @param settings beside those that every server here has
   */
  constructor(
    private readonly folder: string,
    readonly ports: { readonly s3: number; readonly admin: number },
    private readonly settings: Readonly<Record<string, string>> = {},
  ) {
    mkdirSync(folder, { recursive: true });
  }

  /** Where its admin port is, as programs reach it. */
  get api(): string {
    return `http://127.0.0.1:${this.ports.admin}`;
  }

  /** Starts it, and returns once it answers. */
  async start(): Promise<void> {
    const [program = "", ...words] = command(this.folder);
    const log = openSync(join(this.folder, "log"), "a");
    this.child = spawn(program, [...words, "server"], { stdio: ["ignore", log, log], env: this.environment() });
    // One that cannot be begun counts as ended, which is seen below.
    this.child.on("error", () => undefined);
    const deadline = Date.now() + START_LIMIT_MS;
    while (!(await this.answers())) {
      if (!isRunning(this.child) || Date.now() > deadline) {
        throw new Error(`The server did not start; its log ends with\n${this.logTail()}`);
      }
      await sleep(ASK_EVERY_MS);
    }
  }

  /** Where it keeps everything. */
  get data(): string {
    return join(this.folder, "data");
  }

  /**
   * Runs another command of the program on its data, while it is stopped.
   *
   * @returns how it ended
   */
  async run(...words: string[]): Promise<number> {
    const [program = "", ...first] = command(this.folder);
    const log = openSync(join(this.folder, "log"), "a");
    const child = spawn(program, [...first, ...words], { stdio: ["ignore", log, log], env: this.environment() });
    return new Promise((done, failed) => {
      child.once("error", failed);
      child.once("exit", (status) => done(status ?? -1));
    });
  }

  private environment(): Record<string, string | undefined> {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(BYTEBUCKET_|CI$)/.test(name));
    return {
      ...Object.fromEntries(inherited),
      MALLOC_ARENA_MAX: "2",
      DATA_DIR: this.data,
      S3_LISTEN: `127.0.0.1:${this.ports.s3}`,
      ADMIN_LISTEN: `127.0.0.1:${this.ports.admin}`,
      ENCRYPTION_KEY,
      ACCESS_KEY_ID: administrator.accessKey,
      SECRET_ACCESS_KEY: administrator.secret,
      ...this.settings,
    };
  }

  /** The id of the running process. */
  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Ends it as `kill` does, and returns once it is gone. */
  async stop(): Promise<void> {
    if (this.child) {
      await stopped(this.child);
    }
    this.child = undefined;
  }

  /** The last lines of its log. */
  logTail(): string {
    return readFileSync(join(this.folder, "log"), "utf8").split("\n").slice(-LOG_TAIL_LINES).join("\n");
  }

  private async answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.api}/health`)).ok;
    } catch {
      return false;
    }
  }
}

/**
 * What runs the server: the launcher of an archive where one is named; else the jars, with the
 * console as it was built last before the one that they hold, so that a change of a page needs no
 * new jars.
 */
function command(folder: string): string[] {
  const launcher = process.env.E2E_LAUNCHER;
  if (launcher) {
    return [launcher];
  }
  const classPath = [join(root, "server/target/lib/bytebucket-server.jar")];
  if (process.env.E2E_PACKED !== "true") {
    classPath.unshift(overlay(folder));
  }
  const options = `@${join(root, "server/src/dist/jvm.options")}`;
  return [javaPath(), options, "-cp", classPath.join(":"), "io.bytebucket.server.Main"];
}

function overlay(folder: string): string {
  const classes = join(folder, "classes");
  const parent = join(classes, "io/bytebucket");
  mkdirSync(parent, { recursive: true });
  try {
    symlinkSync(join(root, "ui/dist"), join(parent, "console"));
  } catch {
    // There since the start before.
  }
  return classes;
}
