import type { Check } from "../../api/types.gen";
import { formatBytes } from "../../lib/format/bytes";
import { strings } from "./strings";

/** A bound on bytes a second, as people read it. */
export function rateText(bytesPerSecond: number): string {
  return bytesPerSecond === 0 ? strings.unbounded : strings.perSecond(formatBytes(bytesPerSecond));
}

/** How far a check is, from 0 to 1; undefined while it reads records, of which nobody knows how many there are. */
export function partDone({ objects, totalObjects, bytes, totalBytes }: Check): number | undefined {
  if (objects === 0) {
    return undefined;
  }
  const part = totalBytes > 0 ? bytes / totalBytes : totalObjects > 0 ? objects / totalObjects : 1;
  return Math.min(1, part);
}

/** How much is left, in seconds, as fast as it was so far; undefined where nobody knows. */
export function secondsLeft(check: Check, nowMs: number): number | undefined {
  const part = partDone(check);
  if (part === undefined || part <= 0 || check.startedAt === undefined) {
    return undefined;
  }
  const gone = (nowMs - Date.parse(check.startedAt)) / 1_000;
  return gone > 0 ? (gone * (1 - part)) / part : undefined;
}

/** A stretch of time, about as exact as a guess can be. */
export function formatSeconds(seconds: number): string {
  if (seconds < 90) {
    return strings.seconds(Math.ceil(seconds));
  }
  return seconds < 5_400 ? strings.minutes(Math.round(seconds / 60)) : strings.hours(Math.round(seconds / 3_600));
}
