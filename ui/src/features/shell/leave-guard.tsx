import { useBlocker } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { sessionState } from "../../lib/http/session";
import { hasUnsaved } from "../../lib/unsaved";

const LeaveDialog = lazy(async () => ({ default: (await import("./leave-dialog")).LeaveDialog }));

interface Place {
  readonly pathname: string;
  readonly search: object;
}

const tabOf = ({ search }: Place) => ("tab" in search ? search.tab : undefined);

/**
 * Whether forms of the one place are gone at the other: another page, or another tab of it. Other
 * parts of an address say how the same is shown.
 */
export function isElsewhere(current: Place, next: Place): boolean {
  return current.pathname !== next.pathname || tabOf(current) !== tabOf(next);
}

const isToBeAsked = ({ current, next }: { readonly current: Place; readonly next: Place }) =>
  hasUnsaved() && sessionState().kind !== "none" && isElsewhere(current, next);

/** Asks before anything is left in which something was changed and not saved, on every page. */
export function LeaveGuard() {
  const blocker = useBlocker({ shouldBlockFn: isToBeAsked, enableBeforeUnload: hasUnsaved, withResolver: true });
  return blocker.status === "blocked" ? (
    <Suspense>
      <LeaveDialog onStay={blocker.reset} onLeave={blocker.proceed} />
    </Suspense>
  ) : null;
}
