import { queryOptions, useQuery } from "@tanstack/react-query";
import type { BucketPage, WhoAmI } from "../api/types.gen";
import { type Call, request } from "./http/request";
import { sessionState } from "./http/session";

/** What it takes to list buckets, wherever they are listed. */
export const LIST_BUCKETS = "s3:ListAllMyBuckets";

const FRESH_MS = 60_000;

let known: { readonly by: string; readonly at: number; readonly who: Promise<WhoAmI> } | undefined;

function accessKey(): string {
  const state = sessionState();
  return state.kind === "in" ? state.session.accessKey : "";
}

function ask(): Promise<WhoAmI> {
  const who = request<WhoAmI>("/whoami");
  const asked = { by: accessKey(), at: Date.now(), who };
  known = asked;
  who.catch(() => {
    // Who could not be asked is asked again.
    if (known === asked) {
      known = undefined;
    }
  });
  return who;
}

/** Whom the server takes us for, and what we may do. */
export const whoAmIQuery = queryOptions({
  queryKey: ["whoami"],
  queryFn: ask,
  staleTime: FRESH_MS,
  // Who has signed out is nobody, without being asked.
  enabled: () => sessionState().kind !== "none",
});

/**
 * Whether something may be offered: the server decides again when it is done. While nothing is known
 * yet it may not.
 *
 * @param action by the name that rules have for it, `admin:ListUsers`
 */
export function useMay(action: string): boolean {
  const { data } = useQuery(whoAmIQuery);
  return data?.actions.includes(action) ?? false;
}

/** The same outside of pages; what is known by now is not asked for again. */
export async function mayNow(action: string): Promise<boolean> {
  const isKnown = known !== undefined && known.by === accessKey() && Date.now() - known.at < FRESH_MS;
  const { actions } = await (known && isKnown ? known.who : ask());
  return actions.includes(action);
}

/** Buckets; none, without asking for them, where the caller may list none. */
export async function listBuckets(query: Call["query"], signal: AbortSignal): Promise<BucketPage> {
  return (await mayNow(LIST_BUCKETS))
    ? request<BucketPage>("/s3", { ...(query ? { query } : {}), signal })
    : { buckets: [] };
}
