import { Modal, Stack, Text } from "@mantine/core";
import type { Session } from "../../lib/http/session";
import { SignInForm } from "./sign-in-form";
import { strings } from "./strings";

/** Signing in again over the page on which a session ended, which stays as it is. */
export function SignInDialog({
  last,
  onSignedIn,
}: {
  readonly last: Session;
  readonly onSignedIn: () => void;
}) {
  return (
    <Modal
      opened
      centered
      title={strings.again}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      onClose={() => undefined}
    >
      <Stack>
        <Text size="sm">{strings.overText(last.name)}</Text>
        <SignInForm accessKey={last.accessKey} onSignedIn={onSignedIn} />
        <Text size="sm" c="dimmed">
          {strings.otherUser}
        </Text>
      </Stack>
    </Modal>
  );
}
