import { useSyncExternalStore } from "react";
import type { Task } from "../../api/types.gen";
import { asProblem, Problem } from "../../lib/http/problem";
import { sessionState } from "../../lib/http/session";
import { startJob } from "./api";

/** A job that was started in this tab and is still told of. */
export interface StartedJob {
  readonly id: string;
  readonly task: Task;
}

/** A job that the server did not take when its turn came. */
export interface RefusedJob {
  readonly task: Task;
  readonly problem: Problem;
}

interface Jobs {
  readonly started: readonly StartedJob[];
  /** What the server had no room for so far, the next one first. */
  readonly waiting: readonly Task[];
  readonly refused: readonly RefusedJob[];
}

/** The most folders that are acted on at a time: so many jobs wait here for their turn at the most. */
export const FOLDERS_MAX = 1_000;
const SHOWN_MAX = 50;
const ROOM_EVERY_MS = 3_000;

const NONE: Jobs = { started: [], waiting: [], refused: [] };
let jobs = NONE;
let owner = "";
let timer: ReturnType<typeof setTimeout> | undefined;
let isGoingOn = false;
const listeners = new Set<() => void>();

function become(next: Partial<Jobs>): void {
  jobs = { ...jobs, ...next };
  listeners.forEach((listener) => listener());
}

/**
 * Starts a job, and tells of it wherever its bucket is shown. A store has only so many jobs open, and a
 * user some of these: what there is no room for waits for its turn, as long as this tab is there.
 *
 * @throws Problem when the server takes it neither now nor later
 */
export async function startTold(task: Task): Promise<void> {
  if (jobs.waiting.length >= FOLDERS_MAX) {
    throw new Problem(409, "TooManyJobs", "So many wait for their turn already.", "");
  }
  if (jobs.waiting.length > 0) {
    wait(task);
    return;
  }
  try {
    await start(task);
  } catch (error) {
    if (!isOfRoom(asProblem(error))) {
      throw error;
    }
    wait(task);
  }
}

async function start(task: Task): Promise<void> {
  const { id } = await startJob(task);
  become({ started: [...jobs.started, { id, task }].slice(-SHOWN_MAX) });
}

function isOfRoom({ code }: Problem): boolean {
  return code === "TooManyJobs";
}

function wait(task: Task): void {
  if (jobs.waiting.length === 0) {
    owner = whoIsIn();
    window.addEventListener("beforeunload", warn);
  }
  become({ waiting: [...jobs.waiting, task] });
  soon();
}

function soon(): void {
  if (!isGoingOn) {
    timer ??= setTimeout(() => {
      timer = undefined;
      isGoingOn = true;
      void goOn().finally(() => {
        isGoingOn = false;
        if (jobs.waiting.length > 0) {
          soon();
        } else {
          window.removeEventListener("beforeunload", warn);
        }
      });
    }, ROOM_EVERY_MS);
  }
}

function whoIsIn(): string {
  const state = sessionState();
  return state.kind === "in" ? state.session.accessKey : "";
}

/** What waits would not be started any more. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

async function goOn(): Promise<void> {
  const state = sessionState();
  if (state.kind === "none" || (state.kind === "in" && state.session.accessKey !== owner)) {
    // Nobody does what another one asked for.
    giveUpWaiting();
    return;
  }
  for (let next = jobs.waiting[0]; next !== undefined && state.kind === "in"; next = jobs.waiting[0]) {
    try {
      await start(next);
    } catch (error) {
      const problem = asProblem(error);
      if (isOfRoom(problem) || problem.isPassing || problem.isSignedOut) {
        break;
      }
      become({ refused: [...jobs.refused, { task: next, problem }].slice(-SHOWN_MAX) });
    }
    // What was given up meanwhile stays so.
    become({ waiting: jobs.waiting.filter((task) => task !== next) });
  }
}

/** Starts nothing of what waits, of a bucket or of all; what was started goes on. */
export function giveUpWaiting(bucket?: string): void {
  const waiting = jobs.waiting.filter((task) => !isOf(bucket)(task));
  if (waiting.length === 0) {
    clearTimeout(timer);
    timer = undefined;
    window.removeEventListener("beforeunload", warn);
  }
  become({ waiting });
}

/** Tells of it no longer; it goes on. */
export function forgetJob(id: string): void {
  become({ started: jobs.started.filter((job) => job.id !== id) });
}

/** Tells no longer of what was refused, of a bucket or of all. */
export function forgetRefused(bucket?: string): void {
  become({ refused: jobs.refused.filter(({ task }) => !isOf(bucket)(task)) });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Whether a task has to do with a bucket; any has to do with all of them. */
const isOf = (bucket: string | undefined) => (task: Task) =>
  bucket === undefined || task.bucket === bucket || task.toBucket === bucket;

/** The jobs of this tab that have to do with a bucket, and those that wait for their turn. */
export function useJobsOf(bucket: string): Jobs {
  const all = useSyncExternalStore(subscribe, () => jobs);
  const here = isOf(bucket);
  return {
    started: all.started.filter(({ task }) => here(task)),
    waiting: all.waiting.filter(here),
    refused: all.refused.filter(({ task }) => here(task)),
  };
}
