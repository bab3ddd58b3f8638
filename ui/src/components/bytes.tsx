import { formatBytes, formatExactBytes } from "../lib/format/bytes";
import { Hint } from "./hint";

/** A size in three digits, with the exact one behind it. */
export function Bytes({ value }: { readonly value: number }) {
  return (
    <Hint label={formatExactBytes(value)}>
      <data value={value}>{formatBytes(value)}</data>
    </Hint>
  );
}
