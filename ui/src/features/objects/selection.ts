import type { Row } from "./rows";

/** What is chosen of a list, and where in it one is. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** The row that keys act on; -1 before there was one. */
  readonly active: number;
  /** Where a range began. */
  readonly anchor: number;
}

export const NOTHING: Selection = { ids: new Set(), active: -1, anchor: -1 };

type Rows = readonly Row[];

function within(index: number, rows: Rows): number {
  return Math.max(rows.length === 0 ? -1 : 0, Math.min(index, rows.length - 1));
}

/** Goes to a row; what is chosen stays. */
export function goTo(selection: Selection, index: number, rows: Rows): Selection {
  const active = within(index, rows);
  return { ids: selection.ids, active, anchor: active };
}

/** Chooses all from where the range began to a row, and nothing else. */
export function extendTo(selection: Selection, index: number, rows: Rows): Selection {
  const active = within(index, rows);
  const anchor = within(selection.anchor < 0 ? Math.max(0, selection.active) : selection.anchor, rows);
  const ids = new Set<string>();
  for (let i = Math.min(anchor, active); i <= Math.max(anchor, active); i++) {
    const row = rows[i];
    if (row) {
      ids.add(row.id);
    }
  }
  return { ids, active, anchor };
}

/** Chooses one row beside the others, or lets go of it. */
export function toggle(selection: Selection, index: number, rows: Rows): Selection {
  const row = rows[index];
  if (!row) {
    return selection;
  }
  const ids = new Set(selection.ids);
  if (!ids.delete(row.id)) {
    ids.add(row.id);
  }
  return { ids, active: index, anchor: index };
}

/** Chooses one row alone. */
export function only(index: number, rows: Rows): Selection {
  const row = rows[index];
  return row ? { ids: new Set([row.id]), active: index, anchor: index } : NOTHING;
}

/** Chooses all rows that there are. */
export function all(selection: Selection, rows: Rows): Selection {
  return { ...selection, ids: new Set(rows.map(({ id }) => id)) };
}

/** Chooses nothing, and stays where one is. */
export function none(selection: Selection): Selection {
  return { ...selection, ids: NOTHING.ids };
}

/** The rows that are chosen and still there. */
export function chosen(selection: Selection, rows: Rows): Rows {
  return selection.ids.size === 0 ? [] : rows.filter(({ id }) => selection.ids.has(id));
}
