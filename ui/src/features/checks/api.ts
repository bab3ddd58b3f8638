import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Check, QuarantineDeletion, QuarantinePage } from "../../api/types.gen";
import { whileSignedIn } from "../../lib/http/query-client";
import { path, request } from "../../lib/http/request";

const GOING_MS = 2_000;
const IDLE_MS = 30_000;
const PAGE = 100;

/** The check that goes on, or the last one. */
export const checkQuery = queryOptions({
  queryKey: ["check"],
  queryFn: ({ signal }) => request<Check>("/check", { signal }),
  refetchInterval: (query) => whileSignedIn(query.state.data?.status === "running" ? GOING_MS : IDLE_MS)(query),
});

/** How a check is wanted: without a rate, as the server was told. */
export interface Wanted {
  readonly deep: boolean;
  readonly rate?: number;
}

export const startCheck = (wanted: Wanted) => request<Check>("/check", { method: "POST", json: wanted });

export const stopCheck = () => request<Check>("/check", { method: "DELETE" });

/** What repairs moved out of the way, the latest first. */
export const quarantineQuery = infiniteQueryOptions({
  queryKey: ["quarantine"],
  queryFn: ({ pageParam, signal }) =>
    request<QuarantinePage>("/quarantine", {
      query: { limit: PAGE, below: pageParam === 0 ? undefined : pageParam },
      signal,
    }),
  initialPageParam: 0,
  getNextPageParam: ({ next }) => next,
});

export const deleteRow = (number: number, isUnreadableToo: boolean) =>
  request<QuarantineDeletion>(path`/quarantine/${String(number)}`, {
    method: "DELETE",
    query: { unreadable: isUnreadableToo ? "true" : undefined },
  });

/** What came of emptying. */
export interface Emptied {
  readonly deleted: number;
  /** So many rows stay, because what they name is not counted. */
  readonly left: number;
}

/** Deletes all, some thousand rows at a time, and tells after each how far it is. */
export async function emptyQuarantine(
  isUnreadableToo: boolean,
  onProgress: (deleted: number) => void,
): Promise<Emptied> {
  let deleted = 0;
  let left = 0;
  let below: number | undefined;
  do {
    const done = await request<QuarantineDeletion>("/quarantine", {
      method: "DELETE",
      query: { below, unreadable: isUnreadableToo ? "true" : undefined },
    });
    deleted += done.deleted;
    left += done.left;
    below = done.next;
    onProgress(deleted);
  } while (below !== undefined);
  return { deleted, left };
}
