import { Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Section } from "../../components/section";
import { QueryView } from "../../components/states";
import { accessLogQuery, retentionQuery, saveAccessLog, saveRetention } from "./api";
import type { Field } from "./fields";
import { SettingsForm } from "./settings-form";
import { strings } from "./strings";

const EVENTS_MAX = 10_000_000;
const DAYS_MAX = 365;

const logFields: readonly Field[] = [
  { name: "enabled", label: strings.keep, kind: "switch" },
  { name: "samplePercent", label: strings.samplePercent, kind: "number", min: 0, max: 100 },
  { name: "maxEvents", label: strings.maxEvents, kind: "number", max: EVENTS_MAX },
  { name: "maxAgeDays", label: strings.maxAgeDays, kind: "number", max: DAYS_MAX },
];

const figureFields: readonly Field[] = [
  { name: "days", label: strings.days, kind: "number", min: 1, max: DAYS_MAX },
];

/** What is kept of requests, and for how long. */
export function LoggingSection() {
  const client = useQueryClient();
  const accessLog = useQuery(accessLogQuery);
  const retention = useQuery(retentionQuery);
  return (
    <Stack gap="lg">
      <Section title={strings.logTitle}>
        <Text size="sm" c="dimmed" mb="md">
          {strings.logText}
        </Text>
        <QueryView query={accessLog} action="admin:GetSettings">
          {(found) => (
            <SettingsForm
              fields={logFields}
              values={{ ...found }}
              fresh={async () => ({ ...(await client.query({ ...accessLogQuery, staleTime: 0 })) })}
              save={saveAccessLog}
            />
          )}
        </QueryView>
      </Section>
      <Section title={strings.figuresTitle}>
        <Text size="sm" c="dimmed" mb="md">
          {strings.figuresText}
        </Text>
        <QueryView query={retention} action="admin:GetSettings">
          {(found) => (
            <SettingsForm
              fields={figureFields}
              values={{ ...found }}
              fresh={async () => ({ ...(await client.query({ ...retentionQuery, staleTime: 0 })) })}
              save={saveRetention}
            />
          )}
        </QueryView>
      </Section>
      <Section title={strings.auditTitle}>
        <Text size="sm" c="dimmed">
          {strings.auditText}
        </Text>
      </Section>
    </Stack>
  );
}
