import { Alert, Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ClockIcon } from "../../../components/icons";
import { ActionFailed } from "../../../components/states";
import { DiffView } from "./diff-view";
import { strings } from "./strings";

interface Props {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** Whether what there is differs from what was there when editing began. */
  readonly isOther: boolean;
  readonly meaning: ReactNode;
  readonly onSave: () => Promise<unknown>;
  readonly onSaved: () => Promise<void>;
  readonly onClose: () => void;
}

/** Shows what a change does and what that means, and saves it. */
export function ReviewDialog(props: Props) {
  const { title, before, after, isOther, meaning, onSave, onSaved, onClose } = props;
  const save = useMutation({ mutationFn: onSave, onSuccess: onSaved });
  const isRemoval = after === "";
  return (
    <Modal opened onClose={onClose} size="lg" title={strings.reviewTitle(title)}>
      <Stack>
        {isOther && (
          <Alert color="yellow" variant="light" icon={<ClockIcon />}>
            {strings.changedMeanwhile}
          </Alert>
        )}
        {meaning}
        <DiffView before={before} after={after} />
        {save.isError && <ActionFailed error={save.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button
            data-autofocus
            loading={save.isPending}
            {...(isRemoval ? { color: "red" } : {})}
            onClick={() => save.mutate()}
          >
            {isRemoval ? strings.remove : strings.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
