import { Button, Group } from "@mantine/core";
import { useState } from "react";
import type { AccessKey, IssuedKey } from "../../api/types.gen";
import { ActionsMenu, type MenuAction } from "../../components/actions-menu";
import { Ago } from "../../components/ago";
import { CopyButton } from "../../components/copy-button";
import { ClockIcon, CheckIcon, CrossIcon, EditIcon, KeyIcon, LockIcon, PlusIcon, ReloadIcon, TrashIcon } from "../../components/icons";
import { KeyText } from "../../components/key-text";
import { type Column, Rows } from "../../components/rows";
import { Section } from "../../components/section";
import { Tag } from "../../components/tag";
import { ActionFailed, Empty } from "../../components/states";
import { useNow } from "../../lib/use-now";
import type { KeyCalls } from "./api";
import { IssuedKeyDialog } from "./issued-key";
import { DisableDialog, EndDialog, NewKeyDialog, RemoveDialog, ReplaceDialog, RotateDialog } from "./key-dialogs";
import { strings } from "./strings";

const dialogs = {
  rotate: RotateDialog,
  end: EndDialog,
  disable: DisableDialog,
  remove: RemoveDialog,
  replace: ReplaceDialog,
} as const;

interface Props {
  readonly keys: readonly AccessKey[];
  readonly calls: KeyCalls;
  readonly onChanged: () => void;
}

/** The access keys of somebody, and what can be done with them. */
export function KeysSection({ keys, calls, onChanged }: Props) {
  const [open, setOpen] = useState<{ dialog: keyof typeof dialogs; key: AccessKey }>();
  const [isNew, setNew] = useState(false);
  const [issued, setIssued] = useState<IssuedKey>();
  const [failure, setFailure] = useState<unknown>();
  const Dialog = open && dialogs[open.dialog];
  const common = { calls, onChanged, onIssued: setIssued };
  const enable = ({ accessKeyID }: AccessKey) => {
    setFailure(undefined);
    calls.change(accessKeyID, { enabled: true }).then(onChanged, setFailure);
  };
  const columns: readonly Column<AccessKey>[] = [
    {
      name: strings.key,
      kind: "name",
      cell: ({ accessKeyID }) => (
        <Group gap={4} wrap="nowrap">
          <KeyText value={accessKeyID} />
          <CopyButton text={accessKeyID} what={strings.theKey} />
        </Group>
      ),
    },
    { name: strings.state, cell: (key) => <KeyState accessKey={key} /> },
    {
      name: strings.lastUsed,
      cell: ({ lastUsedAt }) => (lastUsedAt === undefined ? strings.neverUsed : <Ago time={lastUsedAt} />),
    },
    { name: strings.created, cell: ({ createdAt }) => <Ago time={createdAt} /> },
    {
      name: strings.ends,
      cell: ({ expiresAt }) => (expiresAt === undefined ? strings.never : <Ago time={expiresAt} />),
    },
    {
      name: strings.actions,
      kind: "corner",
      cell: (key) => (
        <ActionsMenu
          label={strings.actionsOf(key.accessKeyID)}
          actions={actionsOf(key, calls, (dialog) => setOpen({ dialog, key }), () => enable(key))}
        />
      ),
    },
  ];
  const newKey = (
    <Button size="xs" leftSection={<PlusIcon size={16} />} onClick={() => setNew(true)}>
      {strings.newKey}
    </Button>
  );
  return (
    <Section title={strings.keys} aside={newKey}>
      {failure !== undefined && <ActionFailed error={failure} />}
      {keys.length === 0 ? (
        <Empty title={strings.noKeys}>{strings.noKeysText}</Empty>
      ) : (
        <Rows label={strings.keys} columns={columns} rows={keys} rowKey={({ accessKeyID }) => accessKeyID} />
      )}
      {Dialog && <Dialog {...common} accessKey={open.key} onClose={() => setOpen(undefined)} />}
      {isNew && <NewKeyDialog {...common} onClose={() => setNew(false)} />}
      {issued && <IssuedKeyDialog issued={issued} onClose={() => setIssued(undefined)} />}
    </Section>
  );
}

function actionsOf(
  { enabled }: AccessKey,
  calls: KeyCalls,
  ask: (dialog: keyof typeof dialogs) => void,
  enable: () => void,
): MenuAction[] {
  return [
    { label: strings.rotate, icon: ReloadIcon, onChosen: () => ask("rotate") },
    { label: calls.canWiden ? strings.changeEnd : strings.shorten, icon: ClockIcon, onChosen: () => ask("end") },
    ...(calls.replaceSecret
      ? [{ label: strings.replace, icon: EditIcon, onChosen: () => ask("replace") }]
      : []),
    ...(enabled
      ? [{ label: strings.disable, icon: LockIcon, onChosen: () => ask("disable") }]
      : calls.canWiden
        ? [{ label: strings.enable, icon: KeyIcon, onChosen: enable }]
        : []),
    { label: strings.remove, icon: TrashIcon, isDestroying: true, onChosen: () => ask("remove") },
  ];
}

/** Whether a key works now, by word and sign. */
export function KeyState({ accessKey: { enabled, expiresAt } }: { readonly accessKey: AccessKey }) {
  const now = useNow();
  if (!enabled) {
    return (
      <Tag tone="quiet" icon={CrossIcon}>
        {strings.disabled}
      </Tag>
    );
  }
  if (expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime()) {
    return (
      <Tag tone="warn" icon={ClockIcon}>
        {strings.ended}
      </Tag>
    );
  }
  return (
    <Tag tone="good" icon={CheckIcon}>
      {strings.active}
    </Tag>
  );
}
