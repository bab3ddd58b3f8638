import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "./problem";
import { sessionState } from "./session";

const RETRIES = 2;

/** Asks again only where that may help, and never for a change. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        gcTime: 5 * 60_000,
        retry: (count, error) => count < RETRIES && asProblem(error).isPassing,
        retryDelay: (attempt, error) =>
          (asProblem(error).retryAfterSeconds ?? 2 ** attempt) * 1000,
        // Offline shows as such, in place of a page that waits for ever.
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

/** What of a query tells whether it is asked for anew. */
interface Asked {
  readonly state: { readonly error: Error | null };
}

/**
 * How often something is asked for anew: not while nobody is signed in, nor once it was refused or
 * is not there, when it would fill the list of refused requests with our own.
 */
export function whileSignedIn(everyMs: number): (query: Asked) => number | false {
  return ({ state: { error } }) =>
    sessionState().kind === "in" && !(error !== null && asProblem(error).isLasting) ? everyMs : false;
}
