import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";

/**
 * Shows a part of a page as it stands in the console, at an address.
 *
 * @param path of the route, as the table of pages has it: `/users/$id`
 * @param at the address; the path itself without one
 */
export function showAt(part: ReactNode, path = "/", at: string = path) {
  const root = createRootRoute();
  const shell = createRoute({ getParentRoute: () => root, id: "shell", component: Outlet });
  const page = createRoute({ getParentRoute: () => shell, path, component: () => part });
  const others = createRoute({ getParentRoute: () => shell, path: "$", component: () => <p>elsewhere</p> });
  const history = createMemoryHistory({ initialEntries: [at] });
  const router = createRouter({ routeTree: root.addChildren([shell.addChildren([page, others])]), history });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        {/* Not the router of the console, whose types it has. */}
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { history, client };
}
