import { ActionIcon, Button, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { CrossIcon } from "../../components/icons";
import { ActionFailed } from "../../components/states";
import classes from "./objects.module.css";
import { strings } from "./strings";

/** What came of something, and the way back where there is one. */
export type Notice =
  | { readonly text: string; readonly undo?: () => Promise<Notice> }
  | { readonly error: unknown };

const SHOWN_MS = 12_000;

/** Shows it until it is dismissed, or for a while where it is good news. */
export function NoticeBar({
  notice,
  onChange,
}: {
  readonly notice: Notice;
  readonly onChange: (notice: Notice | undefined) => void;
}) {
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    if ("error" in notice || isBusy) {
      return;
    }
    const timer = setTimeout(() => onChange(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice, isBusy, onChange]);
  const dismiss = (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={strings.dismiss}
      onClick={() => onChange(undefined)}
    >
      <CrossIcon size={16} />
    </ActionIcon>
  );
  if ("error" in notice) {
    return (
      <ActionFailed error={notice.error}>
        <Button mt="xs" size="compact-sm" variant="default" onClick={() => onChange(undefined)}>
          {strings.dismiss}
        </Button>
      </ActionFailed>
    );
  }
  const { undo } = notice;
  return (
    <div className={classes.notice} role="status">
      <Text span size="sm">
        {notice.text}
      </Text>
      {undo && (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={isBusy}
          onClick={() => {
            setBusy(true);
            undo()
              .then(onChange, (error: unknown) => onChange({ error }))
              .finally(() => setBusy(false));
          }}
        >
          {strings.undo}
        </Button>
      )}
      <span className={classes.spacer} />
      {dismiss}
    </div>
  );
}
