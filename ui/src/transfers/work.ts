import { asProblem, Problem } from "../lib/http/problem";
import { FileTrouble, requireUnchanged } from "./file-source";
import type { Hash } from "./hasher";
import { crcOfParts } from "./crc32c";
import { FILE_CHANGED, type Answer, type Event, type Kind, type There, type Upload } from "./model";
import { isInParts, partCount, partRange } from "./parts";
import type { Server } from "./server";
import type { Slots } from "./slots";

/** How many parts of one file, and of all files together, are on their way at once. */
export const PARTS_AT_ONCE = 4;

const BACKOFF_MAX_MS = 60_000;
/** A server that fails so often in a row for no reason of a moment is believed. */
const FAILURES_MAX = 8;
const OF_A_MOMENT: ReadonlySet<number> = new Set([0, 408, 429, 502, 503, 504]);

/** What the work on one upload is done with. */
export interface Tools {
  readonly server: Server;
  readonly hash: Hash;
  readonly slots: Slots;
  readonly signal: AbortSignal;
  /** The upload as it is now. */
  readonly current: () => Upload;
  readonly send: (event: Event) => void;
  readonly file: () => Promise<File>;
  /** What stands at the key, by a list that was asked for before; null when there is none. */
  readonly known: () => Promise<There | undefined | null>;
  /** What was answered for all of its like. */
  readonly answer: () => Answer | undefined;
  /** How many bytes of a part are on their way; undefined when it is over. */
  readonly progress: (part: number, bytes: number | undefined) => void;
  readonly now: () => number;
}

/** Works on an upload until it is over or waits for something. */
export async function work(tools: Tools): Promise<void> {
  for (;;) {
    const upload = tools.current();
    const phase = phases[upload.state.kind];
    if (phase === undefined || isCalledOff(tools)) {
      return;
    }
    try {
      await phase(upload, tools);
    } catch (error) {
      if (isCalledOff(tools)) {
        return;
      }
      tools.send(await eventOf(error, tools));
    }
  }
}

function isCalledOff({ signal }: Tools): boolean {
  return signal.aborted;
}

const phases: Partial<Record<Kind, (upload: Upload, tools: Tools) => Promise<void>>> = {
  checking: check,
  verifying: verify,
  sending: async (upload, tools) => {
    const file = requireUnchanged(await tools.file(), upload);
    await (isInParts(upload) ? sendParts(upload, file, tools) : sendWhole(upload, file, tools));
  },
  completing: async (upload, { server, send }) => {
    await server.complete(upload);
    send({ type: "completed" });
  },
};

async function check(upload: Upload, tools: Tools): Promise<void> {
  if (upload.mayReplace) {
    tools.send({ type: "free" });
    return;
  }
  const known = await tools.known();
  const there = known === null ? await tools.server.lookUp(upload.bucket, upload.key) : known;
  if (there === undefined) {
    tools.send({ type: "free" });
  } else if (await isOurs(upload, there, tools)) {
    tools.send({ type: "completed" });
  } else {
    tools.send({ type: "found", there, answer: tools.answer() });
  }
}

/** Whether what stands there is what was sent before, and only the answer got lost. */
async function isOurs(upload: Upload, there: There | undefined, tools: Tools): Promise<boolean> {
  if (!upload.isRepeat || there?.size !== upload.size) {
    return false;
  }
  const stored = await tools.server.checksum(upload);
  const count = partCount(upload);
  if (stored === undefined || (stored.includes("-") && !stored.endsWith(`-${count}`))) {
    // Nothing to hold the file against, which may be large.
    return false;
  }
  const file = requireUnchanged(await tools.file(), upload);
  return stored === (stored.includes("-") ? await hashParts(upload, file, tools) : await tools.hash(file));
}

async function hashParts(upload: Upload, file: File, { hash, signal }: Tools): Promise<string> {
  const parts: string[] = [];
  for (let number = 1; number <= partCount(upload); number++) {
    signal.throwIfAborted();
    const [start, end] = partRange(upload, number);
    parts.push(await hash(file.slice(start, end)));
  }
  return crcOfParts(parts);
}

/** Holds the file against the parts that the server has; what is of another length is sent again. */
async function verify(upload: Upload, tools: Tools): Promise<void> {
  const file = requireUnchanged(await tools.file(), upload);
  const held = [];
  for (const part of await tools.server.parts(upload)) {
    const [start, end] = partRange(upload, part.number);
    if (part.crc === undefined || part.size !== end - start) {
      continue;
    }
    tools.signal.throwIfAborted();
    if ((await tools.hash(file.slice(start, end))) !== part.crc) {
      tools.send({ type: "different" });
      return;
    }
    held.push(part);
  }
  tools.send({ type: "verified", parts: held });
}

