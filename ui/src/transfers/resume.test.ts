import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeKeeper, fakeChannels, FakeServer } from "./testing/fakes";
import { add, begin, end, file, give, kinds, MIB, only, settle, signIn, tab } from "./testing/tabs";

beforeEach(begin);
afterEach(end);

describe("after a reload", () => {
  const content = (fill: number) => file("a.bin", 60 * MIB, fill);

  /** A tab that was closed after two parts of four. */
  const interrupted = async () => {
    const server = new FakeServer();
    const keeper = new FakeKeeper();
    const before = tab(server, keeper);
    server.before = (asked) =>
      /part [34]/.test(asked) ? new Promise<void>(() => undefined) : undefined;
    await add(before, [content(1)]);
    expect(keeper.kept.size).toBe(1);
    server.before = () => undefined;
    server.asked.length = 0;
    return { server, keeper };
  };

  it("an upload needs its file, and only missing parts are sent", async () => {
    const { server, keeper } = await interrupted();
    const transfers = tab(server, keeper);
    await settle();
    expect(kinds(transfers)).toEqual(["needs-file"]);
    expect(await give(transfers, [file("other", 3), content(1)])).toMatchObject({ given: 1, strange: 1 });
    await settle();
    expect(kinds(transfers)).toEqual(["done"]);
    expect(server.asked).toEqual(["parts p/a.bin", "part 3", "part 4", "complete p/a.bin"]);
    await settle();
    expect(keeper.kept.size).toBe(0);
  });

  it("is given its file as well by adding the same file again", async () => {
    const { server, keeper } = await interrupted();
    const transfers = tab(server, keeper);
    await settle();
    expect(await add(transfers, [content(1)])).toMatchObject({ added: 0, given: 1 });
    await settle();
    expect(server.asked).not.toContain("part 1");
    expect(kinds(transfers)).toEqual(["done"]);
  });

  describe("uploads of the same name to two folders", () => {
    const data = (size: number, fill: number, lastModified: number) =>
      new File([new Uint8Array(size).fill(fill)], "data.bin", { lastModified });

    /** A tab that was closed before either of them was sent. */
    const bothLeft = async (inP: File, inQ: File) => {
      const server = new FakeServer();
      const keeper = new FakeKeeper();
      const before = tab(server, keeper);
      server.before = () => new Promise<void>(() => undefined);
      await add(before, [inP], "p/");
      await add(before, [inQ], "q/");
      server.before = () => undefined;
      const transfers = tab(server, keeper);
      await settle();
      expect(kinds(transfers)).toEqual(["needs-file", "needs-file"]);
      return { server, transfers };
    };

    it("each get the file that is theirs, though both are as large", async () => {
      const [inP, inQ] = [data(4_096, 1, 1_000), data(4_096, 2, 2_000)];
      const { server, transfers } = await bothLeft(inP, inQ);
      expect(await give(transfers, [inP])).toMatchObject({ given: 1, strange: 0 });
      expect(server.objects.get("p/data.bin")?.crc).toBe("4096/1");
      expect(server.objects.has("q/data.bin")).toBe(false);
      await give(transfers, [inQ]);
      expect(server.objects.get("q/data.bin")?.crc).toBe("4096/2");
      expect(kinds(transfers)).toEqual(["done", "done"]);
    });

    it("each get the file that is theirs by its size", async () => {
      const [inP, inQ] = [data(4_096, 1, 1_000), data(9, 2, 1_000)];
      const { server, transfers } = await bothLeft(inP, inQ);
      await give(transfers, [inP]);
      expect(server.objects.get("p/data.bin")?.crc).toBe("4096/1");
      expect(transfers.store.at("bucket", "q/data.bin")?.state).toEqual({ kind: "needs-file", why: "reload" });
      await give(transfers, [inQ]);
      expect(server.objects.get("q/data.bin")?.crc).toBe("9/2");
    });

    it("take no other file, where nothing could prove what it is", async () => {
      const { server, transfers } = await bothLeft(data(4_096, 1, 1_000), data(4_096, 2, 2_000));
      expect(await give(transfers, [data(4_096, 3, 3_000)])).toMatchObject({ given: 0, strange: 1 });
      expect(kinds(transfers)).toEqual(["needs-file", "needs-file"]);
      expect(server.objects.size).toBe(0);
    });
  });

  it("says so of a file of another size, where one upload alone has its path", async () => {
    const { server, keeper } = await interrupted();
    const transfers = tab(server, keeper);
    await settle();
    await give(transfers, [file("a.bin", 3)]);
    expect(only(transfers).state).toEqual({ kind: "needs-file", why: "other-size" });
  });

  it("another file of the same name and size is found out by its bytes", async () => {
    const { server, keeper } = await interrupted();
    const transfers = tab(server, keeper);
    await settle();
    await give(transfers, [content(2)]);
    await settle();
    expect(only(transfers).state).toMatchObject({ kind: "failed", reason: { code: "DifferentFile" } });
    expect(server.asked.filter((asked) => asked.startsWith("part "))).toEqual([]);
  });

  it("goes on by itself where the browser kept the way to the file", async () => {
    const { server, keeper } = await interrupted();
    const handle = {
      kind: "file",
      name: "a.bin",
      getFile: () => Promise.resolve(content(1)),
      queryPermission: () => Promise.resolve("granted"),
    };
    keeper.kept.forEach((kept, id) => keeper.kept.set(id, { ...kept, handle: handle as never }));
    const transfers = tab(server, keeper);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(kinds(transfers)).toEqual(["done"]);
    expect(server.asked).not.toContain("part 1");
  });

  it("asks to read the file again where that has to be allowed", async () => {
    const { server, keeper } = await interrupted();
    let said = "prompt";
    const handle = {
      kind: "file",
      name: "a.bin",
      getFile: () => Promise.resolve(content(1)),
      queryPermission: () => Promise.resolve(said),
      requestPermission: () => Promise.resolve((said = "granted")),
    };
    keeper.kept.forEach((kept, id) => keeper.kept.set(id, { ...kept, handle: handle as never }));
    const transfers = tab(server, keeper);
    await settle();
    expect(only(transfers).state).toEqual({ kind: "needs-file", why: "permission" });
    expect(await transfers.askAgain()).toBe(1);
    await settle();
    expect(kinds(transfers)).toEqual(["done"]);
  });

  it("nobody sees what another user left", async () => {
    const { server, keeper } = await interrupted();
    await signIn("OTHER");
    const transfers = tab(server, keeper);
    await settle();
    expect(kinds(transfers)).toEqual([]);
    expect(keeper.kept.size).toBe(1);
    await signIn("AK");
    await settle();
    expect(kinds(transfers)).toEqual(["needs-file"]);
  });

  it("an upload that another tab has stays there", async () => {
    const server = new FakeServer();
    const keeper = new FakeKeeper();
    const channels = fakeChannels(2);
    server.before = (asked) => (asked === "part 3" ? new Promise<void>(() => undefined) : undefined);
    const first = tab(server, keeper, channels.slice(0, 1));
    await add(first, [content(1)]);
    const second = tab(server, keeper, channels.slice(1));
    await settle();
    expect(kinds(first)).toEqual(["sending"]);
    expect(kinds(second)).toEqual([]);
  });

  it("of two tabs that come back at once, one has it", async () => {
    const { server, keeper } = await interrupted();
    const channels = fakeChannels(2);
    const both = [tab(server, keeper, channels.slice(0, 1)), tab(server, keeper, channels.slice(1))];
    await settle();
    expect(both.flatMap(kinds)).toEqual(["needs-file"]);
  });

  it("what a person had paused stays paused", async () => {
    const { server, keeper } = await interrupted();
    const handle = { kind: "file", name: "a.bin", queryPermission: () => Promise.resolve("granted") };
    keeper.kept.forEach((kept, id) =>
      keeper.kept.set(id, {
        ...kept,
        handle: handle as never,
        upload: { ...kept.upload, state: { kind: "paused", by: "person", then: "sending" } },
      }),
    );
    const transfers = tab(server, keeper);
    await settle();
    expect(only(transfers).state).toEqual({ kind: "paused", by: "person", then: "verifying" });
  });

  it("says so where the browser keeps nothing, and uploads all the same", async () => {
    const server = new FakeServer();
    const keeper = new FakeKeeper();
    keeper.isBroken = true;
    const transfers = tab(server, keeper);
    await add(transfers, [file("a", 5)]);
    expect(kinds(transfers)).toEqual(["done"]);
    expect(transfers.store.snapshot().isKept).toBe(false);
  });
});
