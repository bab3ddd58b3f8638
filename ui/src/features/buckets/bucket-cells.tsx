import { Anchor, Progress, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Bucket } from "../../api/types.gen";
import { Bytes } from "../../components/bytes";
import { Hint } from "../../components/hint";
import { KeyText } from "../../components/key-text";
import { formatBytes, formatCount } from "../../lib/format/bytes";
import classes from "./buckets.module.css";
import { quotaShare } from "./order";
import { strings } from "./strings";

/** The name of a bucket, which leads into it. */
export function BucketLink({ name }: { readonly name: string }) {
  return (
    <Anchor
      fw={500}
      renderRoot={(props) => (
        <Link to="/buckets/$bucket/objects" params={{ bucket: name }} {...props} />
      )}
    >
      <KeyText value={name} />
    </Anchor>
  );
}

/** How much is in a bucket, with a bar where it has a quota. */
export function Size({ bucket }: { readonly bucket: Bucket }) {
  const share = quotaShare(bucket);
  return (
    <span className={classes.size}>
      <Bytes value={bucket.bytes ?? 0} />
      {share !== undefined && <QuotaBar bucket={bucket} share={share} />}
    </span>
  );
}

function QuotaBar({ bucket: { quota = {}, used = { bytes: 0, objects: 0 } }, share }: {
  readonly bucket: Bucket;
  readonly share: number;
}) {
  const said = [
    ...(quota.bytes === undefined
      ? []
      : [strings.quota(formatBytes(used.bytes), formatBytes(quota.bytes))]),
    ...(quota.objects === undefined
      ? []
      : [strings.quota(formatCount(used.objects), formatCount(quota.objects))]),
  ].join("; ");
  return (
    <Hint label={<Text size="sm">{share >= 1 ? `${strings.quotaFull}: ${said}` : said}</Text>}>
      <Progress.Root size="xs">
        <Progress.Section
          value={Math.min(100, share * 100)}
          color={share >= 1 ? "red" : share >= 0.9 ? "orange" : "water"}
          aria-label={said}
        />
      </Progress.Root>
    </Hint>
  );
}
