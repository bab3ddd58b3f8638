import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { isEnded, wantsPerson } from "../../transfers/machine";
import type { Upload } from "../../transfers/model";
import type { Snapshot } from "../../transfers/store";
import type { Transfers } from "../../transfers/transfers";
import { Row } from "./row";
import { strings } from "./strings";
import classes from "./transfers.module.css";

const ROW_PX = 52;
const OVERSCAN = 6;
const LIST_PX = 320;

/** What needs a person stands first, then what moves, what waits for its turn, and what is over. */
function rankOf(upload: Upload): number {
  if (wantsPerson(upload)) {
    return 0;
  }
  if (isEnded(upload)) {
    return 3;
  }
  return upload.state.kind === "queued" ? 2 : 1;
}

function inOrder(uploads: readonly Upload[]): Upload[] {
  const ranks: Upload[][] = [[], [], [], []];
  uploads.forEach((upload) => ranks[rankOf(upload)]?.push(upload));
  return ranks.flat();
}

/** The list of uploads; of thousands only those that show are drawn. */
export function Rows({ snapshot, transfers }: { readonly snapshot: Snapshot; readonly transfers: Transfers }) {
  const uploads = useMemo(() => inOrder(snapshot.uploads), [snapshot]);
  const scroller = useRef<HTMLDivElement>(null);
  const now = useSeconds(snapshot.counts.waiting > 0);
  // Another function each time would have all rows measured anew whenever one scrolls.
  const keyOf = useCallback((index: number) => uploads[index]?.id ?? index, [uploads]);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing of it is memoized here
  const virtual = useVirtualizer({
    count: uploads.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    getItemKey: keyOf,
  });
  return (
    // Reached by keyboard to be scrolled.
    <div
      ref={scroller}
      className={classes.rows}
      style={{ blockSize: Math.min(virtual.getTotalSize(), LIST_PX) }}
      tabIndex={0}
      role="group"
      aria-label={strings.uploads}
    >
      <ul className={classes.inner} style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const upload = uploads[index];
          return (
            upload && (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                data-state={upload.state.kind}
                aria-posinset={index + 1}
                aria-setsize={uploads.length}
                className={classes.row}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Row upload={upload} sent={transfers.store.sentOf(upload)} now={now} transfers={transfers} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

/** The time, drawn anew each second while that is wanted. */
function useSeconds(isWanted: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isWanted) {
      return;
    }
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isWanted]);
  return now;
}
