import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, type SubmitEvent, useState } from "react";
import classes from "./confirm.module.css";
import { ActionFailed } from "./states";
import { strings } from "./strings";

interface Props {
  readonly title: string;
  /** What happens then, to what, and whether it can be undone. */
  readonly children: ReactNode;
  /** What the button says: what is done, never "OK". */
  readonly action: string;
  readonly isDestroying?: boolean;
  /** What has to be typed first, where much would be lost. */
  readonly typed?: string;
  /** Whether what it takes has been said. */
  readonly isReady?: boolean;
  /** Whether it is left open when it is done, for what its owner shows then. */
  readonly staysOpen?: boolean;
  readonly size?: string;
  readonly run: () => Promise<unknown>;
  readonly onDone?: () => void;
  readonly onClose: () => void;
}

/** Asks before something is done, and tells here when it fails. It is there while it is rendered. */
export function Confirm(props: Props) {
  const { title, children, action, isDestroying = false, typed, isReady = true, staysOpen = false } = props;
  const { size = "md", run, onDone, onClose } = props;
  const [said, setSaid] = useState("");
  const doing = useMutation({
    mutationFn: run,
    onSuccess: () => {
      if (!staysOpen) {
        onClose();
      }
      onDone?.();
    },
  });
  // What it brings may be shown once, as a secret is: whoever closed it meanwhile would never see it.
  const close = () => {
    if (!doing.isPending) {
      onClose();
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    doing.mutate();
  };
  return (
    <Modal opened onClose={close} title={title} size={size}>
      <form onSubmit={submit}>
        <Stack>
          {children}
          {typed !== undefined && (
            <TextInput
              label={strings.typeToConfirm(typed)}
              data-autofocus
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={said}
              onChange={(event) => setSaid(event.currentTarget.value)}
            />
          )}
          {/* What failed is told where the buttons are: both are seen however far the form is scrolled. */}
          <Stack className={classes.foot ?? ""}>
            {doing.isError && <ActionFailed error={doing.error} />}
            <Group justify="flex-end" gap="sm">
              <Button variant="default" disabled={doing.isPending} onClick={close}>
                {strings.cancel}
              </Button>
              <Button
                type="submit"
                loading={doing.isPending}
                disabled={!isReady || (typed !== undefined && said !== typed)}
                {...(isDestroying ? { color: "red" } : {})}
              >
                {action}
              </Button>
            </Group>
          </Stack>
        </Stack>
      </form>
    </Modal>
  );
}
