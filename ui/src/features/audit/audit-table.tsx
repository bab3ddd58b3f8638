import { ActionIcon, Code, Drawer, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { AuditEvent } from "../../api/types.gen";
import { Ago } from "../../components/ago";
import { CopyButton } from "../../components/copy-button";
import { Facts } from "../../components/facts";
import { ChevronIcon } from "../../components/icons";
import { KeyText } from "../../components/key-text";
import { PageLink } from "../../components/links";
import { type Column, Rows } from "../../components/rows";
import { TextDiff } from "../../components/text-diff";
import { strings as shared } from "../../components/strings";
import { pretty } from "./pretty";
import { strings } from "./strings";

/** Records of the audit log; each opens to what changed. */
export function AuditTable({ events }: { readonly events: readonly AuditEvent[] }) {
  const [open, setOpen] = useState<AuditEvent>();
  const columns: readonly Column<AuditEvent>[] = [
    { name: strings.action, kind: "name", cell: ({ action }) => <span style={{ whiteSpace: "nowrap" }}>{action}</span> },
    { name: strings.target, cell: ({ target }) => <KeyText value={target} /> },
    { name: strings.who, cell: (event) => <Actor event={event} /> },
    { name: strings.time, kind: "tight", cell: ({ time }) => <Ago time={time} /> },
    { name: strings.result, cell: ({ result }) => result },
    {
      name: strings.details,
      kind: "corner",
      cell: (event) => (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={strings.show(event.action, event.target)}
          onClick={() => setOpen(event)}
        >
          <ChevronIcon />
        </ActionIcon>
      ),
    },
  ];
  return (
    <>
      <Rows label={strings.title} columns={columns} rows={events} rowKey={({ id }) => id} />
      {open && (
        <Drawer opened onClose={() => setOpen(undefined)} position="right" size="lg" title={open.action}>
          <Details event={open} />
        </Drawer>
      )}
    </>
  );
}

function Actor({ event: { actor, actorID } }: { event: AuditEvent }) {
  if (actorID === "") {
    return (
      <Text span inherit c="dimmed">
        {actor === "system" ? strings.system : actor}
      </Text>
    );
  }
  return (
    <PageLink to="/users/$id" params={{ id: actorID }}>
      {actor}
    </PageLink>
  );
}

function Details({ event }: { event: AuditEvent }) {
  const { before, after, requestId, address, accessKeyID } = event;
  return (
    <Stack>
      <Facts
        facts={[
          [strings.target, <KeyText key="t" value={event.target} full />],
          [strings.who, <Actor key="w" event={event} />],
          [strings.accessKey, accessKeyID && <KeyText key="k" value={accessKeyID} />],
          [strings.address, address],
          [strings.time, <Ago key="i" time={event.time} />],
          [strings.result, event.result],
          [
            strings.requestId,
            requestId && (
              <Group key="r" gap={4} wrap="nowrap">
                <Code>{requestId}</Code>
                <CopyButton text={requestId} what={shared.theRequestId} />
              </Group>
            ),
          ],
          [strings.record, <Code key="d">{event.id}</Code>],
        ]}
      />
      <div>
        <Text fw={600} mb={4}>
          {strings.change}
        </Text>
        {before === "" && after === "" ? (
          <Text size="sm" c="dimmed">
            {strings.noChange}
          </Text>
        ) : (
          <TextDiff before={pretty(before)} after={pretty(after)} />
        )}
      </div>
    </Stack>
  );
}
