import { Code, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { Refusal } from "../../api/types.gen";
import { Ago } from "../../components/ago";
import { Bytes } from "../../components/bytes";
import { CopyButton } from "../../components/copy-button";
import { Facts } from "../../components/facts";
import { KeyText } from "../../components/key-text";
import { ButtonLink } from "../../components/links";
import { Page } from "../../components/page";
import { Section } from "../../components/section";
import { Empty, Loading, QueryView } from "../../components/states";
import { asProblem } from "../../lib/http/problem";
import { type LogEvent, logEventQuery, refusalQuery } from "./api";
import { Explanation } from "./explanation";
import { Took } from "./past-requests";
import { Status } from "./status";
import { strings } from "./strings";

/** One request: what it was, how it ended, and where it was refused, why. */
export function RequestPage() {
  const { id } = useParams({ from: "/shell/logs/$id" });
  const refusal = useQuery(refusalQuery(id));
  const event = useQuery(logEventQuery(id));
  const failure = refusal.isError ? asProblem(refusal.error) : undefined;
  // Who may not be told why may still see the request itself.
  const isOnlyEvent = failure?.status === 404 || (failure?.isRefused && event.data !== null && !event.isError);
  return (
    <Page
      title={`${strings.one} ${id}`}
      above={{ to: "/logs", name: strings.title }}
      heading={
        <Group gap="xs" wrap="nowrap">
          {strings.one}
          <Text span inherit ff="monospace" fz="md" style={{ overflowWrap: "anywhere" }}>
            {id}
          </Text>
          <CopyButton text={id} what={strings.theId} />
        </Group>
      }
    >
      {!isOnlyEvent ? (
        <QueryView query={refusal} action="admin:Explain">
          {(found) => (
            <Stack gap="lg">
              <Explanation refusal={found} />
              <RefusedRequest refusal={found} event={event.data ?? undefined} />
            </Stack>
          )}
        </QueryView>
      ) : (
        <QueryView query={event} action="admin:ListPastRequests" loading={<Loading rows={3} />}>
          {(found) => (found === null ? <Unknown /> : <PastRequest event={found} />)}
        </QueryView>
      )}
    </Page>
  );
}

function Unknown() {
  return (
    <Empty
      title={strings.unknown}
      action={
        <ButtonLink to="/logs" variant="default">
          {strings.toLogs}
        </ButtonLink>
      }
    >
      {strings.unknownText}
    </Empty>
  );
}

function RefusedRequest({ refusal, event }: { refusal: Refusal; event: LogEvent | undefined }) {
  const { accessKeyID } = refusal;
  return (
    <Section title={strings.request}>
      <Facts
        facts={[
          [strings.time, <Ago key="t" time={refusal.time} />],
          [strings.status, <Status key="s" status={refusal.status} code={refusal.code} />],
          [strings.operation, refusal.operation],
          [strings.method, refusal.method],
          [strings.path, <Code key="p">{event?.path ?? refusal.path}</Code>],
          [strings.bucket, refusal.bucket],
          [strings.key, refusal.key && <KeyText key="k" value={refusal.key} full />],
          [
            strings.accessKey,
            accessKeyID === ""
              ? strings.nobody
              : `${accessKeyID}, ${refusal.accessKeyProved ? strings.proved : strings.notProved}`,
          ],
          [strings.auth, refusal.authMethod === "admin-session" ? strings.byConsole : refusal.authMethod],
          [strings.address, refusal.remoteAddress],
          [strings.took, event && <Took key="d" ms={event.durationMs} />],
        ]}
      />
    </Section>
  );
}

function PastRequest({ event }: { event: LogEvent }) {
  return (
    <Section title={strings.request}>
      <Facts
        facts={[
          [strings.time, <Ago key="t" time={event.time} />],
          [strings.status, <Status key="s" status={event.status} code={event.errorCode} />],
          [strings.port, strings.ports[event.port]],
          [strings.operation, event.op],
          [strings.method, event.method],
          [strings.path, event.path && <Code key="p">{event.path}</Code>],
          [strings.bucket, event.bucket],
          [strings.key, event.key && <KeyText key="k" value={event.key} full />],
          [strings.accessKey, event.actor ?? strings.nobody],
          [strings.auth, event.authMethod],
          [strings.address, event.clientIp],
          [strings.took, <Took key="d" ms={event.durationMs} />],
          [strings.received, <Bytes key="i" value={event.bytesIn} />],
          [strings.sent, <Bytes key="o" value={event.bytesOut} />],
        ]}
      />
    </Section>
  );
}
