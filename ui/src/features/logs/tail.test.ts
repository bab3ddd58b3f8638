import { afterEach, expect, it, vi } from "vitest";
import { type LogEvent, portOf } from "./api";
import { followTail } from "./tail";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function body(...pieces: string[]): Response {
  const encoder = new TextEncoder();
  return new Response(
    new ReadableStream({
      start: (stream) => {
        pieces.forEach((piece) => stream.enqueue(encoder.encode(piece)));
        stream.close();
      },
    }),
  );
}

async function follow(...answers: Response[]) {
  const stop = new AbortController();
  const asked: string[] = [];
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    const answer = answers.shift();
    if (!answer) {
      stop.abort();
      return Promise.reject(new DOMException("over", "AbortError"));
    }
    return Promise.resolve(answer);
  });
  const events: LogEvent[] = [];
  const told: string[] = [];
  await followTail({ bucket: "b", from: "x" }, stop.signal, {
    onConnected: () => told.push("connected"),
    onEvents: (some) => events.push(...some),
    onMissed: (count) => told.push(`missed ${count}`),
    onTrouble: ({ code }, seconds) => {
      told.push(`${code} ${seconds ?? "never"}`);
      if (seconds !== undefined) {
        stop.abort();
      }
    },
  });
  return { asked, events: events.map(({ requestId }) => requestId), told };
}

it("reads lines that come in pieces, and asks anew when an answer is over", async () => {
  const { asked, events, told } = await follow(
    body("\n", '{"requestId":"ä', '"}\n\n{"requestId":"2"}\n{"missed":7}\n'),
    body('{"requestId":"3"}\n'),
  );
  expect(events).toEqual(["ä", "2", "3"]);
  expect(told).toEqual(["connected", "missed 7", "connected"]);
  expect(asked[0]).toBe("/api/logs/tail?port=s3&bucket=b");
});

it("looks at the port of S3 unless another is asked for, or one request by its id", () => {
  expect(portOf({})).toBe("s3");
  expect(portOf({ port: "admin" })).toBe("admin");
  expect(portOf({ port: "any" })).toBeUndefined();
  expect(portOf({ requestId: "r" })).toBeUndefined();
  expect(portOf({ port: "s3", requestId: "r" })).toBe("s3");
});

it("says why it cannot look on, and when it tries again", async () => {
  const { told } = await follow(
    new Response('{"code":"SlowDown","message":"m"}', { status: 503, headers: { "retry-after": "10" } }),
  );
  expect(told).toEqual(["SlowDown 10"]);
});

it("gives up where it is refused or nobody is signed in", async () => {
  for (const status of [401, 403]) {
    const refusal = () => new Response('{"code":"No","message":"m"}', { status });
    const { asked, told } = await follow(refusal(), refusal());
    expect(told).toEqual(["No never"]);
    expect(asked).toHaveLength(1);
  }
});

it("waits before it asks anew where an answer brought nothing", async () => {
  vi.useFakeTimers();
  const following = follow(body(), body("\n", "\n"));
  let isOver = false;
  void following.then(() => (isOver = true));
  await vi.advanceTimersByTimeAsync(1_900);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  const { asked, told } = await following;
  expect(asked).toHaveLength(3);
  expect(told).toEqual(["connected", "connected"]);
});
