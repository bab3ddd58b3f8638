import { useSyncExternalStore } from "react";
import { onSession, sessionState } from "./http/session";

/** Who is signed in, kept up to date. */
export function useSession() {
  return useSyncExternalStore(onSession, sessionState);
}
