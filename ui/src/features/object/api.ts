import { queryOptions } from "@tanstack/react-query";
import type { Copied, Link, ObjectInfo } from "../../api/types.gen";
import { exchange, href, path, request } from "../../lib/http/request";
import { requireMay, requireMayWith } from "../../lib/may-in";
import { versionsOf } from "../objects/api";
import type { Headers } from "./headers";

/** An object, or one version of it. */
export interface Which {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

const objectPath = (bucket: string) => path`/objects/${bucket}`;
const rawPath = (bucket: string) => path`/raw/${bucket}`;

const named = (what: string, { bucket, key, versionId }: Which) =>
  ["object", bucket, key, versionId ?? "", what] as const;

/** All that is known of it. */
export const infoQuery = (which: Which) =>
  queryOptions({
    queryKey: named("info", which),
    queryFn: ({ signal }) => loadInfo(which, signal),
  });

/** Asks for all that is known of it. */
export function loadInfo({ bucket, key, versionId }: Which, signal?: AbortSignal): Promise<ObjectInfo> {
  return request<ObjectInfo>(objectPath(bucket), {
    query: { info: true, key, versionId },
    ...(signal ? { signal } : {}),
  });
}

/** Its versions, the latest first. */
export const versionsQuery = (bucket: string, key: string) =>
  queryOptions({
    queryKey: ["object", bucket, key, "versions"] as const,
    queryFn: async ({ signal }) => {
      await requireMay(bucket, "s3:ListBucketVersions");
      return versionsOf(bucket, key, signal);
    },
  });

export const tagsQuery = (which: Which) =>
  queryOptions({
    queryKey: named("tags", which),
    queryFn: async ({ signal }) => {
      await requireMayWith(which.bucket, which.key, "s3:GetObjectTagging");
      return loadTags(which, signal);
    },
  });

/** Asks for its tags. */
export async function loadTags(
  { bucket, key, versionId }: Which,
  signal?: AbortSignal,
): Promise<readonly Tag[]> {
  const { tagSet } = await request<{ tagSet: Tag[] }>(objectPath(bucket), {
    query: { tagging: true, key, versionId },
    ...(signal ? { signal } : {}),
  });
  return tagSet;
}

/** Sets its tags, in the place of all that it had. */
export function saveTags(which: Which, tagSet: readonly Tag[]): Promise<unknown> {
  return request(objectPath(which.bucket), {
    method: "PUT",
    query: { tagging: true, key: which.key, versionId: which.versionId },
    json: { tagSet },
  });
}

/** Where the bytes are that a page may show. */
export function rawHref({ bucket, key, versionId }: Which): string {
  return href(rawPath(bucket), { key, versionId });
}

/** As what the server lets it be shown: its type, by the bytes that it begins with. */
export const kindQuery = (which: Which, etag: string) =>
  queryOptions({
    queryKey: [...named("kind", which), etag],
    queryFn: async ({ signal }) => {
      const { headers } = await exchange(rawPath(which.bucket), {
        method: "HEAD",
        query: { key: which.key, versionId: which.versionId },
        signal,
      });
      return (headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
    },
  });

/** Its first bytes as text; what is cut in the middle of a character is left out. */
export const textQuery = (which: Which, etag: string, bytes: number) =>
  queryOptions({
    queryKey: [...named("text", which), etag, bytes],
    queryFn: async ({ signal }) => {
      const response = await exchange(rawPath(which.bucket), {
        query: { key: which.key, versionId: which.versionId },
        headers: { range: `bytes=0-${bytes - 1}`, "if-match": etag },
        signal,
      });
      const read = await response.arrayBuffer();
      return new TextDecoder().decode(read, { stream: true });
    },
    placeholderData: (before) => before,
  });

/** Makes a link that lets whoever has it fetch the object for so long. */
export function makeLink(which: Which, expiresSeconds: number): Promise<Link> {
  return request<Link>(objectPath(which.bucket), {
    query: {
      presign: true,
      key: which.key,
      versionId: which.versionId,
      expires: expiresSeconds,
      method: "GET",
    },
  });
}

/** Puts an older version on top of all others. */
export function restoreVersion(bucket: string, key: string, versionId: string): Promise<Copied> {
  return request<Copied>(objectPath(bucket), {
    method: "PUT",
    query: { key, copy: true, from: `/${bucket}/${key}`, fromVersionId: versionId },
  });
}

/**
 * Puts the object anew with those header fields, tags and bytes as they are.
 *
 * @param info what was looked at: where something else is there now, it stays. A problem 412
 */
export function saveHeaders(
  { bucket, key }: { readonly bucket: string; readonly key: string },
  info: Pick<ObjectInfo, "etag" | "storageClass">,
  said: Headers,
): Promise<Copied> {
  const fields: Record<string, string> = {
    "if-match": info.etag,
    "x-amz-storage-class": info.storageClass,
  };
  const add = (name: string, value: string) => {
    if (value !== "") {
      fields[name] = value;
    }
  };
  add("content-type", said.contentType);
  add("cache-control", said.cacheControl);
  add("content-disposition", said.contentDisposition);
  add("content-encoding", said.contentEncoding);
  add("content-language", said.contentLanguage);
  add("expires", said.expires);
  for (const { key: name, value } of said.metadata) {
    // An empty one is one, too.
    fields[`x-amz-meta-${name}`] = encodeWords(value);
  }
  return request<Copied>(objectPath(bucket), {
    method: "PUT",
    query: { key, copy: true, from: `/${bucket}/${key}`, replace: true },
    headers: fields,
  });
}

/** A value as header fields can carry it: what is no ASCII is written as RFC 2047 has it. */
function encodeWords(value: string): string {
  if (/^[\u0020-\u007e]*$/.test(value)) {
    return value;
  }
  const bytes = new TextEncoder().encode(value);
  return `=?UTF-8?B?${btoa(String.fromCharCode(...bytes))}?=`;
}
