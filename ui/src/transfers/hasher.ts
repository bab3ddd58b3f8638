import { FileTrouble } from "./file-source";
import { hashBlob } from "./hash-blob";
import type { HashAnswer, HashRequest } from "./hash.worker";

/** Gives the CRC32C of bytes, in base64; fails by FileTrouble when they cannot be read any more. */
export type Hash = (blob: Blob) => Promise<string>;

/** What of a worker is used. */
export type HashWorker = Pick<Worker, "postMessage" | "terminate"> & {
  addEventListener(type: "message", listener: (event: MessageEvent<HashAnswer>) => void): void;
  addEventListener(type: "error" | "messageerror", listener: () => void): void;
};

interface Asked {
  readonly blob: Blob;
  readonly answer: (crc: string | undefined | Promise<string | undefined>) => void;
}

/** After so many that broke there are no more, and the page hashes by itself. */
const WORKERS_MAX = 2;

const startWorker = (): HashWorker =>
  new Worker(new URL("./hash.worker.ts", import.meta.url), { type: "module" });

const hashHere = (blob: Blob) => hashBlob(blob).catch(() => undefined);

/**
 * Hashes in a thread of its own, so that the page never waits for it. It starts with the first. One
 * that breaks, or whose script is not there any more because the server is a newer one, leaves
 * nothing unanswered: what it was asked is hashed here, some megabytes at a time.
 */
export function workerHash(start: () => HashWorker = startWorker): Hash {
  const asked = new Map<number, Asked>();
  let worker: HashWorker | undefined;
  let started = 0;
  let count = 0;
  const begin = () => {
    const begun = start();
    const broken = () => {
      if (worker === begun) {
        worker = undefined;
        begun.terminate();
        const left = [...asked.values()];
        asked.clear();
        left.forEach(({ blob, answer }) => answer(hashHere(blob)));
      }
    };
    begun.addEventListener("message", ({ data }) => {
      asked.get(data.id)?.answer(data.crc);
      asked.delete(data.id);
    });
    begun.addEventListener("error", broken);
    begun.addEventListener("messageerror", broken);
    return begun;
  };
  const ask = (blob: Blob): Promise<string | undefined> => {
    if (worker === undefined && started >= WORKERS_MAX) {
      return hashHere(blob);
    }
    if (worker === undefined) {
      started++;
      worker = begin();
    }
    const id = ++count;
    const to = worker;
    return new Promise((answer) => {
      asked.set(id, { blob, answer });
      to.postMessage({ id, blob } satisfies HashRequest);
    });
  };
  return async (blob) => {
    const crc = await ask(blob);
    if (crc === undefined) {
      throw new FileTrouble("changed");
    }
    return crc;
  };
}
