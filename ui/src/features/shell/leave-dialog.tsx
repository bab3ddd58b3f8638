import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { strings } from "./strings";

interface Props {
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Asks whether what was changed and not saved may be lost. */
export function LeaveDialog({ onStay, onLeave }: Props) {
  return (
    <Modal opened onClose={onStay} title={strings.leaveTitle}>
      <Stack>
        <Text size="sm">{strings.leaveText}</Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" data-autofocus onClick={onStay}>
            {strings.stay}
          </Button>
          <Button color="red" onClick={onLeave}>
            {strings.leave}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
