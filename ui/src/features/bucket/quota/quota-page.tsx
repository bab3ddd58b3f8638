import { Alert, Group, Progress, Select, Stack, Text } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { Quota, QuotaShown, Used } from "../../../api/types.gen";
import { NumberField, numberOf, type Typed } from "../../../components/number-field";
import { formatBytes, formatCount } from "../../../lib/format/bytes";
import { Problem } from "../../../lib/http/problem";
import { path, request } from "../../../lib/http/request";
import { mayNow } from "../../../lib/whoami";
import { bucketQuery } from "../api";
import { saveSetting } from "../setting/api";
import { count, record } from "../setting/check";
import { SettingEditor, type Setting } from "../setting/setting-editor";
import { inBytes, unitNames, unitOf, units, type Unit } from "./size";
import { strings } from "./strings";

/** How much a bucket may hold, and how much it does. */
export function QuotaPage() {
  const { bucket } = useParams({ from: "/shell/buckets/$bucket" });
  const { data } = useQuery(bucketQuery(bucket));
  return <SettingEditor setting={quotaOf(bucket, data?.used)} />;
}

const quotaQuery = (bucket: string) =>
  queryOptions({
    queryKey: ["bucket", bucket, "quota"],
    queryFn: async ({ signal }): Promise<Quota | null> => {
      if (!(await mayNow("admin:GetBucketQuota"))) {
        throw new Problem(403, "AccessDenied", strings.refused, "");
      }
      const shown = await request<QuotaShown>(path`/s3/${bucket}`, {
        query: { quota: true },
        signal,
      });
      return shown.bytes === null && shown.objects === null
        ? null
        : {
            ...(shown.bytes === null ? {} : { bytes: shown.bytes }),
            ...(shown.objects === null ? {} : { objects: shown.objects }),
          };
    },
    refetchOnWindowFocus: false,
  });

function quotaOf(bucket: string, used: Used | undefined): Setting<Quota> {
  return {
    id: "quota",
    title: strings.title,
    about: strings.about,
    query: quotaQuery(bucket),
    action: "admin:GetBucketQuota",
    check: checkQuota,
    empty: {},
    isNothing: ({ bytes, objects }) => bytes === undefined && objects === undefined,
    form: (value, change) => <QuotaForm value={value} onChange={change} />,
    meaning: (_, after) =>
      used && isBelow(after, used) ? (
        <Alert color="orange" variant="light">
          {strings.full}
        </Alert>
      ) : null,
    save: (value) => saveSetting(bucket, "quota", value),
    children: (saved) => used && <UsedNow quota={saved ?? {}} used={used} />,
  };
}

function isBelow(quota: Quota | null, used: Used): boolean {
  const { bytes = Infinity, objects = Infinity } = quota ?? {};
  return bytes < used.bytes || objects < used.objects;
}

function checkQuota(document: unknown): Quota {
  const { bytes, objects } = record(document, ["bytes", "objects"]);
  return {
    ...(bytes === undefined ? {} : { bytes: count(bytes, "bytes") }),
    ...(objects === undefined ? {} : { objects: count(objects, "objects") }),
  };
}

function QuotaForm({ value, onChange }: { value: Quota; onChange: (next: Quota) => void }) {
  const { bytes, objects } = value;
  return (
    <Group align="flex-start" gap="lg">
      <SizeInput
        bytes={bytes}
        onChange={(next) =>
          onChange({
            ...(next === undefined ? {} : { bytes: next }),
            ...(objects === undefined ? {} : { objects }),
          })
        }
      />
      <ObjectsInput
        objects={objects}
        onChange={(next) =>
          onChange({
            ...(bytes === undefined ? {} : { bytes }),
            ...(next === undefined ? {} : { objects: next }),
          })
        }
      />
    </Group>
  );
}

interface SizeInputProps {
  readonly bytes: number | undefined;
  readonly onChange: (bytes: number | undefined) => void;
}

function SizeInput({ bytes, onChange }: SizeInputProps) {
  // As it was typed, in the unit that was chosen, as long as it says what is set.
  const [said, setSaid] = useState<{ typed: Typed; unit: Unit; bytes: number | undefined }>();
  const held = said?.bytes === bytes ? said : undefined;
  const unit = held ? held.unit : unitOf(bytes ?? 0);
  const typed = held ? held.typed : bytes === undefined ? "" : bytes / units[unit];
  const say = (next: Typed, nextUnit: Unit) => {
    const number = numberOf(next);
    const meant = number === undefined ? undefined : wholeOr(inBytes(number, nextUnit), bytes);
    setSaid({ typed: next, unit: nextUnit, bytes: meant });
    if (meant !== bytes) {
      onChange(meant);
    }
  };
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <NumberField
        label={strings.bytes}
        description={strings.bytesHint}
        value={typed}
        isOptional
        max={Number.MAX_SAFE_INTEGER / units[unit]}
        decimalScale={3}
        onChange={(next) => say(next, unit)}
      />
      <Select
        aria-label={strings.unit}
        w={90}
        allowDeselect={false}
        data={unitNames}
        value={unit}
        onChange={(next) => say(typed, unitNames.find((name) => name === next) ?? unit)}
      />
    </Group>
  );
}

interface ObjectsInputProps {
  readonly objects: number | undefined;
  readonly onChange: (objects: number | undefined) => void;
}

function ObjectsInput({ objects, onChange }: ObjectsInputProps) {
  const [said, setSaid] = useState<{ typed: Typed; objects: number | undefined }>();
  return (
    <NumberField
      label={strings.objects}
      description={strings.objectsHint}
      value={(said?.objects === objects ? said?.typed : objects) ?? ""}
      isOptional
      isWhole
      max={Number.MAX_SAFE_INTEGER}
      onChange={(next) => {
        const number = numberOf(next);
        const meant = number === undefined ? undefined : wholeOr(number, objects);
        setSaid({ typed: next, objects: meant });
        if (meant !== objects) {
          onChange(meant);
        }
      }}
    />
  );
}

/** What is no number yet, or too much of one, changes nothing. */
function wholeOr(number: number, before: number | undefined): number | undefined {
  return Number.isSafeInteger(number) ? number : before;
}

function UsedNow({ quota, used }: { quota: Quota; used: Used }) {
  return (
    <Stack gap="xs" mt="md" maw={520}>
      <Text size="sm" fw={600}>
        {strings.used}
      </Text>
      <UsedLine name={strings.bytes} used={used.bytes} limit={quota.bytes} format={formatBytes} />
      <UsedLine
        name={strings.objects}
        used={used.objects}
        limit={quota.objects}
        format={formatCount}
      />
    </Stack>
  );
}

interface UsedLineProps {
  readonly name: string;
  readonly used: number;
  readonly limit: number | undefined;
  readonly format: (number: number) => string;
}

function UsedLine({ name, used, limit, format }: UsedLineProps) {
  const said =
    limit === undefined
      ? strings.noLimit(format(used))
      : strings.usedOf(format(used), format(limit));
  const share = limit === undefined ? undefined : limit === 0 ? 1 : used / limit;
  return (
    <div>
      <Group justify="space-between">
        <Text size="sm">{name}</Text>
        <Text size="sm" c="dimmed" className="tabular">
          {said}
        </Text>
      </Group>
      {share !== undefined && (
        <Progress.Root size="sm">
          <Progress.Section
            value={Math.min(100, share * 100)}
            color={share >= 1 ? "red" : share >= 0.9 ? "orange" : "water"}
            aria-label={`${name}: ${said}`}
          />
        </Progress.Root>
      )}
    </div>
  );
}
