import type { Statement } from "./policy";

/** What everybody can be given at a prefix, from the least to the most. */
export const levels = ["read", "browse", "drop", "all"] as const;
export type Level = (typeof levels)[number];

const onObjects: Readonly<Record<Level, readonly string[]>> = {
  read: ["s3:GetObject"],
  browse: ["s3:GetObject"],
  drop: ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
  all: [
    "s3:GetObject",
    "s3:PutObject",
    "s3:DeleteObject",
    "s3:AbortMultipartUpload",
    "s3:ListMultipartUploadParts",
  ],
};

/** Everybody, without signing in. */
const everybody = { isEverybody: true, names: [], canonical: [] };

const plain = {
  effect: "Allow",
  principals: everybody,
  isNotPrincipals: false,
  isNotActions: false,
  isNotResources: false,
} as const;

/** The characters that mean something in the patterns of a policy, as they stand for themselves. */
function literal(text: string): string {
  return text.replace(/[*?$]/g, (char) => `\${${char}}`);
}

/** The statements that give everybody something at a prefix. */
export function forEverybody(bucket: string, prefix: string, level: Level): Statement[] {
  const arn = `arn:aws:s3:::${bucket}`;
  const pattern = `${literal(prefix)}*`;
  const objects: Statement = {
    ...plain,
    actions: onObjects[level],
    resources: [`${arn}/${pattern}`],
    conditions: [],
  };
  if (level === "read" || level === "drop") {
    return [objects];
  }
  return [
    objects,
    {
      ...plain,
      actions: ["s3:ListBucket"],
      resources: [arn],
      conditions:
        prefix === "" ? [] : [{ operator: "StringLike", key: "s3:prefix", values: [pattern] }],
    },
  ];
}
