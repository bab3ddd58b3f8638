import { Button, Code, Group, Modal, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../components/confirm";
import { CopyButton } from "../../components/copy-button";
import { QrCode } from "../../components/qr-code";
import { QueryView } from "../../components/states";
import { saveText } from "../../lib/save-text";
import { confirmFactor, disableFactor, enrol, renewCodes } from "./api";
import { strings } from "./strings";

interface Props {
  readonly onClose: () => void;
}

/** Gives an app its secret, and turns the second factor on once the app has shown a right code. */
export function EnrolDialog({ onClose }: Props) {
  const [code, setCode] = useState("");
  const [codes, setCodes] = useState<readonly string[]>();
  const enrolment = useQuery({
    // Not among what is asked anew when something of one's own changed.
    queryKey: ["enrolment"],
    queryFn: enrol,
    // Each asking makes another secret: so it is asked once, and forgotten with the dialog.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (codes) {
    return <RecoveryCodesDialog codes={codes} onClose={onClose} />;
  }
  return (
    <Confirm
      title={strings.enrolTitle}
      action={strings.confirm}
      isReady={code.trim() !== "" && enrolment.isSuccess}
      staysOpen
      run={async () => setCodes((await confirmFactor(code)).recoveryCodes)}
      onClose={onClose}
    >
      <QueryView query={enrolment} action="admin:SignIn">
        {({ uri, secret }) => (
          <Stack>
            <Text size="sm">{strings.scan}</Text>
            <Group justify="center">
              <QrCode text={uri} label={strings.qr} />
            </Group>
            <Group gap={4} wrap="nowrap">
              <Text size="sm">{strings.secret}</Text>
              <Code style={{ overflowWrap: "anywhere" }}>{secret}</Code>
              <CopyButton text={secret} what={strings.theSecret} />
            </Group>
          </Stack>
        )}
      </QueryView>
      <CodeInput value={code} onChange={setCode} hint={strings.codeHint} />
      <Text size="sm" c="dimmed">
        {strings.othersEnd} {strings.programs}
      </Text>
    </Confirm>
  );
}

/** Turns it off by a code. */
export function DisableDialog({ onClose }: Props) {
  const [code, setCode] = useState("");
  return (
    <Confirm
      title={strings.offTitle}
      action={strings.offAction}
      isDestroying
      isReady={code.trim() !== ""}
      run={() => disableFactor(code)}
      onClose={onClose}
    >
      <Text size="sm">{strings.factorOff}</Text>
      <CodeInput value={code} onChange={setCode} hint={strings.codeOrRecovery} />
    </Confirm>
  );
}

/** Makes other recovery codes. */
export function RenewDialog({ onClose }: Props) {
  const [code, setCode] = useState("");
  const [codes, setCodes] = useState<readonly string[]>();
  if (codes) {
    return <RecoveryCodesDialog codes={codes} onClose={onClose} />;
  }
  return (
    <Confirm
      title={strings.renewTitle}
      action={strings.renewAction}
      isReady={code.trim() !== ""}
      staysOpen
      run={async () => setCodes((await renewCodes(code)).recoveryCodes)}
      onClose={onClose}
    >
      <Text size="sm">{strings.renewText}</Text>
      <CodeInput value={code} onChange={setCode} hint={strings.codeHint} />
    </Confirm>
  );
}

function CodeInput({ value, onChange, hint }: { value: string; onChange: (code: string) => void; hint: string }) {
  return (
    <TextInput
      label={strings.code}
      description={hint}
      autoComplete="one-time-code"
      data-autofocus
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function RecoveryCodesDialog({ codes, onClose }: Props & { readonly codes: readonly string[] }) {
  const text = `${codes.join("\n")}\n`;
  return (
    <Modal
      opened
      onClose={onClose}
      title={strings.codesTitle}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Stack>
        <Text size="sm">{strings.codesText}</Text>
        <SimpleGrid cols={2} spacing="xs">
          {codes.map((code) => (
            <Code key={code}>{code}</Code>
          ))}
        </SimpleGrid>
        <Group justify="space-between" gap="sm">
          <Group gap="sm">
            <CopyButton labelled text={text} what={strings.theCodes} />
            <Button variant="default" onClick={() => saveText("recovery-codes.txt", "text/plain", text)}>
              {strings.save}
            </Button>
          </Group>
          <Button onClick={onClose}>{strings.kept}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
