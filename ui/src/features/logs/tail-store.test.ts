import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TAIL_ROWS, TailStore } from "./tail-store";

let send: (lines: string) => void;

beforeEach(() => {
  vi.useFakeTimers();
  const encoder = new TextEncoder();
  vi.stubGlobal("fetch", () =>
    Promise.resolve(
      new Response(
        new ReadableStream({
          start: (stream) => {
            send = (lines) => stream.enqueue(encoder.encode(lines));
          },
        }),
      ),
    ),
  );
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const lines = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `{"requestId":"${from + i}"}\n`).join("");

it("keeps so many rows and no more, and tells what came while it stands still", async () => {
  const store = new TailStore();
  const stop = store.follow({});
  await vi.advanceTimersByTimeAsync(0);
  expect(store.current().state.kind).toBe("live");
  send(lines(0, TAIL_ROWS + 5));
  await vi.advanceTimersByTimeAsync(300);
  expect(store.current().rows).toHaveLength(TAIL_ROWS);
  expect(store.current().rows[0]?.requestId).toBe("5");

  store.hold(true);
  send(`${lines(5_000, 42)}{"missed":3}\n`);
  await vi.advanceTimersByTimeAsync(300);
  expect(store.current()).toMatchObject({ fresh: 42, missed: 3 });
  expect(store.current().rows.at(-1)?.requestId).not.toBe("5041");

  store.hold(false);
  expect(store.current().fresh).toBe(0);
  expect(store.current().rows.at(-1)?.requestId).toBe("5041");
  stop();
  expect(store.current().state.kind).toBe("connecting");
});
