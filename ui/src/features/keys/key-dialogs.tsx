import { Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { AccessKey, IssuedKey } from "../../api/types.gen";
import { Confirm } from "../../components/confirm";
import type { KeyCalls } from "./api";
import { strings } from "./strings";
import { endOf, type Term, TermSelect } from "./term";

interface Props {
  readonly calls: KeyCalls;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

interface OfKey extends Props {
  readonly accessKey: AccessKey;
}

type Issues = Props & { readonly onIssued: (issued: IssuedKey) => void };

/** Makes one more key. */
export function NewKeyDialog({ calls, onClose, onChanged, onIssued }: Issues) {
  const [term, setTerm] = useState<Term>(calls.canWiden ? "90" : "none");
  return (
    <Confirm
      title={strings.newKey}
      action={strings.create}
      onClose={onClose}
      onDone={onChanged}
      run={async () => {
        const expiresAt = endOf(term, Date.now());
        onIssued(await calls.create(expiresAt === undefined ? {} : { expiresAt }));
      }}
    >
      <TermSelect
        value={term}
        onChange={setTerm}
        none={calls.canWiden ? strings.terms.never : strings.terms.asHere}
      />
    </Confirm>
  );
}

const graces = ["0", "1", "24", "168", "720"] as const;
const HOUR_SECONDS = 3_600;

/** Makes a key in place of one, which works on for a while. */
export function RotateDialog({ calls, accessKey, onClose, onChanged, onIssued }: OfKey & Issues) {
  const [grace, setGrace] = useState<(typeof graces)[number]>("24");
  return (
    <Confirm
      title={strings.rotateTitle}
      action={strings.rotateAction}
      onClose={onClose}
      onDone={onChanged}
      run={async () => onIssued(await calls.rotate(accessKey.accessKeyID, Number(grace) * HOUR_SECONDS))}
    >
      <Text size="sm">{strings.rotateText}</Text>
      <Select
        label={strings.grace}
        data={graces.map((value) => ({ value, label: strings.hours[value] }))}
        value={grace}
        onChange={(chosen) => setGrace((chosen ?? "24"))}
        allowDeselect={false}
      />
    </Confirm>
  );
}

/** Says until when a key may be used. */
export function EndDialog({ calls, accessKey, onClose, onChanged }: OfKey) {
  const [term, setTerm] = useState<Term>("30");
  return (
    <Confirm
      title={strings.endTitle}
      action={strings.save}
      onClose={onClose}
      onDone={onChanged}
      run={() => calls.change(accessKey.accessKeyID, { expiresAt: endOf(term, Date.now()) ?? "never" })}
    >
      {!calls.canWiden && <Text size="sm">{strings.ownEndText}</Text>}
      <TermSelect value={term} onChange={setTerm} none={calls.canWiden ? strings.terms.never : undefined} />
    </Confirm>
  );
}

/** Asks before a key stops working. */
export function DisableDialog({ calls, accessKey, onClose, onChanged }: OfKey) {
  return (
    <Confirm
      title={strings.disableTitle}
      action={strings.disableAction}
      isDestroying
      onClose={onClose}
      onDone={onChanged}
      run={() => calls.change(accessKey.accessKeyID, { enabled: false })}
    >
      <About accessKey={accessKey} text={calls.canWiden ? strings.disableText : strings.disableOwnText} />
    </Confirm>
  );
}

/** Asks before a key goes for good. */
export function RemoveDialog({ calls, accessKey, onClose, onChanged }: OfKey) {
  return (
    <Confirm
      title={strings.removeTitle}
      action={strings.removeAction}
      isDestroying
      onClose={onClose}
      onDone={onChanged}
      run={() => calls.remove(accessKey.accessKeyID)}
    >
      <About accessKey={accessKey} text={strings.removeText} />
    </Confirm>
  );
}

/** Asks before a key gets another secret at once. */
export function ReplaceDialog({ calls, accessKey, onClose, onChanged, onIssued }: OfKey & Issues) {
  return (
    <Confirm
      title={strings.replaceTitle}
      action={strings.replaceAction}
      isDestroying
      onClose={onClose}
      onDone={onChanged}
      run={async () => {
        const issued = await calls.replaceSecret?.(accessKey.accessKeyID);
        if (issued) {
          onIssued(issued);
        }
      }}
    >
      <About accessKey={accessKey} text={strings.replaceText} />
    </Confirm>
  );
}

function About({ accessKey, text }: { accessKey: AccessKey; text: string }) {
  return (
    <Stack gap="xs">
      <Text fw={600} ff="monospace">
        {accessKey.accessKeyID}
      </Text>
      <Text size="sm">{text}</Text>
    </Stack>
  );
}
