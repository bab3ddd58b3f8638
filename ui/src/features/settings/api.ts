import { queryOptions } from "@tanstack/react-query";
import type { AccessLog, Bans, Retention } from "../../api/types.gen";
import { path, request } from "../../lib/http/request";

/** A setting's value. */
export type Value = boolean | number | string | readonly string[];
export type Values = Readonly<Record<string, Value>>;

/** What the environment says, what was saved in its place, and what holds. */
export interface Standing {
  readonly env: Values;
  readonly override: Values | null;
  readonly effective: Values;
}

export type Standings = "ratelimit" | "ipban" | "trustedproxy";

export const standingQuery = (name: Standings) =>
  queryOptions({
    queryKey: ["config", name],
    queryFn: ({ signal }) => request<Standing>(path`/config/${name}`, { signal }),
  });

/** All of them, for who wants to see what differs. */
export const standingsQuery = queryOptions({
  queryKey: ["config", "standings"],
  queryFn: async ({ signal }): Promise<Record<Standings, Standing>> => {
    const [ratelimit, ipban, trustedproxy] = await Promise.all(
      (["ratelimit", "ipban", "trustedproxy"] as const).map((name) =>
        request<Standing>(path`/config/${name}`, { signal }),
      ),
    ) as [Standing, Standing, Standing];
    return { ratelimit, ipban, trustedproxy };
  },
});

export const saveStanding = (name: Standings, values: Values) =>
  request(path`/config/${name}`, { method: "PUT", json: values });

export const clearStanding = (name: Standings) => request(path`/config/${name}`, { method: "DELETE" });

export const addressQuery = queryOptions({
  queryKey: ["config", "address"],
  queryFn: ({ signal }) => request<{ publicBaseURL: string }>("/config", { signal }),
});

export const retentionQuery = queryOptions({
  queryKey: ["config", "retention"],
  queryFn: ({ signal }) => request<Retention>("/config/retention", { signal }),
});

export const accessLogQuery = queryOptions({
  queryKey: ["config", "accesslog"],
  queryFn: ({ signal }) => request<AccessLog>("/config/accesslog", { signal }),
});

export const saveRetention = (values: Values) => request("/config/retention", { method: "PUT", json: values });

export const saveAccessLog = (values: Values) => request("/config/accesslog", { method: "PUT", json: values });

export const bansQuery = queryOptions({
  queryKey: ["bans"],
  queryFn: ({ signal }) => request<Bans>("/bans", { signal }),
});

export const liftBan = (source: string) => request(path`/bans/${source}`, { method: "DELETE" });
