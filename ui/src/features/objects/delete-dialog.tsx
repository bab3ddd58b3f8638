import { Button, Group, Modal, Progress, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { KeyText } from "../../components/key-text";
import { formatCount } from "../../lib/format/bytes";
import { titled } from "../../lib/format/key";
import { forgetObjects, versioningQuery } from "./api";
import { Extent, Fate, type Mode } from "./delete-parts";
import type { DialogProps } from "./dialogs";
import { Failures } from "./failures";
import type { Notice } from "./notice";
import classes from "./objects.module.css";
import { bringBack, eraseKeys, removeTargets, type Removed } from "./removal";
import type { Row } from "./rows";
import { failuresOf, runAll } from "./run-all";
import { FOLDERS_MAX, startTold } from "./started-jobs";
import { strings } from "./strings";
import { useCounts, useVersionCounts } from "./use-counts";

interface Props extends DialogProps {
  readonly rows: readonly Row[];
  readonly isForGood: boolean;
}

/** Beyond these, the number is typed before anything is deleted. */
const TYPED_ABOVE = 1_000;
/** So many are brought back by one click; of more, the list of what was deleted has them. */
const UNDO_MAX = 200;

/** Says what goes, how much of it, and whether it can come back; then deletes it. */
export function DeleteDialog({ place, rows, isForGood, onClose, onDone }: Props) {
  const { bucket } = place;
  const client = useQueryClient();
  const versioning = useQuery(versioningQuery(bucket));
  const [chosen, setChosen] = useState<"hide" | "erase">("hide");
  const [typed, setTyped] = useState("");
  const [progress, setProgress] = useState(0);
  const prefixes = rows.filter(({ kind }) => kind === "folder").map(({ key }) => key);
  const keys = rows.filter(({ kind }) => kind !== "folder").map(({ key }) => key);
  const counting = useCounts(bucket, prefixes);
  const keepsVersions = versioning.data === "Enabled" || versioning.data === "Suspended";
  const mode: Mode = isForGood ? "erase" : keepsVersions ? chosen : "plain";
  const versions = useVersionCounts(bucket, prefixes, keys, mode === "erase");

  // It does not fail as a whole: what was done is told beside what was not, and is not done twice.
  const remove = useMutation({
    mutationFn: async () => {
      const removed = await removeKeys(bucket, keys, mode, setProgress);
      if (keys.length > 0 && removed.failures.length === 0) {
        await forgetObjects(client, bucket, new Set(keys));
      }
      const begun = await runAll(
        prefixes.map((key) => ({ key })),
        ({ key }) => startTold({ kind: "delete-prefix", bucket, prefix: key, allVersions: mode === "erase" }),
      );
      const notice = noticeOf(bucket, removed, mode, begun.done.length > 0, versioning.data === "Enabled");
      return { notice, failures: [...removed.failures, ...failuresOf(begun)] };
    },
    onSuccess: ({ notice, failures: found }) => {
      if (found.length === 0) {
        onDone(notice, undefined, true);
      }
    },
  });
  const failures = remove.data?.failures ?? [];

  const objects = keys.length + counting.objects;
  // What goes, and nobody sees in the list, counts where it goes.
  const isOfVersions = mode === "erase" && versions.isDone && versions.error === undefined;
  const count = isOfVersions ? Math.max(versions.versions, objects) : objects;
  const isCut = counting.isCut || (isOfVersions && versions.isCut);
  const isCounted = counting.isDone && (mode !== "erase" || versions.isDone);
  const mustType = count > TYPED_ABOVE || isCut;
  const isTyped = typed.replace(/\D/g, "") === String(count);
  const isTooMany = prefixes.length > FOLDERS_MAX;
  const canGo = isCounted && !versioning.isPending && (!mustType || isTyped) && !isTooMany;
  const close = () => (remove.isPending ? undefined : remove.data ? onDone(remove.data.notice) : onClose());
  const first = rows[0];
  const what = rows.length === 1 ? titled(first?.name ?? "") : strings.items(rows.length);
  return (
    <Modal
      opened
      title={strings.deleteTitle(what)}
      onClose={close}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          remove.mutate();
        }}
      >
        <Stack>
          {rows.length === 1 && first && (
            <div className={classes.whole}>
              <KeyText value={first.key} full />
            </div>
          )}
          <Extent
            rows={rows}
            counting={counting}
            versions={mode === "erase" ? versions : undefined}
            hasFolders={prefixes.length > 0}
          />
          {failures.length > 0 ? (
            <Failures failures={failures} />
          ) : (
            <>
              <Fate
                mode={mode}
                isChoice={keepsVersions && !isForGood}
                isSuspended={versioning.data === "Suspended"}
                isKnown={versioning.data !== undefined}
                onChange={setChosen}
              />
              {prefixes.length > 0 && (
                <Text size="sm" c="dimmed">
                  {isTooMany ? strings.tooManyFolders(FOLDERS_MAX) : strings.foldersByJob(prefixes.length)}
                </Text>
              )}
              {mustType && isCounted && (
                <TextInput
                  label={strings.typeCount(formatCount(count))}
                  description={isOfVersions ? strings.typeVersionsHint : strings.typeCountHint}
                  autoComplete="off"
                  inputMode="numeric"
                  value={typed}
                  onChange={(event) => setTyped(event.currentTarget.value)}
                />
              )}
            </>
          )}
          {remove.isPending && keys.length > 1 && (
            <Progress value={(progress / keys.length) * 100} aria-label={strings.working(progress, keys.length)} />
          )}
          <Group justify="flex-end">
            <Button variant="default" data-autofocus disabled={remove.isPending} onClick={close}>
              {failures.length > 0 ? strings.close : strings.cancel}
            </Button>
            {failures.length === 0 && (
              <Button type="submit" color="red" loading={remove.isPending} disabled={!canGo}>
                {{ plain: strings.deleteDo, hide: strings.hideDo, erase: strings.eraseDo }[mode]}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function removeKeys(
  bucket: string,
  keys: readonly string[],
  mode: Mode,
  onProgress: (count: number) => void,
): Promise<Removed> {
  return mode === "erase"
    ? eraseKeys(bucket, keys, onProgress)
    : removeTargets(bucket, keys.map((key) => ({ key })), onProgress);
}

function noticeOf(
  bucket: string,
  { done }: Removed,
  mode: Mode,
  hasJobs: boolean,
  isVersioned: boolean,
): Notice | undefined {
  const said = { plain: strings.deleted, hide: strings.hidden, erase: strings.erased }[mode];
  const parts = [
    ...(done.length > 0 ? [said(done.length)] : []),
    ...(hasJobs ? [strings.jobStarted] : []),
  ];
  if (parts.length === 0) {
    return undefined;
  }
  const text = parts.join(". ");
  // It is offered only where it is true.
  if (mode !== "hide" || !isVersioned || done.length === 0 || done.length > UNDO_MAX) {
    return { text };
  }
  const undo = async (): Promise<Notice> => {
    const back = await bringBack(bucket, done.map(({ key }) => key));
    const [failure] = back.failures;
    return failure ? { error: failure.problem } : { text: strings.undone(back.done.length) };
  };
  return { text, undo };
}
