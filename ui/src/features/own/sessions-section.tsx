import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Ago } from "../../components/ago";
import { Confirm } from "../../components/confirm";
import { Hint } from "../../components/hint";
import { KeyText } from "../../components/key-text";
import { type Column, Rows } from "../../components/rows";
import { Section } from "../../components/section";
import { Tag } from "../../components/tag";
import { ActionFailed, QueryView } from "../../components/states";
import { signedOut } from "../../lib/http/session";
import { endAllSessions, endSession, type OwnSession, sessionsQuery } from "./api";
import { strings } from "./strings";
import { shortAgent } from "./user-agent";

/** Where one is signed in, and ending that. */
export function SessionsSection() {
  const sessions = useQuery(sessionsQuery);
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const ending = useMutation({
    mutationFn: ({ id }: OwnSession) => endSession(id),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  const columns: readonly Column<OwnSession>[] = [
    {
      name: strings.browser,
      kind: "name",
      cell: ({ userAgent, current }) => (
        <Group gap="xs">
          <Hint label={userAgent}>
            <span>{shortAgent(userAgent)}</span>
          </Hint>
          {current && <Tag tone="busy">{strings.this}</Tag>}
        </Group>
      ),
    },
    { name: strings.address, cell: ({ address }) => address },
    { name: strings.key, cell: ({ accessKeyID }) => <KeyText value={accessKeyID} /> },
    { name: strings.begun, cell: ({ createdAt }) => <Ago time={createdAt} /> },
    { name: strings.lastSeen, cell: ({ lastSeenAt }) => <Ago time={lastSeenAt} /> },
    { name: strings.ends, cell: ({ endsAt }) => <Ago time={endsAt} /> },
    {
      name: strings.actions,
      kind: "corner",
      cell: (session) =>
        session.current ? null : (
          <Button
            variant="default"
            size="xs"
            aria-label={strings.endOf(session.address)}
            onClick={() => ending.mutate(session)}
          >
            {strings.end}
          </Button>
        ),
    },
  ];
  return (
    <Section
      title={strings.sessions}
      aside={
        <Button variant="default" size="xs" onClick={() => setAsking(true)}>
          {strings.endAll}
        </Button>
      }
    >
      <Text size="sm" c="dimmed" mb="sm">
        {strings.sessionsText}
      </Text>
      {ending.isError && <ActionFailed error={ending.error} />}
      <QueryView query={sessions} action="admin:SignIn">
        {(found) => (
          <Rows label={strings.sessions} columns={columns} rows={found.sessions} rowKey={({ id }) => id} />
        )}
      </QueryView>
      {isAsking && (
        <Confirm
          title={strings.endAllTitle}
          action={strings.endAllAction}
          isDestroying
          run={endAllSessions}
          onDone={signedOut}
          onClose={() => setAsking(false)}
        >
          <Text size="sm">{strings.endAllText}</Text>
        </Confirm>
      )}
    </Section>
  );
}
