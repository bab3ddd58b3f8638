import { describe, expect, it } from "vitest";
import type { Kind, State } from "../../transfers/model";
import type { Snapshot } from "../../transfers/store";
import { upload } from "../../transfers/testing/uploads";
import { formatLeft, nothingSaid, percentOf, sayNext, secondsLeft, titleOf } from "./summary";

const states = {
  queued: { kind: "queued", then: "checking" },
  checking: { kind: "checking" },
  conflict: { kind: "conflict", there: undefined, isSent: false },
  sending: { kind: "sending" },
  waiting: { kind: "waiting", until: 0, then: "sending", reason: { code: "", message: "", requestId: "" } },
  paused: { kind: "paused", by: "person", then: "sending" },
  "needs-file": { kind: "needs-file", why: "reload" },
  verifying: { kind: "verifying" },
  completing: { kind: "completing" },
  failed: { kind: "failed", reason: { code: "", message: "", requestId: "" } },
  done: { kind: "done" },
  skipped: { kind: "skipped" },
  cancelled: { kind: "cancelled" },
} as const satisfies Record<Kind, State>;

function snapshot(kinds: readonly Kind[], more: Partial<Snapshot> = {}): Snapshot {
  const counts = Object.fromEntries(Object.keys(states).map((kind) => [kind, 0])) as Record<Kind, number>;
  kinds.forEach((kind) => counts[kind]++);
  return {
    uploads: kinds.map((kind) => upload(states[kind])),
    counts, bytes: 1_000, sentBytes: 0, rate: 0, hold: undefined, walking: 0, isKept: true, taken: undefined, ...more,
  };
}

describe("the bar", () => {
  it.each([
    [["sending", "conflict"], {}, "1 file is there already"],
    [["sending", "done", "skipped"], {}, "Uploading 1 of 2 files"],
    [["waiting"], {}, "The server does not answer"],
    [["needs-file", "paused"], {}, "1 upload needs its file"],
    [["paused", "failed"], {}, "Uploads are paused"],
    [["failed", "failed", "done"], {}, "2 uploads failed"],
    [["done", "done"], {}, "2 files uploaded"],
    [["cancelled"], {}, "Nothing is being uploaded"],
    [[], { walking: 1 }, "Looking through what you chose"],
    [["conflict", "queued"], { hold: "session" }, "Paused until you sign in again"],
    [["queued"], { hold: "offline" }, "Paused: this browser is offline"],
    [["done"], { hold: "offline" }, "1 file uploaded"],
  ] satisfies [Kind[], Partial<Snapshot>, string][])("of %j %j says %j", (kinds, more, said) => {
    expect(titleOf(snapshot(kinds, more))).toBe(said);
  });

  it("is full only when all is over", () => {
    expect(percentOf(snapshot(["completing"], { sentBytes: 1_000 }))).toBe(99);
    expect(percentOf(snapshot(["done"], { sentBytes: 1_000 }))).toBe(100);
    expect(percentOf(snapshot(["done", "queued"], { bytes: 0 }))).toBe(50);
    expect(percentOf(snapshot(["sending"], { sentBytes: 345 }))).toBe(34);
  });

  it("says how long it takes where it can tell", () => {
    expect(secondsLeft(snapshot(["sending"]))).toBeUndefined();
    expect(secondsLeft(snapshot(["sending"], { sentBytes: 400, rate: 100 }))).toBe(6);
    expect(formatLeft(6, "en")).toBe("6 sec left");
    expect(formatLeft(61, "en")).toBe("2 min left");
    expect(formatLeft(7_000, "en")).toBe("2 hr left");
  });
});

describe("what is said aloud", () => {
  it("is each tenth of the way, once, and the end", () => {
    const heard: string[] = [];
    let said = nothingSaid;
    const hear = (now: Snapshot) => {
      const next = sayNext(said, now);
      if (next !== said) {
        heard.push(next.text);
      }
      said = next;
    };
    for (let sentBytes = 0; sentBytes < 1_000; sentBytes += 7) {
      hear(snapshot(["sending"], { sentBytes }));
    }
    hear(snapshot(["done"], { sentBytes: 1_000 }));
    hear(snapshot(["done"], { sentBytes: 1_000 }));
    expect(heard).toEqual([
      "Uploading 1 file",
      ...[10, 20, 30, 40, 50, 60, 70, 80, 90].map((percent) => `Uploads: ${percent} percent`),
      "1 file uploaded",
    ]);
  });

  it("is what needs a person, at once and once", () => {
    const asked = sayNext({ decile: 3, text: "x" }, snapshot(["sending", "conflict"], { sentBytes: 350 }));
    expect(asked.text).toBe("1 file is there already");
    expect(sayNext(asked, snapshot(["sending", "conflict"], { sentBytes: 450 }))).toBe(asked);
  });

  it("begins anew after all was cleared", () => {
    expect(sayNext({ decile: 10, text: "x" }, snapshot([]))).toBe(nothingSaid);
  });
});
