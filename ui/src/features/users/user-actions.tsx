import { Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ActionsMenu } from "../../components/actions-menu";
import { Confirm } from "../../components/confirm";
import { ClockIcon, EditIcon, LeaveIcon, LockIcon, TrashIcon } from "../../components/icons";
import { ActionFailed } from "../../components/states";
import { changeUser, endSessions, nameOf, refreshUsers, removeSecondFactor, removeUser, type User } from "./api";
import { strings } from "./strings";

type Open = "rename" | "disable" | "signOut" | "dropFactor" | "remove";

/** What can be done with a user as a whole. */
export function UserActions({ user }: { readonly user: User }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const changed = () => void refreshUsers(client);
  const enabling = useMutation({
    mutationFn: () => changeUser(user.id, { enabled: true }),
    onSettled: changed,
  });
  const ask = (dialog: Open) => () => setOpen(dialog);
  const name = nameOf(user);
  return (
    <Stack gap="xs" align="flex-end">
      <ActionsMenu
        label={strings.actionsOf(name)}
        actions={[
          { label: strings.rename, icon: EditIcon, onChosen: ask("rename") },
          user.enabled
            ? { label: strings.disable, icon: LockIcon, onChosen: ask("disable") }
            : {
                label: strings.enable,
                icon: LockIcon,
                onChosen: () => enabling.mutate(),
              },
          { label: strings.signOut, icon: LeaveIcon, onChosen: ask("signOut") },
          { label: strings.dropFactor, icon: ClockIcon, onChosen: ask("dropFactor") },
          { label: strings.remove, icon: TrashIcon, isDestroying: true, onChosen: ask("remove") },
        ]}
      />
      {enabling.isError && <ActionFailed error={enabling.error} />}
      {open === "rename" && <Rename user={user} onClose={close} onDone={changed} />}
      {open === "disable" && (
        <Confirm
          title={strings.disableTitle}
          action={strings.disableAction}
          isDestroying
          run={() => changeUser(user.id, { enabled: false })}
          onDone={changed}
          onClose={close}
        >
          <About name={name} text={strings.disableText} />
        </Confirm>
      )}
      {open === "signOut" && (
        <Confirm title={strings.signOutTitle} action={strings.signOutAction} run={() => endSessions(user.id)} onClose={close}>
          <About name={name} text={strings.signOutText} />
        </Confirm>
      )}
      {open === "dropFactor" && (
        <Confirm
          title={strings.dropFactorTitle}
          action={strings.dropFactorAction}
          isDestroying
          run={() => removeSecondFactor(user.id)}
          onClose={close}
        >
          <About name={name} text={strings.dropFactorText} />
        </Confirm>
      )}
      {open === "remove" && (
        <Confirm
          title={strings.removeTitle}
          action={strings.removeAction}
          isDestroying
          typed={name}
          run={() => removeUser(user.id)}
          onDone={() => {
            client.removeQueries({ queryKey: ["users", "one"] });
            void navigate({ to: "/users" });
            changed();
          }}
          onClose={close}
        >
          <About name={name} text={strings.removeText} />
        </Confirm>
      )}
    </Stack>
  );
}

function Rename({ user, onClose, onDone }: { user: User; onClose: () => void; onDone: () => void }) {
  const [name, setName] = useState(user.name ?? "");
  return (
    <Confirm
      title={strings.renameTitle}
      action={strings.renameAction}
      isReady={name.trim() !== ""}
      run={() => changeUser(user.id, { name: name.trim() })}
      onDone={onDone}
      onClose={onClose}
    >
      <TextInput
        label={strings.name}
        autoComplete="off"
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </Confirm>
  );
}

function About({ name, text }: { name: string; text: string }) {
  return (
    <>
      <Text fw={600} style={{ overflowWrap: "anywhere" }}>
        {name}
      </Text>
      <Text size="sm">{text}</Text>
    </>
  );
}
