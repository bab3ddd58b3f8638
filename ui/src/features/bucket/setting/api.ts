import { queryOptions } from "@tanstack/react-query";
import { path, request } from "../../../lib/http/request";
import { requireMay } from "../../../lib/may-in";

/** What a bucket can be configured with, by the name that a query has for it, and what it takes to see it. */
const actions = {
  acl: "s3:GetBucketAcl",
  cors: "s3:GetBucketCORS",
  ownershipControls: "s3:GetBucketOwnershipControls",
  policy: "s3:GetBucketPolicy",
  publicAccessBlock: "s3:GetBucketPublicAccessBlock",
  tagging: "s3:GetBucketTagging",
  versioning: "s3:GetBucketVersioning",
} as const;

type Readable = keyof typeof actions;
export type SettingName = Readable | "quota";

/** What can be missing altogether: then null is asked for, which is no error to the browser. */
const optional: readonly SettingName[] = [
  "cors",
  "ownershipControls",
  "policy",
  "publicAccessBlock",
  "tagging",
];

/** A setting of a bucket; null where nothing is set, which is told apart from what failed. */
export function settingQuery<T>(bucket: string, name: Readable) {
  return queryOptions({
    queryKey: ["bucket", bucket, name],
    queryFn: async ({ signal }) => {
      await requireMay(bucket, actions[name]);
      return request<T | null>(path`/s3/${bucket}`, {
        query: { [name]: true, "if-set": optional.includes(name) },
        signal,
      });
    },
    // What somebody edits is not changed under their hands.
    refetchOnWindowFocus: false,
  });
}

/** Sets a setting; null takes it away. */
export function saveSetting(bucket: string, name: SettingName, value: unknown): Promise<unknown> {
  const query = { [name]: true };
  return value === null
    ? request(path`/s3/${bucket}`, { method: "DELETE", query })
    : request(path`/s3/${bucket}`, { method: "PUT", query, json: value });
}
