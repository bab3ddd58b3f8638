import { List, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Bucket } from "../../../api/types.gen";
import { Confirm } from "../../../components/confirm";
import type { BucketSearch } from "../../../lib/bucket-search";
import { formatBytes, formatCount } from "../../../lib/format/bytes";
import { deleteBucket, emptyBucket, eraseBucket } from "./api";
import { strings } from "./strings";

interface Props {
  readonly name: string;
  readonly bucket: Bucket | null;
  readonly isDeletion: boolean;
  readonly onClose: () => void;
}

/** Asks before a bucket is emptied or deleted: says what goes, and has its name typed. */
export function RemovalDialog({ name, bucket, isDeletion, onClose }: Props) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const isEmpty = bucket?.used?.objects === 0;
  const remove = async () => {
    if (isDeletion && isEmpty) {
      await deleteBucket(name);
      await navigate({ to: "/buckets" });
      queries.removeQueries({ queryKey: ["bucket", name] });
      await queries.invalidateQueries({ queryKey: ["buckets"] });
      return;
    }
    // What is being asked for of the bucket would find it gone.
    await queries.cancelQueries({ queryKey: ["bucket", name] });
    const job = (await (isDeletion ? eraseBucket(name) : emptyBucket(name))).id;
    await navigate({ to: ".", search: (before: BucketSearch) => ({ ...before, job }) });
  };
  return (
    <Confirm
      title={isDeletion ? strings.deleteTitle(name) : strings.emptyTitle(name)}
      action={!isDeletion ? strings.emptyNow : isEmpty ? strings.deleteNow : strings.emptyAndDelete}
      isDestroying
      typed={name}
      run={remove}
      onClose={onClose}
    >
      <What bucket={bucket} />
      <Text size="sm">
        {isDeletion ? `${isEmpty ? "" : `${strings.first} `}${strings.settingsGo}` : strings.settingsStay}
      </Text>
    </Confirm>
  );
}

function What({ bucket }: { bucket: Bucket | null }) {
  if (bucket === null) {
    return <Text size="sm">{strings.unknown}</Text>;
  }
  const { objects = 0, used = { objects: 0, bytes: 0 } } = bucket;
  if (used.objects === 0) {
    return <Text size="sm">{strings.nothing}</Text>;
  }
  return (
    <div>
      <Text size="sm" fw={600}>
        {strings.what}
      </Text>
      <List size="sm" mb={4}>
        <List.Item>{strings.objects(formatCount(objects))}</List.Item>
        {used.objects > objects && (
          <List.Item>{strings.versions(formatCount(used.objects - objects))}</List.Item>
        )}
        <List.Item>{strings.bytes(formatBytes(used.bytes))}</List.Item>
        <List.Item>{strings.uploads}</List.Item>
      </List>
      <Text size="sm">{strings.forGood}</Text>
    </div>
  );
}
