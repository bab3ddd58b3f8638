import type { Kind } from "../../transfers/model";
import type { Taken } from "../../transfers/intake";
import type { Snapshot } from "../../transfers/store";
import { strings } from "./strings";

const { title, say } = strings;

const BUSY: readonly Kind[] = ["queued", "checking", "sending", "verifying", "completing"];
const OVER: readonly Kind[] = ["done", "skipped", "cancelled"];

const sum = ({ counts }: Snapshot, kinds: readonly Kind[]) =>
  kinds.reduce((all, kind) => all + counts[kind], 0);

/** How many go on by themselves. */
export function busyCount(snapshot: Snapshot): number {
  return sum(snapshot, BUSY);
}

/** How many are over, and can be cleared. */
export function overCount(snapshot: Snapshot): number {
  return sum(snapshot, OVER);
}

/** How many are not over. */
export function openCount(snapshot: Snapshot): number {
  return snapshot.uploads.length - overCount(snapshot);
}

/** How many wait for a person. */
export function wantsPersonCount(snapshot: Snapshot): number {
  return sum(snapshot, ["conflict", "needs-file", "failed"]);
}

/** Whether not all that was chosen was taken, which is told even where nothing is uploaded. */
export function hasNews(taken: Taken | undefined): taken is Taken {
  return taken !== undefined && (taken.unreadable > 0 || taken.doubled > 0 || taken.cutBy !== undefined);
}

/** How far all of it is; files without a byte count by their number. It says 100 when all is over. */
export function percentOf(snapshot: Snapshot): number {
  const { bytes, sentBytes, uploads } = snapshot;
  if (uploads.length > 0 && openCount(snapshot) === 0) {
    return 100;
  }
  const share = bytes === 0 ? overCount(snapshot) / Math.max(1, uploads.length) : sentBytes / bytes;
  return Math.min(99, Math.floor(share * 100));
}

/** What the bar says first: what a person has to do, else what is going on. */
export function titleOf(snapshot: Snapshot): string {
  const { counts, uploads, hold } = snapshot;
  if (hold !== undefined && openCount(snapshot) > 0) {
    return title[hold];
  }
  if (counts.conflict > 0) {
    return title.conflict(counts.conflict);
  }
  if (busyCount(snapshot) > 0) {
    return title.sending(counts.done, uploads.length - counts.skipped - counts.cancelled);
  }
  if (snapshot.walking > 0) {
    return title.walking;
  }
  if (counts.waiting > 0) {
    return title.waiting;
  }
  if (counts["needs-file"] > 0) {
    return title.needsFile(counts["needs-file"]);
  }
  if (counts.paused > 0) {
    return title.paused;
  }
  if (counts.failed > 0) {
    return title.failed(counts.failed);
  }
  return counts.done > 0 ? title.done(counts.done) : title.over;
}

/** Seconds until all is sent, if it goes on so; undefined when nobody can tell. */
export function secondsLeft({ bytes, sentBytes, rate }: Snapshot): number | undefined {
  return rate > 0 && bytes > sentBytes ? Math.ceil((bytes - sentBytes) / rate) : undefined;
}

/** A stretch of time, in its largest unit. */
export function formatLeft(seconds: number, locale?: string): string {
  const [value, unit] =
    seconds < 60 ? [seconds, "second"] : seconds < 3_600 ? [seconds / 60, "minute"] : [seconds / 3_600, "hour"];
  const format = new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 0 });
  return `${format.format(Math.ceil(value))} left`;
}

/** What was said aloud last. */
export interface Said {
  readonly decile: number;
  readonly text: string;
}

export const nothingSaid: Said = { decile: -1, text: "" };

/** What to say aloud now: each tenth of the way, and what needs a person or is over. */
export function sayNext(before: Said, snapshot: Snapshot): Said {
  if (snapshot.uploads.length === 0) {
    return nothingSaid;
  }
  const decile = Math.floor(percentOf(snapshot) / 10);
  if (busyCount(snapshot) === 0 || snapshot.hold !== undefined || snapshot.counts.conflict > 0) {
    const text = titleOf(snapshot);
    return text === before.text ? before : { decile, text };
  }
  if (before.decile === -1 || decile < before.decile) {
    return { decile, text: say.begun(snapshot.uploads.length) };
  }
  return decile === before.decile ? before : { decile, text: say.percent(decile * 10) };
}
