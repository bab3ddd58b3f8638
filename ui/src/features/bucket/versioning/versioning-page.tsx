import { Alert, Radio, Stack, Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import type { Versioning } from "../../../api/types.gen";
import { saveSetting, settingQuery } from "../setting/api";
import { record } from "../setting/check";
import { SettingEditor, type Setting } from "../setting/setting-editor";
import { strings } from "./strings";

/** Whether a bucket keeps versions. */
export function VersioningPage() {
  const { bucket } = useParams({ from: "/shell/buckets/$bucket" });
  return <SettingEditor setting={versioningOf(bucket)} />;
}

function versioningOf(bucket: string): Setting<Versioning> {
  return {
    id: "versioning",
    title: strings.title,
    about: strings.about,
    query: settingQuery<Versioning>(bucket, "versioning"),
    action: "s3:GetBucketVersioning",
    check: checkVersioning,
    empty: {},
    canRemove: false,
    form: (value, change, saved) => (
      <VersioningForm value={value} wasNever={saved?.status === undefined} onChange={change} />
    ),
    meaning: (_, after) => (
      <Alert variant="light" color={after?.status === "Enabled" ? "water" : "orange"}>
        {after?.status === "Enabled" ? strings.starts : strings.stops}
      </Alert>
    ),
    save: (value) => saveSetting(bucket, "versioning", value ?? {}),
  };
}

function checkVersioning(document: unknown): Versioning {
  const { status } = record(document, ["status"]);
  if (status !== undefined && status !== "Enabled" && status !== "Suspended") {
    throw new Error("status is Enabled or Suspended");
  }
  return status === undefined ? {} : { status };
}

const choices = [
  { status: "", name: strings.never, text: strings.neverText },
  { status: "Enabled", name: strings.enabled, text: strings.enabledText },
  { status: "Suspended", name: strings.suspended, text: strings.suspendedText },
] as const;

interface FormProps {
  readonly value: Versioning;
  readonly wasNever: boolean;
  readonly onChange: (next: Versioning) => void;
}

function VersioningForm({ value, wasNever, onChange }: FormProps) {
  const shown = choices.filter(({ status }) => (wasNever ? status !== "Suspended" : status !== ""));
  return (
    <Radio.Group
      aria-label={strings.title}
      value={value.status ?? ""}
      onChange={(status) => onChange(status === "" ? {} : checkVersioning({ status }))}
    >
      <Stack gap="sm">
        {shown.map(({ status, name, text }) => (
          <Radio key={status} value={status} label={name} description={text} />
        ))}
        <Text size="sm" c="dimmed">
          {strings.noWayBack}
        </Text>
      </Stack>
    </Radio.Group>
  );
}
