import { relativeTimeFormat } from "./formats";

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["week", 7 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** How long ago a time is, or how far ahead: `3 hours ago`. */
export function formatAgo(time: Date, now: Date, locale?: string): string {
  const seconds = (time.getTime() - now.getTime()) / 1000;
  const format = relativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) {
      return format.format(Math.trunc(seconds / length), unit);
    }
  }
  return Math.abs(seconds) < 10 ? format.format(0, "second") : format.format(Math.trunc(seconds), "second");
}

/** A time to the second, as clocks show it here. */
export function formatLocal(time: Date, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "long" }).format(time);
}

/** The same in UTC, as logs have it. */
export function formatUtc(time: Date): string {
  return time.toISOString();
}
