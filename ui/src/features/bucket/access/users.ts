import { queryOptions } from "@tanstack/react-query";
import type { User } from "../../../api/types.gen";
import { request } from "../../../lib/http/request";
import { mayNow } from "../../../lib/whoami";

const USERS_SHOWN = 200;

/** The users as policies name them, for who may list users: by id those that have no name. */
export const userNamesQuery = queryOptions({
  queryKey: ["users", "names"],
  queryFn: async ({ signal }) => {
    if (!(await mayNow("admin:ListUsers"))) {
      return [];
    }
    const users = await request<readonly User[]>("/users", { query: { limit: USERS_SHOWN }, signal });
    return users.map(({ id, name = "" }) => (name === "" ? id : `arn:aws:iam:::user/${name}`));
  },
  staleTime: 60_000,
});
