import { afterEach, describe, expect, it, vi } from "vitest";
import { json, problem, serve } from "../../testing/server";
import { asProblem, Problem } from "./problem";
import { exchange, href, path, request } from "./request";
import { csrfToken, loadSession, sessionState, signOut } from "./session";

afterEach(() => vi.unstubAllGlobals());

const session = (token: string, accessKey = "AK") => () =>
  json(200, { session: { accessKey, name: "ann", csrfToken: token } });

async function caught(promise: Promise<unknown>): Promise<Problem> {
  return asProblem(await promise.then(() => expect.unreachable(), (error: unknown) => error));
}

describe("a call", () => {
  it("escapes names as one segment, and parameters with or without a value", () => {
    expect(path`/users/${"a/b?c"}/limits`).toBe("/users/a%2Fb%3Fc/limits");
    expect(href("/s3/b", { policy: true, key: "a&b=c", gone: undefined, max: 0 })).toBe(
      "/api/s3/b?policy&key=a%26b%3Dc&max=0",
    );
  });

  it("gives a document back, or nothing where there is none", async () => {
    serve({ "GET /stats": () => json(200, { objects: 3 }), "GET /none": () => new Response(null, { status: 204 }) });
    expect(await request("/stats")).toEqual({ objects: 3 });
    expect(await request("/none")).toBeUndefined();
  });

  it("fails with what the server said", async () => {
    serve({ "GET /stats": () => problem(503, "SlowDown", { "retry-after": "7" }) });
    const found = await caught(request("/stats"));
    expect(found).toMatchObject({ status: 503, code: "SlowDown", requestId: "id-1", retryAfterSeconds: 7 });
    expect(found.isPassing).toBe(true);
  });

  it("says so when the answer is of something between", async () => {
    serve({ "GET /stats": () => new Response("<h1>Bad gateway</h1>", { status: 502 }) });
    expect(await caught(request("/stats"))).toMatchObject({ status: 502, code: "HTTP 502", requestId: "" });
  });

  it("fails as offline when there is no answer", async () => {
    serve({});
    expect(await caught(request("/stats"))).toMatchObject({ status: 0, code: "NetworkError" });
  });

  it("sends the token of the session with changes alone", async () => {
    let sent: string | null = "";
    const keep = (init: RequestInit) => {
      sent = new Headers(init.headers).get("x-csrf-token");
      return new Response(null, { status: 204 });
    };
    serve({ "GET /session?if-any": session("t1"), "DELETE /bans/x": keep, "GET /bans": keep });
    await loadSession();
    await request("/bans/x", { method: "DELETE" });
    expect(sent).toBe("t1");
    await request("/bans");
    expect(sent).toBeNull();
  });

  it("asks for the token again, once, when another tab signed in since", async () => {
    let token = "t1";
    const asked = serve({
      "GET /session?if-any": () => session(token)(),
      "PUT /x": (init) =>
        new Headers(init.headers).get("x-csrf-token") === "t2"
          ? new Response(null, { status: 204 })
          : problem(403, "CsrfTokenMissing"),
    });
    await loadSession();
    token = "t2";
    await exchange("/x", { method: "PUT", json: {} });
    expect(asked).toEqual(["GET /session?if-any", "PUT /x", "GET /session?if-any", "PUT /x"]);
  });

  it("is not sent again as somebody else, for whom the page opens anew", async () => {
    const reload = vi.fn();
    vi.stubGlobal("location", { reload });
    let now = session("t1");
    const asked = serve({
      "GET /session?if-any": () => now(),
      "PUT /x": () => problem(403, "CsrfTokenMissing"),
    });
    await loadSession();
    now = session("t2", "BK");
    expect(await caught(exchange("/x", { method: "PUT", json: {} }))).toMatchObject({ code: "CsrfTokenMissing" });
    expect(asked).toEqual(["GET /session?if-any", "PUT /x", "GET /session?if-any"]);
    expect(reload).toHaveBeenCalledOnce();
    expect(sessionState()).toMatchObject({ kind: "over", last: { accessKey: "AK" } });
    expect(csrfToken()).toBe("t1");
  });

  it("gives a refusal of any other kind on at once", async () => {
    const asked = serve({ "PUT /x": () => problem(403, "AccessDenied") });
    expect(await caught(request("/x", { method: "PUT" }))).toMatchObject({ code: "AccessDenied" });
    expect(asked).toEqual(["PUT /x"]);
  });
});

describe("the session", () => {
  it("is over once any call is answered by 401, and remembers whose it was", async () => {
    serve({ "GET /session?if-any": session("t1"), "GET /stats": () => problem(401, "SessionOver") });
    await loadSession();
    await caught(request("/stats"));
    expect(sessionState()).toEqual({ kind: "over", last: { accessKey: "AK", name: "ann" } });
  });

  it("is none where the server knows of none, which is no error", async () => {
    vi.resetModules();
    const fresh = await import("./session");
    serve({ "GET /session?if-any": () => json(200, {}) });
    expect(await fresh.loadSession()).toBeUndefined();
    expect(fresh.sessionState()).toEqual({ kind: "none" });
  });

  it("is still there when signing out failed", async () => {
    serve({ "GET /session?if-any": session("t1"), "POST /logout": () => problem(503, "SlowDown") });
    await loadSession();
    await caught(signOut());
    expect(sessionState().kind).toBe("in");
  });
});
