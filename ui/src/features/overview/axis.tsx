import type { RequestSeries } from "../../api/types.gen";
import classes from "./chart.module.css";

const DAY_SECONDS = 86_400;

/** Begin, middle and end of a stretch of time, below a chart of it. */
export function Axis({ series: { from, to } }: { readonly series: RequestSeries }) {
  const isLong = to - from > 2 * DAY_SECONDS;
  const format = new Intl.DateTimeFormat(undefined, isLong ? { dateStyle: "medium" } : { timeStyle: "short" });
  return (
    <div className={classes.axis} aria-hidden="true">
      {[from, (from + to) / 2, to].map((seconds) => (
        <span key={seconds}>{format.format(seconds * 1000)}</span>
      ))}
    </div>
  );
}

/** Which step of a series that is, for who points at it: `14:00` or `Nov 28, 2026`. */
export function stepName(ts: number, bucketSeconds: number): string {
  const format = new Intl.DateTimeFormat(
    undefined,
    bucketSeconds >= DAY_SECONDS ? { dateStyle: "medium", timeZone: "UTC" } : { timeStyle: "short" },
  );
  return format.format(ts * 1000);
}
