import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer, problem } from "./testing/fakes";
import { add, begin, end, file, kinds, MIB, only, settle, tab } from "./testing/tabs";

beforeEach(begin);
afterEach(end);

describe("uploading", () => {
  it("sends a small file at once, and a large one in parts", async () => {
    const server = new FakeServer();
    const transfers = tab(server);
    await add(transfers, [file("small.txt", 5), file("large.bin", 40 * MIB)]);
    expect(kinds(transfers)).toEqual(["done", "done"]);
    expect(server.objects.get("p/large.bin")?.size).toBe(40 * MIB);
    expect(server.asked.filter((asked) => asked.startsWith("part"))).toEqual(["part 1", "part 2", "part 3"]);
    expect(transfers.store.snapshot()).toMatchObject({ bytes: 40 * MIB + 5, sentBytes: 40 * MIB + 5 });
  });

  it("has no more than four parts on their way", async () => {
    const server = new FakeServer();
    const transfers = tab(server);
    let now = 0;
    let most = 0;
    server.before = async (asked) => {
      if (asked.startsWith("part") || asked.startsWith("whole")) {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 50));
        now--;
      }
    };
    await add(transfers, [file("a", 100 * MIB), file("b", 40 * MIB), file("c", 1), file("d", 1), file("e", 1)]);
    expect(kinds(transfers)).toEqual(["done", "done", "done", "done", "done"]);
    expect(most).toBe(4);
  });

  it("asks once for what is below a folder, and not for each of its files", async () => {
    const server = new FakeServer();
    const transfers = tab(server);
    const files = Array.from({ length: 250 }, (_, i) =>
      Object.defineProperty(file(`${i}.txt`, 1), "webkitRelativePath", { value: `dir/sub/${i}.txt` }),
    );
    server.objects.set("p/dir/sub/7.txt", { size: 9, crc: "x", lastModified: "2026-01-01T00:00:00Z" });
    await add(transfers, files);
    expect(server.asked.filter((asked) => /^(look|list)/.test(asked))).toEqual(["list p/dir/"]);
    expect(transfers.store.snapshot().counts).toMatchObject({ done: 249, conflict: 1 });
  });

  it("does not send a file twice to one key", async () => {
    const server = new FakeServer();
    const transfers = tab(server);
    server.before = () => new Promise((resolve) => setTimeout(resolve, 5_000));
    void add(transfers, [file("a", 1)]);
    expect(await add(transfers, [file("a", 1)])).toMatchObject({ added: 0, doubled: 1 });
  });

  it("refuses what is too large, or has too long a key, without asking", async () => {
    const server = new FakeServer();
    const transfers = tab(server);
    const huge = Object.defineProperty(file("huge", 1), "size", { value: 1e12 });
    await add(transfers, [huge, file("n".repeat(1100), 1)]);
    expect(transfers.store.all().map(({ state }) => state.kind === "failed" && state.reason.code)).toEqual([
      "FileTooLarge",
      "KeyTooLong",
    ]);
    expect(server.asked).toEqual([]);
  });
});

describe("what is there already", () => {
  const conflictsOf = (count: number) => {
    const server = new FakeServer();
    const transfers = tab(server);
    const names = Array.from({ length: count }, (_, i) => `f${i}.txt`);
    names.forEach((name) => server.objects.set(`p/${name}`, { size: 9, crc: "x", lastModified: "" }));
    return { server, transfers, names };
  };
  const conflicting = async () => {
    const { server, transfers, names } = conflictsOf(1);
    await add(transfers, names.map((name) => file(name, 5)));
    return { server, transfers };
  };

  it.each([
    ["replace", "done", 5],
    ["skip", "skipped", 9],
    ["keep-both", "done", 9],
  ] as const)("is asked about; %s ends as %s", async (answer, kind, size) => {
    const { server, transfers } = await conflicting();
    expect(kinds(transfers)).toEqual(["conflict"]);
    transfers.answer(only(transfers).id, answer, false);
    await settle();
    expect(kinds(transfers)).toEqual([kind]);
    expect(server.objects.get("p/f0.txt")?.size).toBe(size);
    expect(server.objects.has("p/f0 (2).txt")).toBe(answer === "keep-both");
  });

  it("is asked about once for all, those that are found after the answer among them", async () => {
    const { server, transfers, names } = conflictsOf(9);
    let letGo: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (letGo = resolve));
    server.before = (asked) => (/look p\/f[678]/.test(asked) ? answered : undefined);
    await add(transfers, names.map((name) => file(name, 5)));
    expect(transfers.store.snapshot().counts).toMatchObject({ conflict: 6, checking: 3 });
    transfers.answer(only(transfers).id, "skip", true);
    letGo();
    await settle();
    expect(new Set(kinds(transfers))).toEqual(new Set(["skipped"]));
  });

  it("is asked about when somebody was quicker while it was sent", async () => {
    const server = new FakeServer();
    const transfers = tab(server);
    server.before = (asked) => {
      if (asked.startsWith("complete")) {
        server.objects.set("p/a", { size: 1, crc: "theirs", lastModified: "" });
      }
    };
    await add(transfers, [file("a", 20 * MIB)]);
    expect(only(transfers).state).toMatchObject({ kind: "conflict", isSent: true, there: { size: 1 } });
    server.before = () => undefined;
    transfers.answer(only(transfers).id, "replace", false);
    await settle();
    expect(kinds(transfers)).toEqual(["done"]);
    expect(server.asked.filter((asked) => asked.startsWith("part"))).toHaveLength(2);
  });

  it("is ours when only the answer got lost", async () => {
    const server = new FakeServer();
    const transfers = tab(server);
    let isLost = false;
    vi.spyOn(server, "putWhole").mockImplementation(async ({ key }, { body, crc }) => {
      await Promise.resolve();
      if (isLost) {
        throw problem(412, "PreconditionFailed");
      }
      isLost = true;
      server.objects.set(key, { size: body.size, crc, lastModified: "" });
      throw problem(0, "NetworkError");
    });
    await add(transfers, [file("a", 5)]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(kinds(transfers)).toEqual(["done"]);
  });

  it("gives the server its bytes back when it is skipped after it was sent", async () => {
    const server = new FakeServer();
    const transfers = tab(server);
    server.before = (asked) => {
      if (asked.startsWith("complete")) {
        server.objects.set("p/a", { size: 1, crc: "theirs", lastModified: "" });
      }
    };
    await add(transfers, [file("a", 20 * MIB)]);
    transfers.answer(only(transfers).id, "skip", false);
    await settle();
    expect(server.asked).toContain("abort up1");
  });
});
