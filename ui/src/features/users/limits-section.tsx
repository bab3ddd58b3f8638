import { Alert, Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { UserLimits, UserLimitsShown } from "../../api/types.gen";
import { CheckIcon, ClockIcon } from "../../components/icons";
import { isTaken, NumberField, numberOf, type Typed } from "../../components/number-field";
import { Section } from "../../components/section";
import { ActionFailed, QueryView } from "../../components/states";
import { asOf, edited, type Edits, overtaken } from "../../lib/edits";
import { useUnsaved } from "../../lib/unsaved";
import { limitsQuery, removeLimits, saveLimits, type User } from "./api";
import { strings } from "./strings";

const KIB = 1024;

const fields = [
  { name: "requestsPerSecond", label: strings.rps, unit: 1 },
  { name: "burst", label: strings.burst, unit: 1 },
  { name: "uploadBytesPerSecond", label: strings.up, unit: KIB },
  { name: "downloadBytesPerSecond", label: strings.down, unit: KIB },
] as const satisfies readonly { name: keyof UserLimits; label: string; unit: number }[];

/** How much a user may ask for. */
export function LimitsSection({ user }: { readonly user: User }) {
  const limits = useQuery(limitsQuery(user.id));
  return (
    <Section title={strings.limits}>
      <Text size="sm" c="dimmed" mb="md">
        {strings.limitsText}
      </Text>
      <QueryView query={limits} action="admin:GetUser">
        {(found) => <Form key={user.id} user={user} shown={found} />}
      </QueryView>
    </Section>
  );
}

function Form({ user, shown }: { user: User; shown: UserLimitsShown }) {
  const client = useQueryClient();
  // What is not changed here is as it is there, also when that changes.
  const [draft, setDraft] = useState<Edits<Typed>>({});
  const valueOf = ({ name, unit }: (typeof fields)[number]) => draft[name]?.to ?? inUnits(shown[name], unit);
  const isChanged = fields.some((field) => valueOf(field) !== inUnits(shown[field.name], field.unit));
  const areGood = fields.every((field) => isTaken(valueOf(field), true));
  const saving = useMutation({
    mutationFn: async (edits: Edits<Typed> | "none"): Promise<readonly string[]> => {
      if (edits === "none") {
        await removeLimits(user.id);
        return [];
      }
      const now = await client.query({ ...limitsQuery(user.id), staleTime: 0 });
      const typedNow = (name: string) => typedOf(now, name);
      const names = overtaken(edits, typedNow);
      if (names.length > 0) {
        setDraft(asOf(edits, typedNow));
        return names;
      }
      const limits = limitsOf((name) => edits[name]?.to ?? typedNow(name));
      await (Object.keys(limits).length === 0 ? removeLimits(user.id) : saveLimits(user.id, limits));
      return names;
    },
    onSuccess: async (names) => {
      if (names.length > 0) {
        return;
      }
      await client.invalidateQueries({ queryKey: limitsQuery(user.id).queryKey });
      setDraft({});
    },
  });
  useUnsaved(isChanged);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    saving.mutate(draft);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }} maw={640}>
          {fields.map((field) => (
            <NumberField
              key={field.name}
              label={field.label}
              isOptional
              isWhole={field.unit === 1}
              value={valueOf(field)}
              onChange={(value) => {
                saving.reset();
                setDraft(edited(draft, field.name, inUnits(shown[field.name], field.unit), value));
              }}
            />
          ))}
        </SimpleGrid>
        {saving.data !== undefined && saving.data.length > 0 && (
          <Alert color="yellow" variant="light" icon={<ClockIcon />}>
            {strings.limitsChanged}
          </Alert>
        )}
        {saving.isError && <ActionFailed error={saving.error} />}
        <Group gap="sm">
          <Button type="submit" disabled={!areGood} loading={saving.isPending}>
            {strings.save}
          </Button>
          <Button variant="default" onClick={() => saving.mutate("none")}>
            {strings.clear}
          </Button>
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

function typedOf(shown: UserLimitsShown, name: string): Typed {
  const field = fields.find((one) => one.name === name);
  return field ? inUnits(shown[field.name], field.unit) : "";
}

function limitsOf(typed: (name: string) => Typed): UserLimits {
  const limits: UserLimits = {};
  for (const { name, unit } of fields) {
    const value = numberOf(typed(name));
    if (value !== undefined) {
      limits[name] = Math.round(value * unit);
    }
  }
  return limits;
}

function inUnits(value: number | null, unit: number): Typed {
  return value === null ? "" : value / unit;
}
