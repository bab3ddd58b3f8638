import { useEffect, useState, useSyncExternalStore } from "react";
import { useSession } from "../../lib/use-session";
import type { LogFilter } from "./api";
import { TailStore } from "./tail-store";

/** Looks on at requests as they end, while the page is in sight and somebody is signed in. */
export function useTail({ port, bucket, operation, status }: LogFilter) {
  const [store] = useState(() => new TailStore());
  const isSeen = useSyncExternalStore(onSight, inSight);
  const isIn = useSession().kind === "in";
  const view = useSyncExternalStore(store.subscribe, store.current);
  useEffect(() => store.clear(), [store, port, bucket, operation, status]);
  useEffect(
    () => (isSeen && isIn ? store.follow({ port, bucket, operation, status }) : undefined),
    [store, isSeen, isIn, port, bucket, operation, status],
  );
  return { store, view };
}

function onSight(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}

function inSight(): boolean {
  return document.visibilityState === "visible";
}
