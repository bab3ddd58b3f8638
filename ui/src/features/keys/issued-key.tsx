import { Alert, Button, Code, Group, Modal, Stack, Text } from "@mantine/core";
import type { IssuedKey } from "../../api/types.gen";
import { Ago } from "../../components/ago";
import { CopyButton } from "../../components/copy-button";
import { Facts } from "../../components/facts";
import { KeyIcon } from "../../components/icons";
import { strings } from "./strings";

/** A secret, this once. It closes by its own button alone, so that no slip loses it. */
export function IssuedKeyDialog({ issued, onClose }: { readonly issued: IssuedKey; readonly onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={strings.issuedTitle}
      size="lg"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Stack>
        <Alert color="yellow" variant="light" icon={<KeyIcon />}>
          {strings.issuedText}
        </Alert>
        <Facts
          facts={[
            [strings.access, <Copied key="k" text={issued.accessKeyID} what={strings.theKey} />],
            [strings.secret, <Copied key="s" text={issued.secretAccessKey} what={strings.theSecret} />],
            [strings.endsAt, issued.expiresAt === undefined ? strings.never : <Ago time={issued.expiresAt} />],
          ]}
        />
        <Group justify="space-between" gap="sm">
          <CopyButton
            labelled
            what={strings.both}
            text={`AWS_ACCESS_KEY_ID=${issued.accessKeyID}\nAWS_SECRET_ACCESS_KEY=${issued.secretAccessKey}\n`}
          />
          <Button onClick={onClose}>{strings.kept}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Copied({ text, what }: { text: string; what: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      <Text span size="sm">
        <Code>{text}</Code>
      </Text>
      <CopyButton text={text} what={what} />
    </Group>
  );
}
