import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Page } from "../../components/page";
import { Loading, NotAllowed } from "../../components/states";
import { whoAmIQuery } from "../../lib/whoami";
import { destinations } from "./navigation";

/** A page of those that not everybody may see, once it is known that one may: else nothing of it is asked for. */
export function Allowed({ children }: { readonly children: ReactNode }) {
  const { pathname } = useLocation();
  const who = useQuery(whoAmIQuery);
  const page = destinations.find(({ to, needs }) => needs !== undefined && `${pathname}/`.startsWith(`${to}/`));
  // Where nothing can be found out, the page finds out by itself.
  if (page?.needs === undefined || who.isError) {
    return children;
  }
  if (who.data === undefined) {
    return <Loading />;
  }
  return who.data.actions.includes(page.needs) ? (
    children
  ) : (
    <Page title={page.label}>
      <NotAllowed action={page.needs} />
    </Page>
  );
}
