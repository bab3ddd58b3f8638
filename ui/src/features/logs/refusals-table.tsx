import { Box, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Refusal } from "../../api/types.gen";
import { Ago } from "../../components/ago";
import { KeyText } from "../../components/key-text";
import { PageLink } from "../../components/links";
import { type Column, Rows } from "../../components/rows";
import { Empty, QueryView } from "../../components/states";
import { refusalsQuery } from "./api";
import { Place } from "./place";
import { nameOfUser } from "./user";
import { Status } from "./status";
import { strings } from "./strings";

const columns: readonly Column<Refusal>[] = [
  {
    name: strings.operation,
    kind: "name",
    cell: ({ requestId, operation, method }) => (
      <PageLink to="/logs/$id" params={{ id: requestId }}>
        {operation === "" ? method : operation}
      </PageLink>
    ),
  },
  { name: strings.time, kind: "tight", cell: ({ time }) => <Ago time={time} /> },
  { name: strings.status, kind: "tight", cell: ({ status, code }) => <Status status={status} code={code} /> },
  {
    name: strings.who,
    kind: "tight",
    cell: ({ accessKeyID, accessKeyProved, because }) =>
      accessKeyID === "" ? (
        <Text span inherit c="dimmed">
          {strings.nobody}
        </Text>
      ) : (
        <KeyText value={(accessKeyProved && nameOfUser(because.user)) || accessKeyID} />
      ),
  },
  {
    name: strings.where,
    // Why it was refused needs the room more.
    cell: ({ bucket, key }) => (
      <Box component="span" display="inline-flex" maw="12rem">
        <Place bucket={bucket} objectKey={key} />
      </Box>
    ),
  },
  { name: strings.reason, kind: "wrap", cell: ({ because }) => <Reason because={because} /> },
];

/** Why, and below it what did it or what would allow it: that alone reads as if it had been allowed. */
function Reason({ because: { reason, missing, decided_by: decidedBy } }: Pick<Refusal, "because">) {
  const more = missing === undefined ? decidedBy : strings.wouldAllow(missing);
  return (
    <div>
      {reason}
      {more !== undefined && (
        <Text size="sm" c="dimmed">
          {more}
        </Text>
      )}
    </div>
  );
}

/** The requests that this server refused lately, the latest first. */
export function RefusalsTable() {
  const refusals = useQuery(refusalsQuery);
  return (
    <QueryView query={refusals} action="admin:Explain">
      {({ refusals: found }) =>
        found.length === 0 ? (
          <Empty title={strings.noRefusals}>{strings.noRefusalsText}</Empty>
        ) : (
          <Rows label={strings.shows.refusals} columns={columns} rows={found} rowKey={({ requestId }) => requestId} />
        )
      }
    </QueryView>
  );
}
