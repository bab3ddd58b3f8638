import { queryOptions } from "@tanstack/react-query";
import type { Bucket, BucketPage } from "../../api/types.gen";
import { whileSignedIn } from "../../lib/http/query-client";
import { path, request } from "../../lib/http/request";
import { listBuckets } from "../../lib/whoami";

const FRESH_MS = 15_000;

/** All buckets that the caller may list, with their figures. A store has 10,000 at the most: one call. */
export const bucketsQuery = queryOptions({
  queryKey: ["buckets"],
  queryFn: async ({ signal }): Promise<readonly Bucket[]> => {
    const page = await request<BucketPage>("/s3", { query: { details: true }, signal });
    return page.buckets;
  },
  refetchInterval: whileSignedIn(FRESH_MS),
});

/** Names of buckets that begin so, a few of them: to be offered where one is typed. */
export const bucketNamesQuery = (prefix = "", limit = 50) =>
  queryOptions({
    queryKey: ["buckets", "names", prefix, limit],
    queryFn: async ({ signal }) => {
      const { buckets } = await listBuckets({ limit, prefix: prefix === "" ? undefined : prefix }, signal);
      return buckets.map(({ name }) => name);
    },
    staleTime: 30_000,
  });

/** Makes a bucket. */
export function createBucket(bucket: string): Promise<unknown> {
  return request(path`/s3/${bucket}`, { method: "PUT" });
}

/** Has a bucket keep versions. */
export function keepVersions(bucket: string): Promise<unknown> {
  return request(path`/s3/${bucket}`, {
    method: "PUT",
    query: { versioning: true },
    json: { status: "Enabled" },
  });
}
