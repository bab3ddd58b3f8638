import { Badge, Group, Text } from "@mantine/core";
import type { Bucket } from "../../api/types.gen";
import { Ago } from "../../components/ago";
import { Bytes } from "../../components/bytes";
import { Visibility } from "../../components/visibility";
import { formatCount } from "../../lib/format/bytes";
import { strings } from "./strings";

/** A bucket in one line: who gets in, and how much is in it. */
export function BucketLine({ bucket }: { readonly bucket: Bucket }) {
  const { versioning, objects = 0, bytes = 0 } = bucket;
  return (
    <Group gap="sm">
      {bucket.isPublic !== undefined && <Visibility isPublic={bucket.isPublic} />}
      {versioning !== "unversioned" && (
        <Badge variant="default" tt="none">
          {strings.versions[versioning]}
        </Badge>
      )}
      <Text size="sm" c="dimmed" className="tabular">
        {strings.objects(objects, formatCount(objects))} · <Bytes value={bytes} /> · {strings.made}{" "}
        <Ago time={bucket.creationDate} />
      </Text>
    </Group>
  );
}
