import { formatAgo, formatLocal, formatUtc } from "../lib/format/time";
import { useNow } from "../lib/use-now";
import { Hint } from "./hint";

/** How long ago something was, with the exact time here and in UTC behind it. */
export function Ago({ time }: { readonly time: string | number | Date }) {
  const now = useNow();
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) {
    return <span>{String(time)}</span>;
  }
  return (
    <Hint
      label={
        <>
          {formatLocal(date)}
          <br />
          {formatUtc(date)}
        </>
      }
    >
      <time dateTime={date.toISOString()}>{formatAgo(date, now)}</time>
    </Hint>
  );
}
