import { infiniteQueryOptions } from "@tanstack/react-query";
import type { AuditPage } from "../../api/types.gen";
import { href, request } from "../../lib/http/request";

/** Which records are wanted; it stands in the address. */
export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

const PAGE = 100;
const LINES_MAX = 1_000;

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam, signal }) =>
      request<AuditPage>("/audit", {
        query: { ...filter, limit: PAGE, cursor: pageParam === "" ? undefined : pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  });

/** Where the browser gets the records as lines of JSON. */
export function linesHref(filter: AuditFilter): string {
  return href("/audit", { ...filter, format: "jsonl", limit: LINES_MAX });
}
