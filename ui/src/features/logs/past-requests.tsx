import { Button, Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Ago } from "../../components/ago";
import { Bytes } from "../../components/bytes";
import { ButtonLink, PageLink } from "../../components/links";
import { type Column, Rows } from "../../components/rows";
import { Empty, NoMatch, QueryView } from "../../components/states";
import { accessLogQuery } from "../settings/api";
import { type LogEvent, type LogFilter, logsQuery } from "./api";
import { Place } from "./place";
import { Status } from "./status";
import { strings } from "./strings";

const columns: readonly Column<LogEvent>[] = [
  {
    name: strings.operation,
    kind: "name",
    cell: ({ requestId, op, method }) => (
      <PageLink to="/logs/$id" params={{ id: requestId }}>
        {op ?? method}
      </PageLink>
    ),
  },
  { name: strings.time, kind: "tight", cell: ({ time }) => <Ago time={time} /> },
  { name: strings.status, kind: "tight", cell: ({ status, errorCode }) => <Status status={status} code={errorCode} /> },
  { name: strings.who, cell: ({ actor }) => actor ?? <Text span inherit c="dimmed">{strings.nobody}</Text> },
  { name: strings.where, cell: ({ bucket, key }) => <Place bucket={bucket} objectKey={key} /> },
  { name: strings.took, kind: "end", cell: ({ durationMs }) => <Took ms={durationMs} /> },
  { name: strings.bytes, kind: "end", cell: ({ bytesIn, bytesOut }) => <Bytes value={bytesIn + bytesOut} /> },
];

const format = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });

/** How long something took, in three digits. */
export function Took({ ms }: { readonly ms: number }) {
  return <data value={ms}>{strings.ms(format.format(ms))}</data>;
}

/** Requests that were kept, the latest first, as far as they are asked for. */
export function PastRequests({ filter, onClear }: { readonly filter: LogFilter; readonly onClear: () => void }) {
  const logs = useInfiniteQuery(logsQuery(filter));
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <QueryView query={logs} action="admin:ListPastRequests">
      {({ pages }) => {
        const events = pages.flatMap((page) => page.events);
        const more = logs.hasNextPage ? () => void logs.fetchNextPage() : undefined;
        if (events.length === 0 && !more) {
          return isFiltered ? <NoMatch onClear={onClear} /> : <NothingKept />;
        }
        return (
          <Stack>
            {events.length > 0 && (
              <Rows
                label={strings.title}
                columns={columns}
                rows={events}
                rowKey={({ requestId, ts }) => `${requestId} ${ts}`}
              />
            )}
            {more && (
              <Group justify="center">
                {/* A page may have few or none, and another follows all the same. */}
                <Button variant="default" loading={logs.isFetchingNextPage} onClick={more}>
                  {pages.at(-1)?.events.length === 0 ? strings.goOn : strings.more}
                </Button>
              </Group>
            )}
          </Stack>
        );
      }}
    </QueryView>
  );
}

function NothingKept() {
  const { data } = useQuery(accessLogQuery);
  return data?.enabled === false ? (
    <Empty
      title={strings.off}
      action={
        <Group gap="sm" justify="center">
          <ButtonLink to="/logs" search={{ show: "refusals" }}>
            {strings.toRefusals}
          </ButtonLink>
          <ButtonLink variant="default" to="/settings/$section" params={{ section: "logging" }}>
            {strings.toSettings}
          </ButtonLink>
        </Group>
      }
    >
      {strings.offText}
    </Empty>
  ) : (
    <Empty title={strings.empty}>{strings.emptyText}</Empty>
  );
}
