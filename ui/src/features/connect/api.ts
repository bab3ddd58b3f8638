import { queryOptions } from "@tanstack/react-query";
import type { Endpoint } from "../../api/types.gen";
import { exchange, path, request } from "../../lib/http/request";
import { asSeenHere } from "./fill";

/** Where S3 is, and in which region buckets are that were made without one. */
export const endpointQuery = queryOptions({
  queryKey: ["endpoint"],
  queryFn: async ({ signal }) => {
    const { url, region } = await request<Endpoint>("/endpoint", { signal });
    return { url: asSeenHere(url.replace(/\/$/, ""), location.hostname), region };
  },
  staleTime: Infinity,
});

/** The region of a bucket. */
export const regionQuery = (bucket: string) =>
  queryOptions({
    queryKey: ["bucket", bucket, "region"],
    queryFn: async ({ signal }) => {
      const { headers } = await exchange(path`/s3/${bucket}`, { method: "HEAD", signal });
      return headers.get("x-amz-bucket-region");
    },
    staleTime: Infinity,
    retry: false,
  });
