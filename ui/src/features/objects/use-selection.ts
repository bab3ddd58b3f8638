import { useMemo, useState } from "react";
import type { Row } from "./rows";
import * as selections from "./selection";
import { NOTHING, type Selection } from "./selection";

/**
 * What is chosen of the rows of one place. In another place nothing is: what does not show is never
 * acted on.
 *
 * @param cameFrom the folder that one was in before, which is where one is among its neighbours
 */
export function useSelection(placeId: string, rows: readonly Row[], cameFrom: string | undefined) {
  const [state, setState] = useState({ placeId, selection: NOTHING });
  const kept = state.placeId === placeId ? state.selection : NOTHING;
  const active = useMemo(() => {
    if (kept.active >= 0 || cameFrom === undefined) {
      return Math.min(kept.active, rows.length - 1);
    }
    return rows.findIndex(({ key }) => key === cameFrom);
  }, [kept.active, cameFrom, rows]);
  const selection = useMemo(() => ({ ...kept, active }), [kept, active]);
  const chosen = useMemo(() => selections.chosen(kept, rows), [kept, rows]);
  const become = (next: Selection) => setState({ placeId, selection: next });
  return {
    selection,
    chosen,
    goTo: (index: number) => become(selections.goTo(selection, index, rows)),
    extendTo: (index: number) => become(selections.extendTo(selection, index, rows)),
    toggle: (index: number) => become(selections.toggle(selection, index, rows)),
    only: (index: number) => become(selections.only(index, rows)),
    all: () => become(selections.all(selection, rows)),
    none: () => become(selections.none(selection)),
    /** What was acted on is done with. */
    forget: () => setState((now) => (now.placeId === placeId ? { placeId, selection: NOTHING } : now)),
    /** The rows have another order: what is chosen stays, where one was does not. */
    reordered: () => become({ ...kept, active: -1, anchor: -1 }),
  };
}

export type Chosen = ReturnType<typeof useSelection>;
