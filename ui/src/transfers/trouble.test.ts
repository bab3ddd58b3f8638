import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { signedOut } from "../lib/http/session";
import { FakeKeeper, FakeServer, problem } from "./testing/fakes";
import { add, begin, end, file, kinds, MIB, only, settle, signIn, tab } from "./testing/tabs";

beforeEach(begin);
afterEach(end);

describe("trouble", () => {
  it("of a moment is waited out, longer each time, and nothing is sent twice", async () => {
    const server = new FakeServer();
    const transfers = tab(server);
    let failures = 3;
    server.before = (asked) => {
      if (asked === "part 2" && failures-- > 0) {
        throw problem(503, "SlowDown");
      }
    };
    await add(transfers, [file("a", 40 * MIB)]);
    expect(only(transfers).state).toMatchObject({ kind: "waiting", reason: { code: "SlowDown" } });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(kinds(transfers)).toEqual(["done"]);
    expect(server.asked.filter((asked) => asked === "part 1")).toHaveLength(1);
    expect(server.asked.filter((asked) => asked === "part 2")).toHaveLength(4);
  });

  it("that is none of a moment ends it, with its code and request", async () => {
    const server = new FakeServer();
    const transfers = tab(server);
    server.before = (asked) => {
      if (asked.startsWith("whole")) {
        throw problem(403, "AccessDenied");
      }
    };
    await add(transfers, [file("a", 5)]);
    expect(only(transfers).state).toMatchObject({ kind: "failed", reason: { code: "AccessDenied", requestId: "id-1" } });
    server.before = () => undefined;
    transfers.retry();
    await settle();
    expect(kinds(transfers)).toEqual(["done"]);
  });

  it("with the file itself is said, and over when the file is added again", async () => {
    const server = new FakeServer();
    const transfers = tab(server);
    const changed = file("a", 5);
    server.before = () => {
      Object.defineProperty(changed, "lastModified", { value: 2_000 });
    };
    await add(transfers, [changed]);
    expect(only(transfers).state).toMatchObject({ kind: "failed", reason: { code: "FileChanged" } });
    transfers.retry();
    await settle();
    expect(kinds(transfers)).toEqual(["failed"]);
    server.before = () => undefined;
    await add(transfers, [file("a", 6)]);
    expect(kinds(transfers)).toEqual(["cancelled", "done"]);
  });

  it("begins anew when the server forgot the upload", async () => {
    const server = new FakeServer();
    const transfers = tab(server);
    server.before = (asked) => {
      if (asked === "part 2") {
        server.before = () => undefined;
        server.begun.clear();
      }
    };
    await add(transfers, [file("a", 40 * MIB)]);
    await settle();
    expect(kinds(transfers)).toEqual(["done"]);
  });
});

describe("pausing", () => {
  const halfway = async (server: FakeServer, keeper = new FakeKeeper()) => {
    const transfers = tab(server, keeper);
    server.before = (asked) => (asked === "part 3" ? new Promise<void>(() => undefined) : undefined);
    await add(transfers, [file("a", 60 * MIB), file("b", 1)]);
    return transfers;
  };

  it("by a person holds until that person goes on, and sends only what is missing", async () => {
    const server = new FakeServer();
    const transfers = tab(server);
    let isSlow = true;
    server.before = (asked) =>
      asked === "part 3" && isSlow ? new Promise((resolve) => setTimeout(resolve, 3_000)) : undefined;
    await add(transfers, [file("a", 60 * MIB)]);
    transfers.pause();
    isSlow = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(kinds(transfers)).toEqual(["paused"]);
    const before = server.asked.length;
    transfers.resume();
    await settle();
    expect(kinds(transfers)).toEqual(["done"]);
    expect(server.asked.slice(before)).toEqual(["part 3", "complete p/a"]);
  });

  it("by the end of the session goes on after signing in, with nothing asked before", async () => {
    const server = new FakeServer();
    const transfers = tab(server);
    server.before = async (asked) => {
      if (asked === "part 3") {
        await new Promise((resolve) => setTimeout(resolve, 100));
        signedOut();
        throw problem(401, "SessionOver");
      }
    };
    await add(transfers, [file("a", 60 * MIB), ...Array.from({ length: 9 }, (_, i) => file(`${i}`, 1))]);
    expect(transfers.store.hold).toBe("session");
    const before = server.asked.length;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(server.asked.slice(before)).toEqual([]);
    server.before = () => undefined;
    await signIn("AK");
    await settle();
    expect(new Set(kinds(transfers))).toEqual(new Set(["done"]));
    expect(server.asked.filter((asked) => asked === "part 1")).toHaveLength(1);
  });

  const network = (isThere: boolean) => {
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(isThere);
    window.dispatchEvent(new Event(isThere ? "online" : "offline"));
  };

  it("offline goes on online", async () => {
    const server = new FakeServer();
    const transfers = tab(server);
    let isSlow = true;
    server.before = (asked) =>
      asked === "part 3" && isSlow ? new Promise((resolve) => setTimeout(resolve, 3_000)) : undefined;
    await add(transfers, [file("a", 60 * MIB)]);
    network(false);
    isSlow = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(only(transfers).state).toMatchObject({ kind: "paused", by: "offline" });
    network(true);
    await settle();
    expect(kinds(transfers)).toEqual(["done"]);
  });

  it("for both waits for both", async () => {
    const server = new FakeServer();
    const transfers = tab(server);
    network(false);
    await add(transfers, [file("a", 1)]);
    signedOut();
    network(true);
    await settle();
    expect(kinds(transfers)).toEqual(["queued"]);
    await signIn("AK");
    await settle();
    expect(kinds(transfers)).toEqual(["done"]);
  });

  it("warns of leaving only while something is sent", async () => {
    const server = new FakeServer();
    const transfers = await halfway(server);
    const leave = () => {
      const event = new Event("beforeunload", { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(transfers.isSending).toBe(true);
    expect(leave()).toBe(true);
    transfers.pause();
    expect(transfers.isSending).toBe(false);
  });

  it("and clearing takes away what is over, and nothing else", async () => {
    const server = new FakeServer();
    const transfers = await halfway(server);
    expect(kinds(transfers)).toEqual(["sending", "done"]);
    transfers.clear();
    expect(kinds(transfers)).toEqual(["sending"]);
    expect(server.asked.filter((asked) => asked.startsWith("abort"))).toEqual([]);
  });

  it("is not cancelling: that gives the server its bytes back", async () => {
    const server = new FakeServer();
    const transfers = await halfway(server);
    transfers.cancel(only(transfers).id);
    await settle();
    expect(kinds(transfers)).toEqual(["cancelled", "done"]);
    expect(server.asked.at(-1)).toBe("abort up1");
  });
});
