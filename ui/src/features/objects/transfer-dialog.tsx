import { Autocomplete, Button, Checkbox, Group, Modal, Progress, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ActionFailed } from "../../components/states";
import { titled } from "../../lib/format/key";
import { bucketNamesQuery } from "../buckets/api";
import type { Living } from "./actions";
import { folderNamesQuery, transfer } from "./api";
import type { DialogProps } from "./dialogs";
import { Failures } from "./failures";
import { Result } from "./result";
import type { FolderRow, ObjectRow } from "./rows";
import { runAll, type Outcome } from "./run-all";
import { FOLDERS_MAX, startTold } from "./started-jobs";
import { strings } from "./strings";

type LivingRow = FolderRow | ObjectRow;

/** Copies or moves what is chosen to another place: single objects at once, folders by jobs. */
export function TransferDialog({
  place,
  how,
  rows,
  onClose,
  onDone,
}: DialogProps & { readonly how: "copy" | "move"; readonly rows: Living }) {
  const [bucket, setBucket] = useState(place.bucket);
  const [folder, setFolder] = useState(place.prefix);
  const [overwrite, setOverwrite] = useState(false);
  const [count, setCount] = useState(0);
  const [left, setLeft] = useState<Living>(rows);
  const [isTouched, setTouched] = useState(false);
  const to = folder === "" || folder.endsWith("/") ? folder : `${folder}/`;
  const keyOf = (row: LivingRow) => to + row.name;
  const first = rows[0];
  const folders = rows.filter(({ kind }) => kind === "folder");

  const act = useMutation({
    mutationFn: () =>
      runAll(
        left,
        (row) => one(row, how, place.bucket, { bucket, key: keyOf(row) }, overwrite),
        { onProgress: setCount },
      ),
    onSuccess: (outcome: Outcome<LivingRow>) => {
      setLeft(outcome.left);
      if (outcome.failures.length === 0) {
        const said = how === "copy" ? strings.copyDone : strings.moveDone;
        const single = rows.length - folders.length;
        const parts = [
          ...(single > 0 ? [said(single)] : []),
          ...(folders.length > 0 ? [strings.jobStarted] : []),
        ];
        onDone({ text: parts.join(". ") });
      }
    },
  });

  const isSame = bucket === place.bucket && first !== undefined && keyOf(first) === first.key;
  const isIntoItself =
    bucket === place.bucket &&
    folders.some((row) => keyOf(row) !== row.key && keyOf(row).startsWith(row.key));
  const wrong = isSame
    ? strings.sameplace
    : isIntoItself
      ? strings.intoItself
      : folders.length > FOLDERS_MAX
        ? strings.tooManyFolders(FOLDERS_MAX)
        : undefined;
  const what = rows.length === 1 ? titled(first?.name ?? "") : strings.items(rows.length);
  const close = () => (act.isPending ? undefined : act.data ? onDone(undefined) : onClose());
  return (
    <Modal
      opened
      title={how === "copy" ? strings.copyTitle(what) : strings.moveTitle(what)}
      onClose={close}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          act.mutate();
        }}
      >
        <Stack>
          <Destination
            {...{ bucket, setBucket, folder, setFolder }}
            error={isTouched ? wrong : undefined}
            onTouch={() => setTouched(true)}
          />
          <Checkbox
            label={strings.overwrite}
            checked={overwrite}
            onChange={(event) => setOverwrite(event.currentTarget.checked)}
          />
          {first && <Result bucket={bucket} objectKey={rows.length === 1 ? keyOf(first) : to} />}
          {folders.length > 0 && (
            <Text size="sm" c="dimmed">
              {strings.foldersByJob(folders.length)}
            </Text>
          )}
          {act.isPending && rows.length > 1 && (
            <Progress value={(count / rows.length) * 100} aria-label={strings.working(count, rows.length)} />
          )}
          {act.data && act.data.failures.length > 0 && <Failures failures={act.data.failures} />}
          {act.isError && <ActionFailed error={act.error} />}
          <Group justify="flex-end">
            <Button variant="default" disabled={act.isPending} onClick={close}>
              {strings.cancel}
            </Button>
            <Button type="submit" loading={act.isPending} disabled={wrong !== undefined}>
              {how === "copy" ? strings.copyDo : strings.moveDo}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function one(
  row: LivingRow,
  how: "copy" | "move",
  bucket: string,
  to: { readonly bucket: string; readonly key: string },
  overwrite: boolean,
): Promise<unknown> {
  if (row.kind === "folder") {
    return startTold({
      kind: how === "copy" ? "copy-prefix" : "move-prefix",
      bucket,
      prefix: row.key,
      toBucket: to.bucket,
      toPrefix: to.key,
      overwrite,
    });
  }
  return transfer({ kind: how, from: { bucket, key: row.key }, to, overwrite });
}

function Destination({
  bucket,
  setBucket,
  folder,
  setFolder,
  error,
  onTouch,
}: {
  readonly bucket: string;
  readonly setBucket: (bucket: string) => void;
  readonly folder: string;
  readonly setFolder: (folder: string) => void;
  readonly error: string | undefined;
  readonly onTouch: () => void;
}) {
  const touching = (set: (value: string) => void) => (value: string) => {
    onTouch();
    set(value);
  };
  const buckets = useQuery({ ...bucketNamesQuery(bucket), placeholderData: (before) => before });
  const folders = useQuery({
    ...folderNamesQuery(bucket, folder),
    enabled: bucket !== "",
    placeholderData: (before) => before,
  });
  return (
    <>
      <Autocomplete
        label={strings.toBucket}
        autoComplete="off"
        data={[...new Set(buckets.data ?? [])]}
        openOnFocus={false}
        value={bucket}
        onChange={touching(setBucket)}
      />
      <Autocomplete
        data-autofocus
        label={strings.toFolder}
        description={strings.toFolderHint}
        autoComplete="off"
        spellCheck={false}
        error={error}
        data={[...new Set(folders.data ?? [])]}
        openOnFocus={false}
        value={folder}
        onChange={touching(setFolder)}
      />
    </>
  );
}
