import { Text } from "@mantine/core";
import type { Bucket } from "../../api/types.gen";
import { Visibility } from "../../components/visibility";
import { formatCount } from "../../lib/format/bytes";
import { BucketLink, Size } from "./bucket-cells";
import { useRowsInSight } from "./bucket-table";
import classes from "./buckets.module.css";
import { strings } from "./strings";

const CARD = 69;

/** Buckets as cards, for a phone. */
export function BucketCards({ buckets }: { readonly buckets: readonly Bucket[] }) {
  const { start, inSight, before, after } = useRowsInSight(buckets.length, CARD);
  return (
    <div ref={start}>
      <ul
        className={classes.list}
        style={{ paddingBlockStart: before, paddingBlockEnd: after }}
      >
        {inSight.map(({ index }) => {
          const bucket = buckets[index];
          return (
            bucket && (
              <li
                key={bucket.name}
                className={classes.card}
                aria-setsize={buckets.length}
                aria-posinset={index + 1}
              >
                <BucketLink name={bucket.name} />
                {bucket.isPublic !== undefined && <Visibility isPublic={bucket.isPublic} />}
                <Text component="div" size="sm" c="dimmed" className="tabular">
                  {strings.objects(bucket.objects ?? 0, formatCount(bucket.objects ?? 0))}
                </Text>
                <Text component="div" size="sm" c="dimmed" className={classes.cardSize ?? ""}>
                  <Size bucket={bucket} />
                </Text>
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
