import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { loadSession, signOut } from "../../lib/http/session";
import { json, problem, serve } from "../../testing/server";
import { forgetJob, forgetRefused, giveUpWaiting, startTold, useJobsOf } from "./started-jobs";

const session = (accessKey: string) => () => json(200, { session: { accessKey, csrfToken: "t" } });

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  giveUpWaiting();
  forgetRefused();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const task = (prefix: string, bucket = "b") => ({ kind: "delete-prefix", bucket, prefix }) as const;

/** A server with room for so many jobs. */
async function withRoom(room: { left: number }, accessKey = "AK") {
  const started: string[] = [];
  serve({
    "GET /session?if-any": session(accessKey),
    "POST /jobs": ({ body }) => {
      const { prefix } = JSON.parse(body as string) as { prefix: string };
      if (prefix === "refused/") {
        return problem(403, "AccessDenied");
      }
      if (room.left <= 0) {
        return problem(409, "TooManyJobs");
      }
      room.left--;
      started.push(prefix);
      return json(201, { id: `j-${prefix}` });
    },
    "POST /logout": () => new Response(null, { status: 204 }),
  });
  // A page is of one user: another one comes after that.
  await signOut();
  await loadSession();
  return started;
}

const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const isWarned = () => {
  const event = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
};

it("starts as many jobs as there is room for, and the others in their order as room comes", async () => {
  const room = { left: 2 };
  const started = await withRoom(room);
  const { result } = renderHook(() => useJobsOf("b"));
  await act(async () => {
    for (const prefix of ["a/", "b/", "c/", "refused/", "d/"]) {
      await startTold(task(prefix));
    }
  });
  expect(started).toEqual(["a/", "b/"]);
  expect(result.current.waiting).toHaveLength(3);
  expect(isWarned()).toBe(true);
  await wait(10_000);
  expect(started).toEqual(["a/", "b/"]);
  room.left = 5;
  await wait(3_000);
  expect(started).toEqual(["a/", "b/", "c/", "d/"]);
  expect(result.current.waiting).toEqual([]);
  expect(result.current.refused).toMatchObject([
    { task: { prefix: "refused/" }, problem: { code: "AccessDenied" } },
  ]);
  expect(isWarned()).toBe(false);
  act(() => started.forEach((prefix) => forgetJob(`j-${prefix}`)));
});

it("starts nothing of what waits once it was told so, and nothing for another user", async () => {
  const room = { left: 0 };
  await withRoom(room);
  const { result } = renderHook(() => useJobsOf("b"));
  await act(() => startTold(task("x/")));
  expect(result.current.waiting).toHaveLength(1);
  act(() => giveUpWaiting());
  room.left = 9;
  await wait(10_000);
  expect(result.current.started).toEqual([]);

  room.left = 0;
  await act(() => startTold(task("y/")));
  const started = await withRoom({ left: 9 }, "OTHER");
  await wait(10_000);
  expect(started).toEqual([]);
  expect(result.current.waiting).toEqual([]);
});

it("leaves what waits and what was refused of other buckets alone", async () => {
  const room = { left: 0 };
  const started = await withRoom(room);
  const { result: here } = renderHook(() => useJobsOf("b"));
  const { result: there } = renderHook(() => useJobsOf("other"));
  await act(async () => {
    await startTold(task("x/"));
    await startTold(task("refused/"));
    await startTold(task("y/", "other"));
    await startTold(task("refused/", "other"));
  });
  act(() => giveUpWaiting("b"));
  expect(here.current.waiting).toEqual([]);
  expect(there.current.waiting).toHaveLength(2);
  expect(isWarned()).toBe(true);
  await act(() => startTold(task("refused/")));
  room.left = 9;
  await wait(3_000);
  expect(started).toEqual(["y/"]);
  expect(here.current.refused).toHaveLength(1);
  expect(there.current.refused).toHaveLength(1);
  expect(isWarned()).toBe(false);
  act(() => forgetRefused("b"));
  expect(here.current.refused).toEqual([]);
  expect(there.current.refused).toHaveLength(1);
  act(() => started.forEach((prefix) => forgetJob(`j-${prefix}`)));
});

it("throws what is refused at once", async () => {
  await withRoom({ left: 1 });
  await expect(startTold(task("refused/"))).rejects.toMatchObject({ code: "AccessDenied" });
});
