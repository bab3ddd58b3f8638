import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Problem } from "../lib/http/problem";
import { loadSession } from "../lib/http/session";
import { crcOfParts } from "./crc32c";
import { UPLOADS_MAX } from "./parts";
import type { Choice } from "./pick";
import { Store } from "./store";
import { Tabs } from "./tabs";
import { FakeKeeper, fakeChannels, FakeServer, problem } from "./testing/fakes";
import { add, begin, end, file, give, kinds, MIB, only, settle, tab } from "./testing/tabs";
import { upload } from "./testing/uploads";
import { backoffMs } from "./work";

// Lists as long as they may be take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });
beforeEach(begin);
afterEach(end);

/** Files without bytes, as many as are wanted. */
const choice = (count: number): Choice => ({
  folders: [],
  // eslint-disable-next-line @typescript-eslint/require-await -- it is walked like a folder
  files: (async function* () {
    const empty = file("x", 0);
    for (let i = 0; i < count; i += 1_000) {
      yield Array.from({ length: 1_000 }, (_, j) => ({ path: `${i + j}`, file: empty }));
    }
  })(),
});

it("takes no more files than its list has room for, and says so", async () => {
  const server = new FakeServer();
  server.before = () => new Promise<void>(() => undefined);
  const transfers = tab(server);
  expect(await add(transfers, choice(UPLOADS_MAX * 2))).toMatchObject({ added: UPLOADS_MAX, cutBy: "limit" });
  expect(transfers.store.size).toBe(UPLOADS_MAX);
  expect(server.asked).toHaveLength(4);
  expect(transfers.store.snapshot().counts).toMatchObject({ queued: UPLOADS_MAX - 4, checking: 4 });
});

it("takes the file that is wanted also when its list is full", async () => {
  const transfers = tab(new FakeServer());
  for (let i = 1; i < UPLOADS_MAX; i++) {
    transfers.store.add(upload({ kind: "done" }, { id: `d${i}`, key: `d${i}`, size: 1 }));
  }
  const wanted = upload({ kind: "needs-file", why: "reload" }, { id: "w", key: "p/w", path: "w", size: 3 });
  transfers.store.add(wanted);
  expect(await give(transfers, [file("w", 3)])).toMatchObject({ given: 1, cutBy: undefined });
});

it("brings back no more than its list has room for, and keeps the others", async () => {
  const keeper = new FakeKeeper();
  for (let i = 0; i < UPLOADS_MAX + 5; i++) {
    const kept = upload({ kind: "sending" }, { id: `k${i}`, key: `k${i}`, size: 1 });
    keeper.kept.set(kept.id, { id: kept.id, upload: kept, handle: undefined, keptAt: Date.now() });
  }
  const transfers = tab(new FakeServer(), keeper);
  await settle();
  expect(transfers.store.size).toBe(UPLOADS_MAX);
  expect(keeper.kept.size).toBe(UPLOADS_MAX + 5);
});

it("asks at once for what is below ten folders, each as its turn comes, and for single files of the rest", async () => {
  const server = new FakeServer();
  const transfers = tab(server);
  const names = Array.from({ length: 12 }, (_, i) => `dir${i}`);
  await add(transfers, {
    folders: names,
    // eslint-disable-next-line @typescript-eslint/require-await -- it is walked like a folder
    files: (async function* () {
      yield names.slice(2).map((name) => ({ path: `${name}/f`, file: file("f", 1) }));
    })(),
  });
  expect(new Set(kinds(transfers))).toEqual(new Set(["done"]));
  const asked = server.asked.filter((each) => /^(look|list)/.test(each));
  expect(asked.filter((each) => each.startsWith("list"))).toHaveLength(8);
  expect(asked).not.toContain("list p/dir0/");
  expect(asked).toContain("look p/dir11/f");
});

it("draws within a moment also after the clock was set back an hour", () => {
  let now = 3_600_000;
  const store = new Store(() => now);
  const drawn = vi.fn();
  store.subscribe(drawn);
  store.changed();
  vi.advanceTimersByTime(1_000);
  expect(drawn).toHaveBeenCalledOnce();
  now = 0;
  store.changed();
  vi.advanceTimersByTime(1_000);
  expect(drawn).toHaveBeenCalledTimes(2);
});

