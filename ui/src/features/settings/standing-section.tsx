import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Hint } from "../../components/hint";
import { EditIcon } from "../../components/icons";
import { type Column, Rows } from "../../components/rows";
import { Section } from "../../components/section";
import { ActionFailed, QueryView } from "../../components/states";
import { Tag } from "../../components/tag";
import { clearStanding, saveStanding, type Standing, standingQuery, type Standings } from "./api";
import { isChanged } from "./changed";
import { type Field, shown } from "./fields";
import { SettingsForm } from "./settings-form";
import { strings } from "./strings";

interface Props {
  readonly name: Standings;
  readonly title: string;
  readonly text: string;
  readonly fields: readonly Field[];
}

/** A setting of the environment that can be overridden while the server runs: all three, and the form. */
export function StandingSection({ name, title, text, fields }: Props) {
  const client = useQueryClient();
  const standing = useQuery(standingQuery(name));
  return (
    <Section title={title}>
      <Stack>
        <Text size="sm" c="dimmed">
          {text} {strings.wins}
        </Text>
        <QueryView query={standing} action="admin:GetSettings">
          {(found) => (
            <Stack>
              <Rows
                label={title}
                columns={columnsOf(found)}
                rows={fields}
                rowKey={(field) => field.name}
              />
              <SettingsForm
                fields={fields}
                values={found.effective}
                fresh={async () => (await client.query({ ...standingQuery(name), staleTime: 0 })).effective}
                save={(values) => saveStanding(name, values)}
                more={found.override !== null && <Clear name={name} />}
              />
            </Stack>
          )}
        </QueryView>
      </Stack>
    </Section>
  );
}

function columnsOf(standing: Standing): readonly Column<Field>[] {
  const { env, override, effective } = standing;
  return [
    {
      name: strings.setting,
      kind: "name",
      cell: (field) => (
        <Hint label={field.env ?? field.label}>
          <span>{field.label}</span>
        </Hint>
      ),
    },
    { name: strings.env, cell: ({ name }) => shown(env[name]) },
    { name: strings.override, cell: ({ name }) => (override === null ? strings.notSaved : shown(override[name])) },
    {
      name: strings.effective,
      cell: (field) => (
        <Group gap="xs">
          <strong>{shown(effective[field.name])}</strong>
          {isChanged(standing, field) && (
            <Tag tone="busy" icon={EditIcon}>
              {strings.changed}
            </Tag>
          )}
        </Group>
      ),
    },
  ];
}

function Clear({ name }: { name: Standings }) {
  const client = useQueryClient();
  const clearing = useMutation({
    mutationFn: () => clearStanding(name),
    onSuccess: () => client.invalidateQueries({ queryKey: ["config"] }),
  });
  return (
    <>
      <Button variant="default" title={strings.clearHint} loading={clearing.isPending} onClick={() => clearing.mutate()}>
        {strings.clear}
      </Button>
      {clearing.isError && <ActionFailed error={clearing.error} />}
    </>
  );
}
