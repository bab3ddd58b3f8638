import type { BucketAccess } from "../api/types.gen";
import { Problem } from "./http/problem";
import { request } from "./http/request";
import { sessionState } from "./http/session";

const FRESH_MS = 60_000;
const BUCKETS_MAX = 100;

const known = new Map<string, { readonly at: number; readonly access: Promise<BucketAccess | undefined> }>();

/** What the caller may do in a bucket, and with one object; undefined where that could not be found out. */
function accessTo(bucket: string, key?: string): Promise<BucketAccess | undefined> {
  const state = sessionState();
  const name = JSON.stringify([state.kind === "in" ? state.session.accessKey : "", bucket, key]);
  const before = known.get(name);
  if (before && Date.now() - before.at < FRESH_MS) {
    return before.access;
  }
  if (known.size >= BUCKETS_MAX) {
    known.clear();
  }
  const access = request<BucketAccess>("/own/access", { query: { bucket, key } }).catch(() => undefined);
  known.set(name, { at: Date.now(), access });
  void access.then((found) => {
    if (found === undefined) {
      known.delete(name);
    }
  });
  return access;
}

/**
 * Refuses here what the server would refuse: what it said that the caller may not do is not asked for,
 * because browsers report each error as one of the page. Where nothing is known, the server is asked.
 *
 * @throws Problem as the server would answer, but for the id of a request that there is not
 */
export async function requireMay(bucket: string, action: string): Promise<void> {
  const access = await accessTo(bucket);
  if (access && !access.actions.includes(action)) {
    throw refused(action, bucket);
  }
}

/** The same of one object in it. */
export async function requireMayWith(bucket: string, key: string, action: string): Promise<void> {
  const access = await accessTo(bucket, key);
  if (access && !access.objectActions.includes(action)) {
    throw refused(action, bucket);
  }
}

function refused(action: string, bucket: string): Problem {
  return new Problem(403, "AccessDenied", `Your access key may not do ${action} in ${bucket}.`, "");
}