async function sendWhole(upload: Upload, file: File, tools: Tools): Promise<void> {
  const crc = await tools.hash(file);
  await onItsWay(file, 1, tools, (sending) =>
    tools.server.putWhole(upload, { body: file, crc, ...sending }),
  );
  tools.send({ type: "completed" });
}

async function sendParts(upload: Upload, file: File, tools: Tools): Promise<void> {
  if (upload.uploadId === undefined) {
    // Never called off: the server has it then, and it has to be known.
    tools.send({ type: "begun", uploadId: await tools.server.begin(upload) });
  }
  const begun = tools.current();
  const missing = missingParts(begun);
  let failure: unknown;
  const lane = async () => {
    for (let number = missing.next(); !number.done; number = missing.next()) {
      if (failure !== undefined || tools.signal.aborted) {
        return;
      }
      try {
        await sendPart(begun, number.value, file, tools);
      } catch (error) {
        failure ??= error;
      }
    }
  };
  await Promise.all(Array.from({ length: PARTS_AT_ONCE }, lane));
  if (failure !== undefined) {
    throw failure as Error;
  }
  tools.send({ type: "sent" });
}

function* missingParts(upload: Upload): Generator<number, undefined> {
  const count = partCount(upload);
  for (let number = 1; number <= count; number++) {
    if (upload.etags[number] === undefined) {
      yield number;
    }
  }
}

async function sendPart(upload: Upload, number: number, file: File, tools: Tools): Promise<void> {
  const [start, end] = partRange(upload, number);
  const body = file.slice(start, end);
  const crc = await tools.hash(body);
  const etag = await onItsWay(file, number, tools, (sending) =>
    tools.server.putPart(upload, number, { body, crc, ...sending }),
  );
  tools.send({ type: "part", part: { number, etag, size: end - start } });
}

async function onItsWay<T>(
  file: File,
  number: number,
  tools: Tools,
  put: (sending: { signal: AbortSignal; onProgress: (bytes: number) => void }) => Promise<T>,
): Promise<T> {
  const { signal } = tools;
  try {
    return await tools.slots.use(signal, () =>
      put({ signal, onProgress: (bytes) => tools.progress(number, bytes) }),
    );
  } catch (error) {
    if (asProblem(error).code === "NetworkError") {
      // A file that changed while it was sent looks like a broken connection, too.
      await file.slice(0, 1).arrayBuffer().catch(() => Promise.reject(new FileTrouble("changed")));
    }
    throw error;
  } finally {
    tools.progress(number, undefined);
  }
}

async function eventOf(error: unknown, tools: Tools): Promise<Event> {
  if (error instanceof FileTrouble) {
    return error.why === "changed"
      ? {
          type: "refused",
          reason: { code: FILE_CHANGED, message: "The file was changed meanwhile.", requestId: "" },
        }
      : { type: "file-lost", why: error.why };
  }
  const problem = asProblem(error);
  if (problem.isSignedOut) {
    return { type: "pause", by: "session" };
  }
  if (problem.status === 404 && problem.code === "NoSuchUpload") {
    return { type: "gone" };
  }
  if (problem.status === 412) {
    return taken(tools);
  }
  const { code, message, requestId } = problem;
  const reason = { code, message, requestId };
  const { attempt } = tools.current();
  return isPassing(problem, attempt)
    ? { type: "trouble", reason, until: tools.now() + backoffMs(problem, attempt) }
    : { type: "refused", reason };
}

async function taken(tools: Tools): Promise<Event> {
  const upload = tools.current();
  try {
    const there = await tools.server.lookUp(upload.bucket, upload.key);
    return (await isOurs(upload, there, tools))
      ? { type: "completed" }
      : { type: "taken", there, answer: tools.answer() };
  } catch {
    // What stands there cannot be told; that something does, the server said.
    return { type: "taken", there: undefined, answer: tools.answer() };
  }
}

function isPassing({ status, code }: Problem, attempt: number): boolean {
  if (status === 0 && code !== "NetworkError") {
    return false;
  }
  return OF_A_MOMENT.has(status) || (status === 500 && attempt < FAILURES_MAX);
}

/** Twice as long each time, unless the server says how long. */
export function backoffMs(problem: Problem, attempt: number): number {
  return Math.min((problem.retryAfterSeconds ?? 2 ** Math.min(attempt, 10)) * 1_000, BACKOFF_MAX_MS);
}
