import { UnstyledButton } from "@mantine/core";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import type { Bucket } from "../../api/types.gen";
import { Ago } from "../../components/ago";
import { DownIcon } from "../../components/icons";
import { Visibility } from "../../components/visibility";
import { columns, type Column, type Order } from "../../lib/bucket-search";
import { formatCount } from "../../lib/format/bytes";
import { BucketLink, Size } from "./bucket-cells";
import classes from "./buckets.module.css";
import { nextOrder } from "./order";
import { strings } from "./strings";

const ROW = 41;
const numbers: readonly Column[] = ["objects", "bytes"];

interface Props {
  readonly buckets: readonly Bucket[];
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

/** The rows of a list as long as it may be, of which those in sight are drawn. */
export function useRowsInSight(count: number, size: number) {
  const start = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(start.current?.offsetTop ?? 0), []);
  const rows = useWindowVirtualizer({
    count,
    estimateSize: () => size,
    overscan: 10,
    scrollMargin: top,
  });
  const inSight = rows.getVirtualItems();
  const before = (inSight[0]?.start ?? top) - top;
  const after = rows.getTotalSize() - ((inSight.at(-1)?.end ?? top) - top);
  return { start, inSight, before, after };
}

/** Buckets in a table, sorted by its heads. */
export function BucketTable({ buckets, order, onOrder }: Props) {
  const { start, inSight, before, after } = useRowsInSight(buckets.length, ROW);
  return (
    <div ref={start}>
      <table className={classes.table} aria-rowcount={buckets.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Head key={column} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={before} />
          {inSight.map(({ index }) => {
            const bucket = buckets[index];
            return bucket && <Row key={bucket.name} bucket={bucket} index={index} />;
          })}
          <Spacer height={after} />
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ height }: { height: number }) {
  return height <= 0 ? null : (
    <tr aria-hidden>
      <td colSpan={columns.length} className={classes.spacer} style={{ blockSize: height }} />
    </tr>
  );
}

function Head({ column, order, onOrder }: { column: Column; order: Order; onOrder: Props["onOrder"] }) {
  const isSorted = order.replace(/^-/, "") === column;
  const isDown = order.startsWith("-");
  return (
    <th
      scope="col"
      className={`${classes[column] ?? ""} ${numbers.includes(column) ? (classes.number ?? "") : ""}`}
      {...(isSorted ? { "aria-sort": isDown ? "descending" : "ascending" } : {})}
    >
      <UnstyledButton
        className={classes.sort ?? ""}
        fz="inherit"
        mod={{ sorted: isSorted }}
        onClick={() => onOrder(nextOrder(order, column))}
      >
        {strings.columns[column]}
        <span className={classes.arrow} {...(isDown ? {} : { "data-up": true })}>
          <DownIcon size={14} />
        </span>
      </UnstyledButton>
    </th>
  );
}

function Row({ bucket, index }: { bucket: Bucket; index: number }) {
  return (
    <tr aria-rowindex={index + 2}>
      <td>
        <BucketLink name={bucket.name} />
      </td>
      <td>
        {bucket.isPublic !== undefined && <Visibility isPublic={bucket.isPublic} />}
      </td>
      <td className={classes.number}>{formatCount(bucket.objects ?? 0)}</td>
      <td className={classes.number}>
        <Size bucket={bucket} />
      </td>
      <td>
        <Ago time={bucket.creationDate} />
      </td>
    </tr>
  );
}
