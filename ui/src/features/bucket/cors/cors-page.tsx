import { Alert } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import type { Cors } from "../../../api/types.gen";
import { saveSetting, settingQuery } from "../setting/api";
import { SettingEditor, type Setting } from "../setting/setting-editor";
import { checkCors, widened } from "./cors";
import { CorsForm } from "./cors-form";
import { CorsTest } from "./cors-test";
import { strings } from "./strings";

/** Which pages of other origins may use a bucket. */
export function CorsPage() {
  const { bucket } = useParams({ from: "/shell/buckets/$bucket" });
  return <SettingEditor setting={corsOf(bucket)} />;
}

function corsOf(bucket: string): Setting<Cors> {
  return {
    id: "cors",
    title: strings.title,
    about: strings.about,
    query: settingQuery<Cors>(bucket, "cors"),
    action: "s3:GetBucketCORS",
    check: checkCors,
    empty: { CORSRules: [] },
    isNothing: ({ CORSRules }) => CORSRules.length === 0,
    form: ({ CORSRules }, change) => (
      <CorsForm rules={CORSRules} onChange={(rules) => change({ CORSRules: rules })} />
    ),
    meaning: (before, after) => {
      const origins = widened(before, after);
      return origins.length === 0 ? null : (
        <Alert color="orange" variant="light">
          {strings.widened(
            origins.map((origin) => (origin === "*" ? strings.anyOrigin : origin)).join(", "),
          )}
        </Alert>
      );
    },
    save: (value) => saveSetting(bucket, "cors", value),
    children: (_, edited) => <CorsTest bucket={bucket} rules={edited} />,
  };
}
