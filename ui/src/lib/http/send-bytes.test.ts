import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { json, serve } from "../../testing/server";
import { asProblem } from "./problem";
import { sendBytes, type Bytes } from "./send-bytes";
import { loadSession, sessionState } from "./session";

type Answer = readonly [status: number, code?: string] | "none" | "never";

/** Stands in for what tells of progress, which `fetch` does not. */
class FakeRequest extends EventTarget {
  static answers: Answer[] = [];
  static sent: Record<string, string>[] = [];
  readonly upload = new EventTarget();
  readonly headers: Record<string, string> = {};
  status = 0;
  responseText = "";
  open(): void {
    // Wherever to.
  }
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  getResponseHeader(name: string): string | null {
    return name === "etag" ? '"e"' : null;
  }
  send(): void {
    FakeRequest.sent.push(this.headers);
    const answer = FakeRequest.answers.shift() ?? "none";
    if (answer === "never") {
      return;
    }
    if (answer !== "none") {
      [this.status] = answer;
      this.responseText = answer[1] === undefined ? "" : JSON.stringify({ code: answer[1], message: "m", requestId: "r" });
    }
    queueMicrotask(() => this.dispatchEvent(new Event("loadend")));
  }
  abort(): void {
    queueMicrotask(() => this.dispatchEvent(new Event("loadend")));
  }
}

let token = "t1";
let accessKey = "AK";
let isIn = true;

beforeEach(async () => {
  token = "t1";
  accessKey = "AK";
  isIn = true;
  FakeRequest.sent = [];
  vi.stubGlobal("XMLHttpRequest", FakeRequest);
  const session = () => (isIn ? { accessKey, csrfToken: token } : undefined);
  serve({ "GET /session?if-any": () => json(200, { session: session() }) });
  await loadSession();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const bytes = (more: Partial<Bytes> = {}): Bytes => ({
  query: {}, headers: { a: "b" }, body: new Blob(["x"]), signal: new AbortController().signal, onProgress: () => undefined, ...more,
});
const failing = (promise: Promise<unknown>) =>
  promise.then(() => expect.unreachable(), (error: unknown) => error);

describe("bytes", () => {
  it("go with the token of the session, and their answer has header fields", async () => {
    FakeRequest.answers = [[200]];
    const header = await sendBytes("/x", bytes());
    expect(header("etag")).toBe('"e"');
    expect(FakeRequest.sent).toEqual([{ a: "b", "x-csrf-token": "t1" }]);
  });

  it("go again, once, when another tab signed in since", async () => {
    FakeRequest.answers = [[403, "CsrfTokenMissing"], [200]];
    token = "t2";
    await sendBytes("/x", bytes());
    expect(FakeRequest.sent.map((headers) => headers["x-csrf-token"])).toEqual(["t1", "t2"]);
  });

  it("do not go again as somebody else, for whom the page opens anew", async () => {
    const reload = vi.fn();
    vi.stubGlobal("location", { reload });
    FakeRequest.answers = [[403, "CsrfTokenMissing"], [200]];
    token = "t2";
    accessKey = "BK";
    expect(asProblem(await failing(sendBytes("/x", bytes())))).toMatchObject({ status: 401 });
    expect(FakeRequest.sent).toHaveLength(1);
    expect(reload).toHaveBeenCalledOnce();
    expect(sessionState()).toMatchObject({ kind: "over", last: { accessKey: "AK" } });
  });

  it("fail with what the server said", async () => {
    FakeRequest.answers = [[412, "PreconditionFailed"]];
    expect(asProblem(await failing(sendBytes("/x", bytes())))).toMatchObject({ status: 412, requestId: "r" });
  });

  it("that nobody answers are a network that is away, or a session that is over", async () => {
    FakeRequest.answers = ["none", "none"];
    expect(asProblem(await failing(sendBytes("/x", bytes())))).toMatchObject({ code: "NetworkError" });
    isIn = false;
    expect(asProblem(await failing(sendBytes("/x", bytes())))).toMatchObject({ status: 401 });
    expect(sessionState().kind).toBe("over");
  });

  it("end the session on the page when the server says that it is over", async () => {
    FakeRequest.answers = [[401, "SessionOver"]];
    await failing(sendBytes("/x", bytes()));
    expect(sessionState().kind).toBe("over");
  });

  it("on a connection on which nothing moves any more are given up", async () => {
    vi.useFakeTimers();
    FakeRequest.answers = ["never"];
    const failure = failing(sendBytes("/x", bytes()));
    await vi.advanceTimersByTimeAsync(90_000);
    expect(asProblem(await failure)).toMatchObject({ code: "NetworkError" });
  });

  it("are called off by their signal", async () => {
    FakeRequest.answers = ["never"];
    const controller = new AbortController();
    const failure = failing(sendBytes("/x", bytes({ signal: controller.signal })));
    controller.abort();
    expect(await failure).toMatchObject({ name: "AbortError" });
  });
});
