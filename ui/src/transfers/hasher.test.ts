import { expect, it, vi } from "vitest";
import { base64OfCrc, crc32c, crcOfParts } from "./crc32c";
import type { HashAnswer } from "./hash.worker";
import { workerHash, type HashWorker } from "./hasher";

const DIGITS = "4waSgw==";
const digits = () => new Blob(["123456789"]);

/** A worker that answers nothing by itself. */
function silentWorker() {
  const listeners = new Map<string, (event: MessageEvent<HashAnswer>) => void>();
  const worker: HashWorker = {
    postMessage: vi.fn(),
    terminate: vi.fn(),
    addEventListener: (type: string, listener: (event: MessageEvent<HashAnswer>) => void) =>
      void listeners.set(type, listener),
  };
  const say = (type: string, data?: HashAnswer) => listeners.get(type)?.({ data } as MessageEvent<HashAnswer>);
  return { worker, say };
}

it("gives each who asked its own answer, and says when bytes cannot be read", async () => {
  const { worker, say } = silentWorker();
  const hash = workerHash(() => worker);
  const first = hash(digits());
  const second = hash(digits());
  const third = hash(digits());
  say("message", { id: 2, crc: "two" });
  say("message", { id: 1, crc: "one" });
  say("message", { id: 3, crc: undefined });
  expect(await Promise.all([first, second])).toEqual(["one", "two"]);
  await expect(third).rejects.toMatchObject({ name: "FileTrouble", why: "changed" });
});

it("leaves nothing unanswered when its thread breaks, and in the end goes without", async () => {
  const threads = [silentWorker(), silentWorker()];
  let started = 0;
  const hash = workerHash(() => threads[started++]?.worker ?? expect.fail("it was not to be started again"));
  for (const { worker, say } of threads) {
    const answers = [hash(digits()), hash(digits())];
    say("error");
    expect(await Promise.all(answers)).toEqual([DIGITS, DIGITS]);
    expect(worker.terminate).toHaveBeenCalledOnce();
  }
  expect(await hash(digits())).toBe(DIGITS);
  expect(started).toBe(2);
});

it("makes of the checksums of parts that of the object, as S3 does", () => {
  const crc = base64OfCrc(0xe3069283);
  const bytes = Uint8Array.of(0xe3, 0x06, 0x92, 0x83, 0xe3, 0x06, 0x92, 0x83);
  expect(crcOfParts([crc, crc])).toBe(`${base64OfCrc(crc32c(bytes))}-2`);
});
