import type { Rule } from "../../api/types.gen";

const read = [
  "s3:GetBucketLocation",
  "s3:GetObject",
  "s3:GetObjectAttributes",
  "s3:GetObjectTagging",
  "s3:GetObjectVersion",
  "s3:ListBucket",
  "s3:ListBucketVersions",
] as const;

const upload = ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"] as const;

const write = [
  ...read,
  ...upload,
  "s3:DeleteObject",
  "s3:DeleteObjectTagging",
  "s3:ListBucketMultipartUploads",
  "s3:PutObjectTagging",
] as const;

const makeBuckets = ["s3:CreateBucket", "s3:ListAllMyBuckets"] as const;

/** It is of the store as a whole, and shows nothing but buckets that may be listed. */
const seeBuckets: Rule = { effect: "Allow", buckets: ["*"], actions: ["s3:ListAllMyBuckets"] };

/** What users usually may, from most to least. */
export const presets = ["administrator", "own", "write", "read", "upload", "nothing"] as const;
export type Preset = (typeof presets)[number];

/** Whether one has to say in which buckets. */
export function isOfBuckets(preset: Preset): boolean {
  return preset === "read" || preset === "write" || preset === "upload";
}

/** The rules that come to it. */
export function rulesOf(preset: Preset, buckets: readonly string[]): Rule[] {
  const allow = (inBuckets: readonly string[], actions: readonly string[]): Rule => ({
    effect: "Allow",
    buckets: [...inBuckets],
    actions: [...actions],
  });
  switch (preset) {
    case "administrator":
      return [allow(["*"], ["*"])];
    case "own":
      return [allow(["*"], makeBuckets), allow(["@own"], ["*"])];
    case "write":
      return [seeBuckets, allow(buckets, write)];
    case "read":
      return [seeBuckets, allow(buckets, read)];
    case "upload":
      return [allow(buckets, upload)];
    case "nothing":
      return [];
  }
}

/** What the actions of a rule come to, where they are one of the usual lists. */
export type Gist = "everything" | "write" | "read" | "upload" | "own";

/** Undefined where they are none of these. */
export function gistOf(actions: readonly string[]): Gist | undefined {
  if (actions.includes("*") || actions.includes("s3:*")) {
    return "everything";
  }
  const known = { write, read, upload, own: makeBuckets } as const;
  return (["write", "read", "upload", "own"] as const).find((gist) => isSame(known[gist], actions));
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  const set = new Set(others);
  return set.size === some.length && some.every((one) => set.has(one));
}

/** Rules as text, a value on a line of its own, so that changes show line by line. */
export function rulesText(rules: readonly Rule[]): string {
  return JSON.stringify(
    rules.map(({ effect, buckets, actions }) => ({ effect, buckets, actions })),
    null,
    2,
  );
}

/**
 * Reads rules that somebody wrote.
 *
 * @returns what is wrong with them, as text, where something is
 */
export function parseRules(text: string): readonly Rule[] | string {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (!Array.isArray(found)) {
    return "Rules are a list: [ … ]";
  }
  const bad = found.findIndex((one) => !isRule(one));
  return bad < 0
    ? (found as Rule[])
    : `Rule ${bad + 1} is no {"effect": "Allow" or "Deny", "buckets": […], "actions": […]}`;
}

function isRule(value: unknown): value is Rule {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { effect, buckets, actions, ...others } = value as Record<string, unknown>;
  const isList = (list: unknown) => Array.isArray(list) && list.every((one) => typeof one === "string");
  return (
    (effect === "Allow" || effect === "Deny") &&
    isList(buckets) &&
    isList(actions) &&
    Object.keys(others).length === 0
  );
}
