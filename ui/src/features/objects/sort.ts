import { sorts, type Sort } from "../../lib/places";
import type { Row } from "./rows";

export { sorts, type Sort };
export type Column = "name" | "size" | "modified";

/** The column that a choice sorts by. */
export function columnOf(sort: Sort): Column {
  return (sort.startsWith("-") ? sort.slice(1) : sort) as Column;
}

/** What clicking a column leads to: up, then down, then as the server has it. */
export function nextSort(sort: Sort | undefined, column: Column): Sort | undefined {
  if (sort === column) {
    return `-${column}`;
  }
  return sort === `-${column}` ? undefined : column;
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** Exact where people's order sees no difference. */
function names(a: Row, b: Row): number {
  return byName.compare(a.name, b.name) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

function sizeOf(row: Row): number {
  return row.kind === "folder" ? -1 : (row.size ?? -1);
}

function timeOf(row: Row): number {
  return row.kind === "folder" ? 0 : Date.parse(row.modified);
}

/** Rows sorted, folders before all else; the same rows again where nothing was chosen. */
export function sortRows(rows: readonly Row[], sort: Sort | undefined): readonly Row[] {
  if (sort === undefined) {
    return rows;
  }
  const sign = sort.startsWith("-") ? -1 : 1;
  const folders = rows.filter(({ kind }) => kind === "folder");
  const others = rows.filter(({ kind }) => kind !== "folder");
  const column = columnOf(sort);
  if (column === "name") {
    folders.sort((a, b) => sign * names(a, b));
    others.sort((a, b) => sign * names(a, b));
    return folders.concat(others);
  }
  const valueOf = column === "size" ? sizeOf : timeOf;
  // Each is looked at once: two hundred thousand times are not read over and over.
  const values = new Map(others.map((row) => [row, valueOf(row)]));
  folders.sort(names);
  others.sort((a, b) => sign * ((values.get(a) ?? 0) - (values.get(b) ?? 0)) || names(a, b));
  return folders.concat(others);
}

/** Folders first, each kind in the order that it has. */
export function foldersFirst(rows: readonly Row[]): readonly Row[] {
  return rows
    .filter(({ kind }) => kind === "folder")
    .concat(rows.filter(({ kind }) => kind !== "folder"));
}
