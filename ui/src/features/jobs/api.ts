import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Job, JobPage } from "../../api/types.gen";
import { whileSignedIn } from "../../lib/http/query-client";
import { path, request } from "../../lib/http/request";

const OPEN_MS = 2_000;
const IDLE_MS = 15_000;
const PAGE = 50;

/** Whether a job goes on. */
export function isOpen({ status }: Job): boolean {
  return status === "waiting" || status === "running";
}

export const jobsQuery = infiniteQueryOptions({
  queryKey: ["jobs", "list"],
  queryFn: ({ pageParam, signal }) =>
    request<JobPage>("/jobs", {
      query: { limit: PAGE, cursor: pageParam === "" ? undefined : pageParam },
      signal,
    }),
  initialPageParam: "",
  getNextPageParam: ({ nextCursor }) => nextCursor,
  refetchInterval: (query) => {
    const hasOpen = query.state.data?.pages.some(({ jobs }) => jobs.some(isOpen)) ?? false;
    return whileSignedIn(hasOpen ? OPEN_MS : IDLE_MS)(query);
  },
});

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ["jobs", id],
    queryFn: ({ signal }) => request<Job>(path`/jobs/${id}`, { signal }),
    refetchInterval: (query) =>
      query.state.data === undefined || isOpen(query.state.data) ? whileSignedIn(OPEN_MS)(query) : false,
  });

export const cancelJob = (id: string) => request<Job>(path`/jobs/${id}`, { method: "DELETE" });
