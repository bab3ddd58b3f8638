import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ActionFailed } from "../../components/states";
import { asProblem } from "../../lib/http/problem";
import { nameOf, parentOf } from "../../lib/keys";
import { transfer } from "./api";
import type { DialogProps } from "./dialogs";
import { Result } from "./result";
import type { FolderRow, ObjectRow } from "./rows";
import { startTold } from "./started-jobs";
import { strings } from "./strings";

/** Gives one object another name in one commit, or by a job all that is in a folder. */
export function RenameDialog({
  place,
  row,
  onClose,
  onDone,
}: DialogProps & { readonly row: FolderRow | ObjectRow }) {
  const { bucket } = place;
  const isFolder = row.kind === "folder";
  const old = isFolder ? nameOf(row.key).slice(0, -1) : nameOf(row.key);
  const [name, setName] = useState(old);
  const key = `${parentOf(row.key)}${name}${isFolder ? "/" : ""}`;
  const rename = useMutation({
    mutationFn: async (overwrite: boolean) => {
      if (isFolder) {
        await startTold({ kind: "move-prefix", bucket, prefix: row.key, toPrefix: key, overwrite });
      } else {
        const from = { bucket, key: row.key };
        await transfer({ kind: "move", from, to: { bucket, key }, overwrite });
      }
    },
    onSuccess: () =>
      onDone(
        { text: isFolder ? strings.jobStarted : strings.renamed },
        isFolder ? undefined : key,
      ),
  });
  const isTaken = rename.isError && asProblem(rename.error).status === 412;
  const isIntoItself = isFolder && key !== row.key && key.startsWith(row.key);
  const canGo = name !== "" && key !== row.key && !isIntoItself;
  return (
    <Modal
      opened
      title={strings.renameTitle}
      onClose={onClose}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate(false);
        }}
      >
        <Stack>
          {/* A field of one line would leave line breaks out of a name that has them. */}
          <Textarea
            data-autofocus
            autosize
            minRows={1}
            maxRows={4}
            label={strings.newName}
            autoComplete="off"
            spellCheck={false}
            error={isTaken ? strings.existsThere : isIntoItself && strings.intoItself}
            value={name}
            onFocus={(event) => selectStem(event.currentTarget)}
            onChange={(event) => {
              setName(event.currentTarget.value);
              rename.reset();
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter" && !event.shiftKey) {
                event.preventDefault();
                event.currentTarget.form?.requestSubmit();
              }
            }}
          />
          <Result bucket={bucket} objectKey={key} />
          {isFolder && (
            <Text size="sm" c="dimmed">
              {strings.renameFolderText}
            </Text>
          )}
          {rename.isError && !isTaken && <ActionFailed error={rename.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {strings.cancel}
            </Button>
            {isTaken && (
              <Button
                color="red"
                loading={rename.isPending}
                onClick={() => rename.mutate(true)}
              >
                {strings.replaceIt}
              </Button>
            )}
            <Button type="submit" loading={rename.isPending} disabled={!canGo || isTaken}>
              {strings.actions.rename}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Selects the name without what its kind is told by, which mostly stays. */
function selectStem(field: HTMLTextAreaElement): void {
  const dot = field.value.lastIndexOf(".");
  field.setSelectionRange(0, dot > 0 ? dot : field.value.length);
}
