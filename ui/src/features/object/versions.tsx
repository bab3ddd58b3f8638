import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Version } from "../../api/types.gen";
import { Ago } from "../../components/ago";
import { Bytes } from "../../components/bytes";
import { Confirm } from "../../components/confirm";
import { KeyText } from "../../components/key-text";
import { ActionFailed, Empty, QueryView } from "../../components/states";
import {
  deleteVersion,
  downloadHref,
  refreshObjects,
  VERSIONS_OF_ONE_MAX,
  versioningQuery,
} from "../objects/api";
import type { Notice } from "../objects/notice";
import { bringBack } from "../objects/removal";
import { restoreVersion, versionsQuery } from "./api";
import classes from "./object.module.css";
import { strings } from "./strings";

interface Props {
  readonly bucket: string;
  readonly objectKey: string;
  /** The version that the page shows; undefined for the current one. */
  readonly shown: string | undefined;
  readonly onNotice: (notice: Notice) => void;
}

/** So many show at first, and more each time they are asked for: each is a line of the page. */
const SHOWN_STEP = 300;

/** All that the object was, the latest first, and the way back to each. */
export default function Versions({ bucket, objectKey, shown, onNotice }: Props) {
  const versions = useQuery(versionsQuery(bucket, objectKey));
  const versioning = useQuery(versioningQuery(bucket));
  const client = useQueryClient();
  const [asked, setAsked] = useState<Version>();
  const [shownMax, setShownMax] = useState(SHOWN_STEP);
  const changed = async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ["object", bucket, objectKey] }),
      client.invalidateQueries({ queryKey: ["stats"] }),
      refreshObjects(client, bucket),
    ]);
  };
  const act = useMutation({
    mutationFn: ({ version: { versionId }, how }: { version: Version; how: How }): Promise<unknown> =>
      ({
        restore: () => restoreVersion(bucket, objectKey, versionId),
        undo: () => undoDeletion(bucket, objectKey),
      })[how](),
    onSuccess: async (_, { how }) => {
      await changed();
      onNotice({ text: { restore: strings.restored, undo: strings.undeleted }[how] });
    },
  });
  return (
    <QueryView query={versions} action="s3:ListBucketVersions">
      {(found) => (
        <Stack>
          {versioning.data === "never" && (
            <Text size="sm" c="dimmed">
              {strings.noVersioning} {strings.versionsAreKept}
            </Text>
          )}
          {act.isError && <ActionFailed error={act.error} />}
          {found.length === 0 ? (
            <Empty title={strings.goneTitle} />
          ) : (
            <ol className={classes.timeline} aria-label={strings.versionsOf}>
              {found.slice(0, shownMax).map((version) => (
                <VersionLine
                  key={version.versionId}
                  bucket={bucket}
                  version={version}
                  isShown={version.versionId === shown}
                  isBusy={act.isPending}
                  onAct={(how) => act.mutate({ version, how })}
                  onErase={() => setAsked(version)}
                />
              ))}
            </ol>
          )}
          {found.length > shownMax && (
            <Group gap="sm">
              <Text size="sm" c="dimmed" role="status">
                {strings.cutVersions(shownMax, found.length, found.length >= VERSIONS_OF_ONE_MAX)}
              </Text>
              <Button size="compact-sm" variant="default" onClick={() => setShownMax(shownMax + SHOWN_STEP)}>
                {strings.showMore}
              </Button>
            </Group>
          )}
          {asked && (
            <Confirm
              title={strings.deleteVersionTitle}
              action={strings.deleteVersion}
              isDestroying
              run={() => deleteVersion(bucket, objectKey, asked.versionId)}
              onDone={() => {
                void changed();
                onNotice({ text: strings.versionDeleted });
              }}
              onClose={() => setAsked(undefined)}
            >
              <Text size="sm">
                <KeyText value={asked.versionId} full /> {strings.deleteVersionText}
              </Text>
            </Confirm>
          )}
        </Stack>
      )}
    </QueryView>
  );
}

async function undoDeletion(bucket: string, key: string): Promise<void> {
  const [failure] = (await bringBack(bucket, [key])).failures;
  if (failure) {
    throw failure.problem;
  }
}

type How = "restore" | "undo";

function VersionLine({
  bucket,
  version,
  isShown,
  isBusy,
  onAct,
  onErase,
}: {
  readonly bucket: string;
  readonly version: Version;
  readonly isShown: boolean;
  readonly isBusy: boolean;
  readonly onAct: (how: How) => void;
  readonly onErase: () => void;
}) {
  const { key, versionId, isLatest, isDeleteMarker, lastModified, size } = version;
  const button = { size: "compact-sm", variant: "default", disabled: isBusy } as const;
  return (
    <li
      className={classes.version}
      data-current={isLatest || undefined}
      data-marker={isDeleteMarker || undefined}
      aria-current={isShown || undefined}
    >
      {isDeleteMarker ? (
        <Badge color="red" variant="light" tt="none">
          {strings.deletedHere}
        </Badge>
      ) : (
        <Bytes value={size} />
      )}
      <Ago time={lastModified} />
      {isLatest && !isDeleteMarker && <Badge variant="light" tt="none">{strings.current}</Badge>}
      <span className={classes.versionId}>
        {versionId === "null" ? strings.nullVersion : <KeyText value={versionId} />}
      </span>
      <span className={classes.spacer} />
      <Group gap={4}>
        {!isDeleteMarker && (
          <>
            <Button
              {...button}
              renderRoot={(props) => (
                <Link
                  to="/buckets/$bucket/object"
                  params={{ bucket }}
                  search={isLatest ? { key } : { key, versionId }}
                  {...props}
                />
              )}
            >
              {strings.viewVersion}
            </Button>
            <Button {...button} component="a" href={downloadHref(bucket, key, versionId)} download>
              {strings.download}
            </Button>
          </>
        )}
        {!isDeleteMarker && !isLatest && (
          <Button {...button} title={strings.restoreText} onClick={() => onAct("restore")}>
            {strings.restore}
          </Button>
        )}
        {isDeleteMarker && isLatest && (
          <Button {...button} onClick={() => onAct("undo")}>
            {strings.undoDelete}
          </Button>
        )}
        <Button {...button} variant="subtle" color="red" onClick={onErase}>
          {strings.deleteVersion}
        </Button>
      </Group>
    </li>
  );
}
