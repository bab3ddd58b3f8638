import { QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { json, serve } from "../../testing/server";
import { Problem } from "./problem";
import { makeQueryClient, whileSignedIn } from "./query-client";
import { loadSession, signedOut } from "./session";

beforeEach(async () => {
  serve({ "GET /session?if-any": () => json(200, { session: { accessKey: "AK" } }) });
  await loadSession();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const after = (status?: number) =>
  whileSignedIn(7)({
    state: { error: status === undefined ? null : new Problem(status, "Code", "m", "") },
  });

it("asks anew while that may bring something else, and somebody is signed in", () => {
  expect([undefined, 0, 429, 500, 502, 503].map(after)).toEqual([7, 7, 7, 7, 7, 7]);
  expect([400, 401, 403, 404].map(after)).toEqual([false, false, false, false]);
  signedOut();
  expect(after()).toBe(false);
});

it("begins again once what was refused is given", async () => {
  vi.useFakeTimers();
  const client = makeQueryClient();
  let asked = 0;
  let isRefused = true;
  const observer = new QueryObserver(client, {
    queryKey: ["x"],
    queryFn: () => {
      asked++;
      return isRefused ? Promise.reject(new Problem(403, "AccessDenied", "m", "")) : Promise.resolve(asked);
    },
    refetchInterval: whileSignedIn(1_000),
  });
  const stop = observer.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toBe(1);
  isRefused = false;
  await observer.refetch();
  await vi.advanceTimersByTimeAsync(3_500);
  expect(asked).toBe(5);
  stop();
});
