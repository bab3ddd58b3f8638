import { useMay } from "../lib/whoami";
import { PageLink } from "./links";
import { strings } from "./strings";

/** Leads who may know it to why a request was refused. */
export default function WhyLink({ requestId }: { readonly requestId: string }) {
  return useMay("admin:Explain") ? (
    <PageLink to="/logs/$id" params={{ id: requestId }} size="sm">
      {strings.explain}
    </PageLink>
  ) : null;
}
