import { Checkbox, Text } from "@mantine/core";
import { useState } from "react";
import type { QuarantinedRow } from "../../api/types.gen";
import { Ago } from "../../components/ago";
import { Bytes } from "../../components/bytes";
import { Confirm } from "../../components/confirm";
import { Facts } from "../../components/facts";
import { formatCount } from "../../lib/format/bytes";
import { deleteRow, type Emptied, emptyQuarantine } from "./api";
import { PlaceName } from "./place";
import { strings } from "./strings";

interface RowProps {
  readonly row: QuarantinedRow;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks before one record is deleted: its number is typed. */
export function DeleteRowDialog({ row, onDone, onClose }: RowProps) {
  const [isUnreadableToo, setUnreadableToo] = useState(false);
  return (
    <Confirm
      title={strings.deleteTitle}
      action={strings.deleteAction}
      isDestroying
      typed={String(row.number)}
      isReady={row.readable || isUnreadableToo}
      run={() => deleteRow(row.number, isUnreadableToo)}
      onDone={onDone}
      onClose={onClose}
    >
      <Facts
        facts={[
          [strings.row, <PlaceName key="r" place={row} full isGone />],
          [strings.number, row.number],
          [strings.why, row.kind === "" ? row.detail : `${row.kind}: ${row.detail}`],
          [strings.moved, row.movedAt && <Ago key="m" time={row.movedAt} />],
          [strings.size, row.bytes !== undefined && <Bytes key="b" value={row.bytes} />],
        ]}
      />
      <Text size="sm">{strings.deleteText}</Text>
      {row.layout !== undefined && <Text size="sm">{strings.layoutText}</Text>}
      {!row.readable && (
        <Checkbox
          label={strings.unreadableToo}
          description={strings.unreadableTooHint}
          checked={isUnreadableToo}
          onChange={(event) => setUnreadableToo(event.currentTarget.checked)}
        />
      )}
    </Confirm>
  );
}

interface EmptyProps {
  readonly onDone: (emptied: Emptied) => void;
  /** Also when it failed on the way: some are gone by then. */
  readonly onSettled: () => void;
  readonly onClose: () => void;
}

/** Asks before all of it is deleted: that is typed in words. */
export function EmptyDialog({ onDone, onSettled, onClose }: EmptyProps) {
  const [isUnreadableToo, setUnreadableToo] = useState(false);
  const [deleted, setDeleted] = useState(0);
  return (
    <Confirm
      title={strings.emptyTitle}
      action={strings.deleteAction}
      isDestroying
      typed={strings.emptyTyped}
      run={async () => {
        setDeleted(0);
        try {
          onDone(await emptyQuarantine(isUnreadableToo, setDeleted));
        } finally {
          onSettled();
        }
      }}
      onClose={onClose}
    >
      <Text size="sm">{strings.emptyText}</Text>
      <Checkbox
        label={strings.emptyUnreadable}
        description={strings.emptyUnreadableHint}
        checked={isUnreadableToo}
        onChange={(event) => setUnreadableToo(event.currentTarget.checked)}
      />
      {deleted > 0 && (
        <Text size="sm" role="status">
          {strings.emptied(formatCount(deleted))}
        </Text>
      )}
    </Confirm>
  );
}
