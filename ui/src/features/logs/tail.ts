import { asProblem, type Problem } from "../../lib/http/problem";
import { exchange } from "../../lib/http/request";
import { type LogEvent, type LogFilter, portOf } from "./api";

/** What somebody who looks on is told. */
export interface TailListener {
  readonly onConnected: () => void;
  readonly onEvents: (events: readonly LogEvent[]) => void;
  /** So many were passed over, because they came too fast. */
  readonly onMissed: (count: number) => void;
  /** It could not be gone on with; it is tried again after so many seconds, or not at all. */
  readonly onTrouble: (problem: Problem, seconds: number | undefined) => void;
}

const WAIT_FIRST_S = 1;
const WAIT_MOST_S = 30;

/**
 * Looks on until the signal says that it is enough, or the server that this will not be had. It ends
 * each answer after a while.
 */
export async function followTail(filter: LogFilter, signal: AbortSignal, listener: TailListener): Promise<void> {
  const { bucket, operation, status } = filter;
  let wait = WAIT_FIRST_S;
  while (!isOver(signal)) {
    try {
      const response = await exchange("/logs/tail", { query: { port: portOf(filter), bucket, operation, status }, signal });
      listener.onConnected();
      const told = await readLines(response, (lines) => {
        wait = WAIT_FIRST_S;
        return tell(lines, listener);
      });
      if (told === 0) {
        // A server that stops, or something between, may end each answer at once.
        await sleep(WAIT_FIRST_S * 1_000, signal);
      }
    } catch (error) {
      if (isOver(signal)) {
        return;
      }
      const problem = asProblem(error);
      if (problem.isLasting) {
        listener.onTrouble(problem, undefined);
        return;
      }
      const seconds = problem.retryAfterSeconds ?? wait;
      listener.onTrouble(problem, seconds);
      await sleep(seconds * 1_000, signal);
      wait = Math.min(wait * 2, WAIT_MOST_S);
    }
  }
}

function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** Tells what lines say, and how many of them said something. */
function tell(lines: readonly string[], listener: TailListener): number {
  const events: LogEvent[] = [];
  let said = 0;
  for (const line of lines) {
    if (line !== "") {
      said++;
      const told = JSON.parse(line) as LogEvent | { readonly missed: number };
      if ("missed" in told) {
        listener.onMissed(told.missed);
      } else {
        events.push(told);
      }
    }
  }
  if (events.length > 0) {
    listener.onEvents(events);
  }
  return said;
}

/** Hands on whole lines as they come, and adds up what is made of them. */
async function readLines(response: Response, onLines: (lines: readonly string[]) => number): Promise<number> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let sum = 0;
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) {
      return sum;
    }
    const lines = (rest + decoder.decode(piece.value, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    sum += onLines(lines);
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (isOver(signal)) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
