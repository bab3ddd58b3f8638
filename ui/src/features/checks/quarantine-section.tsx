import { ActionIcon, Button, Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { QuarantinedRow } from "../../api/types.gen";
import { Ago } from "../../components/ago";
import { Bytes } from "../../components/bytes";
import { TrashIcon, WarningIcon } from "../../components/icons";
import { type Column, Rows } from "../../components/rows";
import { Section } from "../../components/section";
import { QueryView } from "../../components/states";
import { Tag } from "../../components/tag";
import { formatCount } from "../../lib/format/bytes";
import { type Emptied, quarantineQuery } from "./api";
import { DeleteRowDialog, EmptyDialog } from "./quarantine-dialogs";
import { placeText, PlaceName } from "./place";
import { strings } from "./strings";

/** What repairs moved out of the way, and the end of it. */
export function QuarantineSection({ mayDelete }: { readonly mayDelete: boolean }) {
  const quarantine = useInfiniteQuery(quarantineQuery);
  const client = useQueryClient();
  const [deleting, setDeleting] = useState<QuarantinedRow | "all">();
  const [emptied, setEmptied] = useState<Emptied>();
  const rows = quarantine.data?.pages.flatMap(({ items }) => items) ?? [];
  const isEmpty = rows.length === 0 && !quarantine.hasNextPage;
  const close = () => setDeleting(undefined);
  const refresh = () => void client.invalidateQueries({ queryKey: quarantineQuery.queryKey });
  return (
    <Section
      title={strings.quarantine}
      aside={
        mayDelete && !isEmpty ? (
          <Button color="red" variant="light" size="xs" onClick={() => setDeleting("all")}>
            {strings.empty}
          </Button>
        ) : undefined
      }
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {strings.quarantineText}
        </Text>
        {emptied && (
          <Text size="sm" role="status">
            {strings.emptied(formatCount(emptied.deleted))}
            {emptied.left > 0 && ` ${strings.leftBehind(formatCount(emptied.left))}`}
          </Text>
        )}
        <QueryView query={quarantine} action="admin:GetSettings">
          {() =>
            isEmpty ? (
              <Text size="sm">{strings.nothing}</Text>
            ) : (
              <Stack>
                <Rows
                  label={strings.quarantine}
                  columns={columnsOf(mayDelete ? setDeleting : undefined)}
                  rows={rows}
                  rowKey={({ number }) => String(number)}
                />
                {quarantine.hasNextPage && (
                  <Group justify="center">
                    <Button
                      variant="default"
                      loading={quarantine.isFetchingNextPage}
                      onClick={() => void quarantine.fetchNextPage()}
                    >
                      {strings.older}
                    </Button>
                  </Group>
                )}
              </Stack>
            )
          }
        </QueryView>
      </Stack>
      {deleting === "all" && <EmptyDialog onDone={setEmptied} onSettled={refresh} onClose={close} />}
      {deleting !== undefined && deleting !== "all" && (
        <DeleteRowDialog row={deleting} onDone={refresh} onClose={close} />
      )}
    </Section>
  );
}

function columnsOf(onDelete: ((row: QuarantinedRow) => void) | undefined): readonly Column<QuarantinedRow>[] {
  return [
    { name: strings.row, kind: "name", cell: (row) => <PlaceName place={row} isGone /> },
    {
      name: strings.why,
      kind: "wrap",
      cell: ({ kind, detail, readable }) => (
        <Group component="span" gap={6} style={{ display: "inline-flex" }}>
          <span>{kind === "" ? detail : `${kind}: ${detail}`}</span>
          {!readable && (
            <Tag tone="warn" icon={WarningIcon}>
              {strings.unreadable}
            </Tag>
          )}
        </Group>
      ),
    },
    { name: strings.moved, kind: "tight", cell: ({ movedAt }) => movedAt && <Ago time={movedAt} /> },
    { name: strings.size, kind: "end", cell: ({ bytes }) => bytes !== undefined && <Bytes value={bytes} /> },
    ...(onDelete === undefined
      ? []
      : [
          {
            name: strings.actions,
            kind: "corner" as const,
            cell: (row: QuarantinedRow) => (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={strings.deleteOf(placeText(row))}
                onClick={() => onDelete(row)}
              >
                <TrashIcon size={16} />
              </ActionIcon>
            ),
          },
        ]),
  ];
}
