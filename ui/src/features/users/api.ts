import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import type {
  Answer,
  IssuedKey,
  Question,
  Rule,
  User,
  UserAccess,
  UserLimits,
  UserLimitsShown,
} from "../../api/types.gen";
import { exchange, path, request } from "../../lib/http/request";

export type { User } from "../../api/types.gen";

/** What a user is called where it has no name of its own. */
export function nameOf(user: User): string {
  return user.name ?? (user.accessKeyID === "" ? user.id : user.accessKeyID);
}

export const usersQuery = infiniteQueryOptions({
  queryKey: ["users", "list"],
  queryFn: async ({ pageParam, signal }) => {
    const query = pageParam === "" ? {} : { cursor: pageParam };
    const response = await exchange("/users", { query, signal });
    return {
      users: (await response.json()) as readonly User[],
      next: response.headers.get("x-next-cursor") ?? undefined,
    };
  },
  initialPageParam: "",
  getNextPageParam: ({ next }) => next,
});

/** A user by its id, or by any of its keys. */
export const userQuery = (id: string) =>
  queryOptions({
    queryKey: ["users", "one", id],
    queryFn: ({ signal }) => request<User>(path`/users/${id}`, { signal }),
  });

export const limitsQuery = (id: string) =>
  queryOptions({
    queryKey: ["users", "limits", id],
    queryFn: ({ signal }) => request<UserLimitsShown>(path`/users/${id}/limits`, { signal }),
  });

const ACCESS_PAGE = 20;

export const accessQuery = (id: string, prefix: string) =>
  infiniteQueryOptions({
    queryKey: ["users", "access", id, prefix],
    queryFn: ({ pageParam, signal }) =>
      request<UserAccess>(path`/users/${id}/access`, {
        query: {
          limit: ACCESS_PAGE,
          prefix: prefix === "" ? undefined : prefix,
          cursor: pageParam === "" ? undefined : pageParam,
        },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Whether a request would pass that nobody has sent; nothing is done. */
export const answerQuery = (question: Question | undefined) =>
  queryOptions({
    queryKey: ["users", "answer", question],
    queryFn: ({ signal }) => request<Answer>("/simulate", { method: "POST", json: question, signal }),
    enabled: question !== undefined,
    // What is allowed may have changed since.
    staleTime: 0,
    retry: false,
  });

export interface NewUser {
  readonly name?: string;
  readonly acl: readonly Rule[];
  readonly expiresAt?: string;
}

export const createUser = (user: NewUser) => request<IssuedKey>("/users", { method: "POST", json: user });

export const changeUser = (id: string, change: { name?: string; enabled?: boolean }) =>
  request(path`/users/${id}`, { method: "PATCH", json: change });

export const removeUser = (id: string) => request(path`/users/${id}`, { method: "DELETE" });

export const saveRules = (id: string, acl: readonly Rule[]) =>
  request(path`/users/${id}`, { method: "PUT", json: { acl } });

export const endSessions = (id: string) => request(path`/users/${id}/sessions`, { method: "DELETE" });

export const removeSecondFactor = (id: string) =>
  request(path`/users/${id}/second-factor`, { method: "DELETE" });

export const saveLimits = (id: string, limits: UserLimits) =>
  request(path`/users/${id}/limits`, { method: "PUT", json: limits });

export const removeLimits = (id: string) => request(path`/users/${id}/limits`, { method: "DELETE" });

/** What is known of users is asked for anew. */
export function refreshUsers(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ["users"] });
}
