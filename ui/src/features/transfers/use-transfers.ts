import { useSyncExternalStore } from "react";
import { transfers, type Transfers } from "../../transfers/transfers";

/**
 * The uploads of this tab: `addFiles(bucket, prefix, files)` and the rest of what can be done with
 * them. They go on whatever page is shown. For what is known of them, `useSnapshot`.
 */
export function useTransfers(): Transfers {
  return transfers();
}

/** All uploads as they are now, drawn four times a second at the most. */
export function useSnapshot() {
  const { store } = transfers();
  return useSyncExternalStore(store.subscribe, store.snapshot);
}
