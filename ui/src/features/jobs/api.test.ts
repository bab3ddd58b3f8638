import { InfiniteQueryObserver, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { makeQueryClient } from "../../lib/http/query-client";
import { loadSession } from "../../lib/http/session";
import { json, problem, serve } from "../../testing/server";
import { jobQuery, jobsQuery } from "./api";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** What is asked for in a minute after the session. */
async function minute(begin: () => () => void, name: string, answer: () => Response) {
  const asked = serve({
    "GET /session?if-any": () => json(200, { session: { accessKey: "AK" } }),
    [name]: answer,
  });
  await loadSession();
  const stop = begin();
  await vi.advanceTimersByTimeAsync(59_000);
  stop();
  return asked.length - 1;
}

const one = () => new QueryObserver(makeQueryClient(), jobQuery("j")).subscribe(() => undefined);
const all = () => new InfiniteQueryObserver(makeQueryClient(), jobsQuery).subscribe(() => undefined);

it("looks after a job until it is over, and not for one that is not there or not told", async () => {
  expect(await minute(one, "GET /jobs/j", () => json(200, { id: "j", status: "running" }))).toBe(30);
  expect(await minute(one, "GET /jobs/j", () => json(200, { id: "j", status: "done" }))).toBe(1);
  expect(await minute(one, "GET /jobs/j", () => problem(404, "NoSuchJob"))).toBe(1);
  expect(await minute(one, "GET /jobs/j", () => problem(403, "AccessDenied"))).toBe(1);
});

it("looks for new jobs, and no longer once they are refused", async () => {
  expect(await minute(all, "GET /jobs?limit=50", () => json(200, { jobs: [] }))).toBe(4);
  expect(await minute(all, "GET /jobs?limit=50", () => problem(403, "AccessDenied"))).toBe(1);
});
