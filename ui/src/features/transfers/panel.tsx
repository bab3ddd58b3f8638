import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import type { Snapshot } from "../../transfers/store";
import type { Transfers } from "../../transfers/transfers";
import { ConflictCard } from "./conflict-card";
import { NeedsCard } from "./needs-card";
import { Rows } from "./rows";
import { strings } from "./strings";
import { openCount, overCount } from "./summary";
import classes from "./transfers.module.css";

interface Props {
  readonly snapshot: Snapshot;
  readonly transfers: Transfers;
}

/** All uploads, what is asked about them, and what can be done with all at once. */
export function Panel({ snapshot, transfers }: Props) {
  return (
    <div className={classes.panel}>
      <Tools snapshot={snapshot} transfers={transfers} />
      <Notices snapshot={snapshot} />
      <ConflictCard snapshot={snapshot} transfers={transfers} />
      <NeedsCard snapshot={snapshot} transfers={transfers} />
      {snapshot.uploads.length > 0 && <Rows snapshot={snapshot} transfers={transfers} />}
    </div>
  );
}

function Tools({ snapshot, transfers }: Props) {
  const [isAsking, setAsking] = useState(false);
  const { counts } = snapshot;
  const open = openCount(snapshot);
  const canPause = counts.queued + counts.checking + counts.sending + counts.verifying + counts.waiting > 0;
  if (isAsking && open > 0) {
    return (
      <div className={classes.tools} role="group" aria-label={strings.cancelAllSure(open)}>
        <Text size="sm" fw={600} me="auto">
          {strings.cancelAllSure(open)}
        </Text>
        <Button
          size="compact-sm"
          color="red"
          onClick={() => {
            transfers.cancel();
            setAsking(false);
          }}
        >
          {strings.cancelAll}
        </Button>
        <Button size="compact-sm" variant="default" autoFocus onClick={() => setAsking(false)}>
          {strings.cancelAllNo}
        </Button>
      </div>
    );
  }
  const tool = (label: string, onClick: () => void, isShown: boolean) =>
    isShown && (
      <Button size="compact-sm" variant="subtle" onClick={onClick}>
        {label}
      </Button>
    );
  return (
    <div className={classes.tools}>
      {tool(strings.pauseAll, () => transfers.pause(), canPause)}
      {tool(strings.resumeAll, () => transfers.resume(), counts.paused > 0 && snapshot.hold === undefined)}
      {tool(strings.retryFailed, () => transfers.retry(), counts.failed > 0)}
      {tool(strings.clear, () => transfers.clear(), overCount(snapshot) > 0)}
      {tool(strings.cancelAll, () => setAsking(true), open > 0)}
    </div>
  );
}

function Notices({ snapshot: { taken, isKept, counts } }: Pick<Props, "snapshot">) {
  const lines = [
    taken && taken.doubled > 0 && strings.taken.doubled(taken.doubled),
    taken && taken.strange > 0 && counts["needs-file"] > 0 && strings.needs.strange(taken.strange),
    taken && taken.unreadable > 0 && strings.taken.unread(taken.unreadable),
    taken?.cutBy && strings.taken[taken.cutBy],
    !isKept && strings.notKept,
  ].filter((line) => typeof line === "string");
  return (
    lines.length > 0 && (
      <Group className={classes.card} role="status" gap={4}>
        {lines.map((line) => (
          <Text key={line} size="sm">
            {line}
          </Text>
        ))}
      </Group>
    )
  );
}
