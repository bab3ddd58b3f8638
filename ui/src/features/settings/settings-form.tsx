import { Alert, Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, type SubmitEvent, useState } from "react";
import { CheckIcon, ClockIcon } from "../../components/icons";
import { ActionFailed } from "../../components/states";
import { asOf, edited, type Edits, overtaken } from "../../lib/edits";
import { useUnsaved } from "../../lib/unsaved";
import type { Value, Values } from "./api";
import { type Field, FieldInput, isGood, sentOf, shown } from "./fields";
import { strings } from "./strings";

interface Props {
  readonly fields: readonly Field[];
  /** What holds, from which one begins. */
  readonly values: Values;
  /** What holds by now, whoever changed it. */
  readonly fresh: () => Promise<Values>;
  readonly save: (values: Values) => Promise<unknown>;
  /** What else can be done, beside saving. */
  readonly more?: ReactNode;
}

/** Changes values of settings and saves them together. */
export function SettingsForm({ fields, values, fresh, save, more }: Props) {
  const client = useQueryClient();
  const [changed, setChanged] = useState<Edits<Value | undefined>>({});
  // What is typed stays as it is until it is sent: "12." becomes a number once it is whole.
  const sent = () =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const value = changed[field.name]?.to;
        return value === undefined ? [] : [[field.name, sentOf(field, value)]];
      }),
    );
  const areGood = fields.every((field) => !changed[field.name] || isGood(field, changed[field.name]?.to));
  const saving = useMutation({
    mutationFn: async () => {
      const now = await fresh();
      const names = overtaken(changed, (name) => now[name]);
      if (names.length === 0) {
        await save({ ...now, ...sent() });
      } else {
        setChanged(asOf(changed, (name) => now[name]));
      }
      return names;
    },
    onSuccess: async (names) => {
      if (names.length > 0) {
        return;
      }
      await Promise.all([
        client.invalidateQueries({ queryKey: ["config"] }),
        client.invalidateQueries({ queryKey: ["bans"] }),
        client.invalidateQueries({ queryKey: ["whoami"] }),
      ]);
      setChanged({});
    },
  });
  const isChanged = Object.keys(changed).length > 0;
  useUnsaved(isChanged);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  const input = (field: Field) => (
    <FieldInput
      key={field.name}
      field={field}
      value={changed[field.name]?.to ?? values[field.name]}
      onChange={(value) => {
        saving.reset();
        setChanged(edited(changed, field.name, values[field.name], value));
      }}
    />
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        {fields.filter(({ kind }) => kind === "switch").map(input)}
        <SimpleGrid cols={{ base: 1, sm: 2 }} maw={720}>
          {fields.filter(({ kind }) => kind !== "switch").map(input)}
        </SimpleGrid>
        {saving.data !== undefined && saving.data.length > 0 && (
          <Alert color="yellow" variant="light" icon={<ClockIcon />}>
            {strings.changedMeanwhile(fields.filter(({ name }) => saving.data.includes(name)).map(({ name, label }) => `${label}: ${shown(values[name])}`).join(", "))}
          </Alert>
        )}
        {saving.isError && <ActionFailed error={saving.error} />}
        <Group gap="sm">
          <Button type="submit" disabled={!isChanged || !areGood} loading={saving.isPending}>
            {strings.save}
          </Button>
          {isChanged && (
            <Button variant="default" onClick={() => setChanged({})}>
              {strings.discard}
            </Button>
          )}
          {more}
          {saving.isSuccess && !isChanged && (
            <Text size="sm" role="status">
              <CheckIcon size={14} /> {strings.saved}
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  );
}
