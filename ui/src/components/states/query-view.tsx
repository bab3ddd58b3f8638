import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { asProblem } from "../../lib/http/problem";
import { Loading } from "./loading";
import { Stale } from "./stale";
import { Failed, Refused } from "./trouble";

interface Props<T> {
  readonly query: UseQueryResult<T>;
  /** What it takes to see it, by the name that rules have for it. */
  readonly action: string;
  /** What stands here while it loads, in place of rows. */
  readonly loading?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/**
 * What a query brings, in each of its states. What was loaded before stays when it cannot be loaded
 * anew, and says its age.
 */
export function QueryView<T>({ query, action, loading, children }: Props<T>) {
  const retry = () => void query.refetch();
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && !asProblem(query.error).isSignedOut && (
          <Stale since={query.dataUpdatedAt} error={query.error} onRetry={retry} />
        )}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) {
    const problem = asProblem(query.error);
    // Whoever signs in again, over the page, gets it loaded again.
    if (problem.isSignedOut) {
      return loading ?? <Loading />;
    }
    return problem.isRefused ? (
      <Refused error={problem} action={action} />
    ) : (
      <Failed error={problem} onRetry={retry} />
    );
  }
  return loading ?? <Loading />;
}
