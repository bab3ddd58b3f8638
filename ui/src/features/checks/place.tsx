import { Group, Text } from "@mantine/core";
import { KeyText } from "../../components/key-text";
import { PageLink } from "../../components/links";
import { nameFault } from "../../lib/bucket-name";
import { strings } from "./strings";

/** Where something is, or was, as the server names it. */
export interface Named {
  readonly bucket?: string;
  readonly key?: string;
  readonly version?: string;
  readonly upload?: string;
  readonly part?: number;
  readonly blob?: string;
  readonly layout?: string;
  readonly account?: string;
  readonly store?: string;
  readonly row?: string;
}

/** The same in one line of text, for who does not see it. */
export function placeText({ bucket, key, upload, part, blob, layout, account, store, row }: Named): string {
  const ofBucket = bucket === undefined ? undefined : key === undefined ? bucket : `${bucket}/${key}`;
  return [
    ofBucket,
    upload && strings.upload(upload),
    part !== undefined && strings.part(part),
    blob && strings.blob(blob),
    layout && strings.layout(layout),
    account && strings.account(account),
    store,
    row,
  ]
    .filter((piece) => piece !== undefined && piece !== false && piece !== "")
    .join(", ");
}

interface Props {
  readonly place: Named;
  /** Whether all of a name shows, over several lines where it must. */
  readonly full?: boolean;
  /** Whether what it was is not there any more, so that only its bucket is led to. */
  readonly isGone?: boolean;
}

/** The place, with the way to what is there. */
export function PlaceName({ place, full = false, isGone = false }: Props) {
  const { bucket, key, version } = place;
  if (bucket === undefined) {
    return <KeyText value={placeText(place)} full={full} />;
  }
  const name = <KeyText value={key === undefined ? bucket : `${bucket}/${key}`} full={full} />;
  const more = [version !== undefined && version !== "null" && strings.versionId(version), place.upload && strings.upload(place.upload), place.part !== undefined && strings.part(place.part)]
    .filter((piece) => typeof piece === "string")
    .join(", ");
  return (
    <Group component="span" gap={6} wrap="wrap" maw="100%" style={{ display: "inline-flex" }}>
      {nameFault(bucket) !== undefined ? (
        name
      ) : key === undefined || isGone || place.upload !== undefined ? (
        <PageLink to="/buckets/$bucket/objects" params={{ bucket }}>
          {name}
        </PageLink>
      ) : (
        <PageLink
          to="/buckets/$bucket/object"
          params={{ bucket }}
          search={{ key, ...(version === undefined || version === "null" ? {} : { versionId: version }) }}
        >
          {name}
        </PageLink>
      )}
      {more !== "" && (
        <Text span size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {more}
        </Text>
      )}
    </Group>
  );
}
