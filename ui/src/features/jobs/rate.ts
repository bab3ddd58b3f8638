import type { Job } from "../../api/types.gen";
import { strings } from "./strings";

/** How far a job was at a time. */
export interface Mark {
  readonly atMs: number;
  readonly done: number;
}

/** So much of the past counts for the rate. */
const WINDOW_MS = 30_000;

/** Adds how far a job is now, and forgets what is too long ago. */
export function withMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  return [...marks.filter(({ atMs }) => mark.atMs - atMs <= WINDOW_MS), mark];
}

/** How many things a second were done lately; undefined while that is not known. */
export function rateOf(marks: readonly Mark[]): number | undefined {
  const first = marks[0];
  const last = marks.at(-1);
  return first && last && last.atMs > first.atMs
    ? ((last.done - first.done) * 1_000) / (last.atMs - first.atMs)
    : undefined;
}

/** How many things a second a job did from its start to its last step. */
export function meanRate({ done, failed, startedAt, changedAt }: Job): number | undefined {
  const seconds = (Date.parse(changedAt) - Date.parse(startedAt)) / 1_000;
  return seconds > 0 ? (done + failed) / seconds : undefined;
}

/** How much is left, in seconds; undefined where nobody knows. */
export function secondsLeft({ total, done, failed }: Job, rate: number | undefined): number | undefined {
  return total === undefined || rate === undefined || rate <= 0
    ? undefined
    : Math.max(0, total - done - failed) / rate;
}

/** A stretch of time, about as exact as a guess can be. */
export function formatSeconds(seconds: number): string {
  if (seconds < 90) {
    return strings.seconds(Math.ceil(seconds));
  }
  return seconds < 5_400 ? strings.minutes(Math.round(seconds / 60)) : strings.hours(Math.round(seconds / 3_600));
}
