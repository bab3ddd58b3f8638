import { createRouter } from "@tanstack/react-router";
import { Loading } from "../components/states/loading";
import { Failed } from "../components/states/trouble";
import { basePath } from "../lib/base";
import { parseSearch, stringifySearch } from "../lib/search";
import { routeTree } from "./tree";

/** The router over the table of pages. */
export function makeRouter() {
  return createRouter({
    routeTree,
    basepath: basePath,
    parseSearch,
    stringifySearch,
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 200,
    defaultPendingComponent: () => <Loading />,
    defaultErrorComponent: ({ error, reset }) => <Failed error={error} onRetry={reset} />,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