it("tells a rate again soon after the clock was set back", () => {
  let now = 3_600_000;
  const store = new Store(() => now);
  store.add(upload({ kind: "sending" }));
  const sendFor = (seconds: number) => {
    for (let i = 0; i < seconds * 4; i++) {
      now += 250;
      const sent = store.snapshot().sentBytes + MIB / 4;
      store.progress("u1", 1, sent);
      vi.advanceTimersByTime(250);
    }
    return store.snapshot().rate;
  };
  expect(sendFor(4)).toBeGreaterThan(MIB / 2);
  now -= 3_600_000;
  expect(sendFor(4)).toBeGreaterThan(MIB / 2);
});

it("waits as long as it has to, however often the session is asked for meanwhile", async () => {
  const server = new FakeServer();
  const transfers = tab(server);
  server.before = (asked) => {
    if (asked.startsWith("whole")) {
      throw problem(503, "SlowDown");
    }
  };
  await add(transfers, [file("a", 5)]);
  await vi.advanceTimersByTimeAsync(20_000);
  const before = server.asked.length;
  await loadSession();
  await vi.advanceTimersByTimeAsync(100);
  expect(only(transfers).state.kind).toBe("waiting");
  expect(server.asked).toHaveLength(before);
});

it("comes back when the server says, and never later than in a minute", async () => {
  expect(backoffMs(new Problem(429, "SlowDown", "", "", 7), 9)).toBe(7_000);
  expect(backoffMs(new Problem(503, "SlowDown", "", "", 86_400), 0)).toBe(60_000);
  const server = new FakeServer();
  const transfers = tab(server);
  server.before = (asked) => {
    if (asked.startsWith("whole")) {
      server.before = () => undefined;
      throw new Problem(429, "SlowDown", "", "", 30);
    }
  };
  await add(transfers, [file("a", 5)]);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(kinds(transfers)).toEqual(["waiting"]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(kinds(transfers)).toEqual(["done"]);
});

it("knows as its own what it sent in parts when only the answer got lost", async () => {
  const server = new FakeServer();
  const transfers = tab(server);
  server.before = (asked) => {
    if (asked.startsWith("complete")) {
      server.before = () => undefined;
      server.begun.clear();
      // As the hash of these tests has it.
      const crc = crcOfParts([`${16 * MIB}/77`, `${4 * MIB}/77`]);
      server.objects.set("p/a", { size: 20 * MIB, crc, lastModified: "" });
      throw problem(0, "NetworkError");
    }
  };
  await add(transfers, [file("a", 20 * MIB, 77)]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(kinds(transfers)).toEqual(["done"]);
});

it("reads no file to compare it with what has no checksum of its kind", async () => {
  const server = new FakeServer();
  const transfers = tab(server);
  vi.spyOn(server, "checksum").mockResolvedValue(undefined);
  const wanted = file("a", 20 * MIB);
  const slice = vi.spyOn(wanted, "slice");
  server.objects.set("p/a", { size: 20 * MIB, crc: "x", lastModified: "" });
  transfers.store.add(
    upload({ kind: "needs-file", why: "reload" }, { key: "p/a", path: "a", size: 20 * MIB, isRepeat: true }),
  );
  await give(transfers, [wanted]);
  expect(kinds(transfers)).toEqual(["conflict"]);
  expect(slice).not.toHaveBeenCalled();
});

it("answers other tabs for what it claimed until it holds it", async () => {
  const [one, other] = fakeChannels(2);
  const first = new Tabs("a", () => false, one);
  const second = new Tabs("b", () => false, other);
  const claimed = first.unclaimed(["x", "y"]);
  await vi.advanceTimersByTimeAsync(500);
  expect(await claimed).toEqual(["x", "y"]);
  const late = second.unclaimed(["x"]);
  await vi.advanceTimersByTimeAsync(500);
  expect(await late).toEqual([]);
  first.settled();
  const later = second.unclaimed(["x"]);
  await vi.advanceTimersByTimeAsync(500);
  expect(await later).toEqual(["x"]);
});
