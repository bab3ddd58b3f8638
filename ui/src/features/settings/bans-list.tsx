import { Button, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Ban } from "../../api/types.gen";
import { Ago } from "../../components/ago";
import { type Column, Rows } from "../../components/rows";
import { Section } from "../../components/section";
import { ActionFailed, QueryView } from "../../components/states";
import { bansQuery, liftBan } from "./api";
import { strings } from "./strings";

/** Who is banned just now. */
export function BansList() {
  const bans = useQuery(bansQuery);
  const client = useQueryClient();
  const lifting = useMutation({
    mutationFn: ({ source }: Ban) => liftBan(source),
    onSettled: () => client.invalidateQueries({ queryKey: bansQuery.queryKey }),
  });
  const columns: readonly Column<Ban>[] = [
    { name: strings.source, kind: "name", cell: ({ source }) => source },
    { name: strings.until, cell: ({ until }) => <Ago time={until} /> },
    {
      name: strings.actions,
      kind: "corner",
      cell: (ban) => (
        <Button variant="default" size="xs" aria-label={strings.liftOf(ban.source)} onClick={() => lifting.mutate(ban)}>
          {strings.lift}
        </Button>
      ),
    },
  ];
  return (
    <Section title={strings.banned}>
      {lifting.isError && <ActionFailed error={lifting.error} />}
      <QueryView query={bans} action="admin:GetSettings">
        {({ bans: found }) =>
          found.length === 0 ? (
            <Text size="sm" c="dimmed">
              {strings.nobody}
            </Text>
          ) : (
            <Rows label={strings.banned} columns={columns} rows={found} rowKey={({ source }) => source} />
          )
        }
      </QueryView>
    </Section>
  );
}
