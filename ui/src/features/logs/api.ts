import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Refusal, Refusals } from "../../api/types.gen";
import { whileSignedIn } from "../../lib/http/query-client";
import { path, request } from "../../lib/http/request";

/** Where a request came in: at the address of S3, or at that of the console and its API. */
export type Port = "s3" | "admin";

/** A request that has ended. What does not apply is left out. */
export interface LogEvent {
  readonly ts: number;
  readonly time: string;
  readonly requestId: string;
  readonly port: Port;
  readonly actor?: string;
  readonly authMethod?: string;
  readonly op?: string;
  readonly bucket?: string;
  readonly key?: string;
  readonly errorCode?: string;
  readonly clientIp?: string;
  readonly method?: string;
  readonly path?: string;
  readonly status: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly durationMs: number;
}

/** Which requests are wanted; it stands in the address. */
export interface LogFilter {
  /** As the address of the page has it: nothing is the port of S3, and `any` is both. */
  readonly port?: string | undefined;
  readonly bucket?: string | undefined;
  readonly operation?: string | undefined;
  /** A class of statuses: `4xx`. */
  readonly status?: string | undefined;
  readonly requestId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * Which port the server is to look at: what the console itself asks for would be most of it. A
 * request that is asked for by its id is found wherever it came in.
 */
export function portOf({ port, requestId }: LogFilter): Port | undefined {
  if (port === undefined) {
    return requestId === undefined ? "s3" : undefined;
  }
  return port === "s3" || port === "admin" ? port : undefined;
}

const PAGE = 100;
const REFUSALS = 200;
const FRESH_MS = 15_000;

export const logsQuery = (filter: LogFilter) =>
  infiniteQueryOptions({
    queryKey: ["logs", filter],
    queryFn: ({ pageParam, signal }) =>
      request<{ events: readonly LogEvent[]; nextCursor?: string }>("/logs", {
        query: { ...filter, port: portOf(filter), limit: PAGE, cursor: pageParam === "" ? undefined : pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const refusalsQuery = queryOptions({
  queryKey: ["refusals", "all"],
  queryFn: ({ signal }) =>
    request<Refusals>("/why", { query: { limit: REFUSALS }, signal }),
  refetchInterval: whileSignedIn(FRESH_MS),
});

export const refusalQuery = (id: string) =>
  queryOptions({
    queryKey: ["refusals", "one", id],
    queryFn: ({ signal }) => request<Refusal>(path`/why/${id}`, { signal }),
    staleTime: Infinity,
  });

export const logEventQuery = (id: string) =>
  queryOptions({
    queryKey: ["logs", "one", id],
    queryFn: async ({ signal }) => {
      const query = { requestId: id, limit: 1 };
      const { events } = await request<{ events: readonly LogEvent[] }>("/logs", { query, signal });
      // A query has to bring something, also when there is nothing.
      return events[0] ?? null;
    },
  });
