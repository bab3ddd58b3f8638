import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ActionFailed } from "../../components/states";
import { asProblem } from "../../lib/http/problem";
import { makeFolder } from "./api";
import type { DialogProps } from "./dialogs";
import { Result } from "./result";
import { strings } from "./strings";

/** Makes a folder that is there before anything is in it. */
export function NewFolderDialog({ place, onClose, onDone }: DialogProps) {
  const [name, setName] = useState("");
  const key = `${place.prefix}${name}${name.endsWith("/") ? "" : "/"}`;
  const make = useMutation({
    mutationFn: () => makeFolder(place.bucket, key),
    onSuccess: () => onDone({ text: strings.created(name) }, key),
  });
  const isTaken = make.isError && asProblem(make.error).status === 412;
  return (
    <Modal
      opened
      title={strings.newFolder}
      onClose={onClose}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Stack>
          <TextInput
            data-autofocus
            label={strings.folderName}
            description={strings.folderHint}
            autoComplete="off"
            spellCheck={false}
            error={isTaken && strings.exists}
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value);
              make.reset();
            }}
          />
          {name !== "" && <Result bucket={place.bucket} objectKey={key} />}
          {make.isError && !isTaken && <ActionFailed error={make.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {strings.cancel}
            </Button>
            <Button type="submit" loading={make.isPending} disabled={name === ""}>
              {strings.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
