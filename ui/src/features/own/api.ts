import { queryOptions } from "@tanstack/react-query";
import type { Enrolment, OwnSessions, RecoveryCodes, SecondFactor } from "../../api/types.gen";
import { path, request } from "../../lib/http/request";

export type { Enrolment, OwnSession, RecoveryCodes, SecondFactor } from "../../api/types.gen";

export const sessionsQuery = queryOptions({
  queryKey: ["own", "sessions"],
  queryFn: ({ signal }) => request<OwnSessions>("/sessions", { signal }),
});

export const factorQuery = queryOptions({
  queryKey: ["own", "factor"],
  queryFn: ({ signal }) => request<SecondFactor>("/second-factor", { signal }),
});

export const endSession = (id: string) => request(path`/sessions/${id}`, { method: "DELETE" });
export const endAllSessions = () => request("/sessions", { method: "DELETE" });
export const enrol = () => request<Enrolment>("/second-factor", { method: "POST" });

const withCode =
  <T>(call: string) =>
  (code: string) =>
    request<T>(`/second-factor/${call}`, { method: "POST", json: { code: code.replaceAll(" ", "") } });

export const confirmFactor = withCode<RecoveryCodes>("confirm");
export const renewCodes = withCode<RecoveryCodes>("recovery-codes");
export const disableFactor = withCode<undefined>("disable");
