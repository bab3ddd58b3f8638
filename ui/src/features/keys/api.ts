import { queryOptions } from "@tanstack/react-query";
import type { AccessKey, IssuedKey, OwnKeys } from "../../api/types.gen";
import { path, request } from "../../lib/http/request";

/** When a new key ends; undefined for never, or for as the server has it. */
export interface NewKey {
  readonly expiresAt?: string;
}

/** What can be done with the keys of somebody: of a user by administrators, or of oneself. */
export interface KeyCalls {
  /** Whether what was taken from a key can be given back. */
  readonly canWiden: boolean;
  readonly create: (key: NewKey) => Promise<IssuedKey>;
  readonly change: (id: string, change: { enabled?: boolean; expiresAt?: string }) => Promise<AccessKey>;
  readonly remove: (id: string) => Promise<unknown>;
  readonly rotate: (id: string, graceSeconds: number) => Promise<IssuedKey>;
  /** Gives the key another secret at once; not there for one's own. */
  readonly replaceSecret?: (id: string) => Promise<IssuedKey>;
}

/** Of a user, by its id. */
export function keysOfUser(userId: string): KeyCalls {
  return {
    canWiden: true,
    create: (key) => request(path`/users/${userId}/keys`, { method: "POST", json: key }),
    change: (id, change) => request(path`/keys/${id}`, { method: "PATCH", json: change }),
    remove: (id) => request(path`/keys/${id}`, { method: "DELETE" }),
    rotate: (id, graceSeconds) =>
      request(path`/keys/${id}/rotate`, { method: "POST", query: { graceSeconds } }),
    replaceSecret: (id) => request(path`/keys/${id}/secret`, { method: "POST" }),
  };
}

/** The caller's own, those that work. */
export const ownKeysQuery = queryOptions({
  queryKey: ["own", "keys"],
  queryFn: ({ signal }) => request<OwnKeys>("/own/keys", { signal }),
});

/** Of who is signed in. */
export const ownKeys: KeyCalls = {
  canWiden: false,
  create: (key) => request("/own/keys", { method: "POST", json: key }),
  change: (id, change) => request(path`/own/keys/${id}`, { method: "PATCH", json: change }),
  remove: (id) => request(path`/own/keys/${id}`, { method: "DELETE" }),
  rotate: (id, graceSeconds) =>
    request(path`/own/keys/${id}/rotate`, { method: "POST", query: { graceSeconds } }),
};
