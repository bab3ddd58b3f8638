import { useSyncExternalStore } from "react";

const EVERY_MS = 10_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    listeners.forEach((each) => each());
  }, EVERY_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function current(): number {
  // While nobody listens nothing ticks: then the first to ask sets the time.
  if (timer === undefined && Date.now() - now > EVERY_MS) {
    now = Date.now();
  }
  return now;
}

/** The time, ten seconds exact; one timer for the whole page. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(subscribe, current));
}
