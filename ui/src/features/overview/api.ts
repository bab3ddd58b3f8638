import { queryOptions } from "@tanstack/react-query";
import type { BucketPage, Refusals, RequestSeries, Stats } from "../../api/types.gen";
import type { Range } from "../../lib/ranges";
import { whileSignedIn } from "../../lib/http/query-client";
import { request } from "../../lib/http/request";

const FRESH_MS = 15_000;
const REFUSALS_SHOWN = 5;
const BUCKETS_SHOWN = 20;

export const statsQuery = queryOptions({
  queryKey: ["stats"],
  queryFn: ({ signal }) => request<Stats>("/stats", { signal }),
  refetchInterval: whileSignedIn(FRESH_MS),
});

export const seriesQuery = (range: Range) =>
  queryOptions({
    queryKey: ["stats", "requests", range],
    queryFn: ({ signal }) => request<RequestSeries>("/stats/requests", { query: { range }, signal }),
    refetchInterval: whileSignedIn(FRESH_MS),
  });

export const refusalsQuery = queryOptions({
  queryKey: ["refusals", "recent"],
  queryFn: ({ signal }) =>
    request<Refusals>("/why", { query: { limit: REFUSALS_SHOWN }, signal }),
  refetchInterval: whileSignedIn(FRESH_MS),
});

export const ownBucketsQuery = queryOptions({
  queryKey: ["buckets", "first"],
  queryFn: ({ signal }) => request<BucketPage>("/s3", { query: { limit: BUCKETS_SHOWN }, signal }),
});
