import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browserKeeper, type Kept } from "./keep";
import { Keeping } from "./keeping";
import { Store } from "./store";
import { FakeKeeper } from "./testing/fakes";
import { upload } from "./testing/uploads";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("what could not be saved", () => {
  const begin = () => {
    const store = new Store();
    const keeper = new FakeKeeper();
    const keeping = new Keeping(store, keeper, () => undefined);
    const add = (id: string) => store.add(upload({ kind: "sending" }, { id, key: id }));
    return { store, keeper, keeping, add };
  };

  it("is saved with what comes next, before all is said to be kept", async () => {
    const { store, keeper, keeping, add } = begin();
    add("first");
    add("gone");
    await keeping.flush();
    keeper.isBroken = true;
    store.dispatch("first", { type: "begun", uploadId: "up1" });
    store.dispatch("gone", { type: "cancel" });
    await keeping.flush();
    expect(store.snapshot().isKept).toBe(false);
    keeper.isBroken = false;
    add("next");
    await keeping.flush();
    expect([...keeper.kept.keys()]).toEqual(["first", "next"]);
    expect(keeper.kept.get("first")?.upload.uploadId).toBe("up1");
    store.changed();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(store.snapshot().isKept).toBe(true);
  });

  it("is not brought back when it has ended meanwhile", async () => {
    const { store, keeper, keeping, add } = begin();
    add("first");
    const save = vi.spyOn(keeper, "save").mockImplementationOnce(() => {
      store.dispatch("first", { type: "cancel" });
      return Promise.reject(new Error("no"));
    });
    await keeping.flush();
    await keeping.flush();
    expect(save).toHaveBeenLastCalledWith([], ["first"]);
  });
});

describe("the database", () => {
  interface Request {
    result?: unknown;
    error?: unknown;
    onsuccess?: () => void;
    onerror?: () => void;
  }

  const answer = (request: Request, by: "onsuccess" | "onerror") => {
    queueMicrotask(() => request[by]?.());
    return request;
  };

  /** Databases that open in turn; undefined does not open. */
  const stub = (...databases: (FakeDatabase | undefined)[]) => {
    const open = vi.fn(() => {
      const result = databases.shift();
      return answer({ result }, result ? "onsuccess" : "onerror");
    });
    vi.stubGlobal("indexedDB", { open });
    return open;
  };

  class FakeDatabase {
    onclose?: () => void;
    isClosed = false;

    constructor(private readonly kept: readonly Kept[]) {}

    transaction() {
      if (this.isClosed) {
        throw new DOMException("It is closed.", "InvalidStateError");
      }
      return { objectStore: () => ({ getAll: () => answer({ result: this.kept }, "onsuccess") }) };
    }
  }

  it("is opened again after it did not open", async () => {
    const open = stub(undefined, new FakeDatabase([]));
    const keeper = browserKeeper();
    await expect(keeper.load()).rejects.toThrow("does not open");
    expect(await keeper.load()).toEqual([]);
    await keeper.load();
    expect(open).toHaveBeenCalledTimes(2);
  });

  it("is opened again after the browser closed it", async () => {
    const first = new FakeDatabase([]);
    stub(first, new FakeDatabase([]));
    const keeper = browserKeeper();
    await keeper.load();
    first.isClosed = true;
    first.onclose?.();
    expect(await keeper.load()).toEqual([]);
  });
});
