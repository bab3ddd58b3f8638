import type { ComponentType } from "react";
import {
  ClockIcon,
  CopyIcon,
  DownloadIcon,
  EditIcon,
  FileIcon,
  FolderIcon,
  LinkIcon,
  MoveIcon,
  ReloadIcon,
  TagIcon,
  TrashIcon,
} from "../../components/icons";
import type { DeletedRow, FolderRow, ObjectRow, Row } from "./rows";
import { strings } from "./strings";

/** Something that can be done to rows. */
export interface Action {
  readonly id: keyof typeof strings.actions;
  readonly icon: ComponentType<{ size?: number }>;
  readonly keys?: string;
  /** A link that the browser follows by itself, in place of something to run. */
  readonly href?: string;
  readonly isDestroying?: boolean;
  readonly run?: () => void;
}

/** What actions are done with. */
export interface Means {
  readonly open: (row: Row, tab?: "share" | "versions") => void;
  readonly downloadHref: (key: string) => string;
  readonly zip: (rows: Living) => void;
  readonly rename: (row: FolderRow | ObjectRow) => void;
  readonly tags: (rows: Living) => void;
  readonly headers: (rows: Living) => void;
  readonly transfer: (how: "copy" | "move", rows: Living) => void;
  readonly copyAddress: (row: Row) => void;
  readonly restore: (rows: readonly DeletedRow[]) => void;
  readonly remove: (rows: readonly Row[], isForGood: boolean) => void;
}

/** Rows of what was not deleted. */
export type Living = readonly (FolderRow | ObjectRow)[];

/** What can be done to those rows, in the order in which it shows. */
export function actionsOn(rows: readonly Row[], means: Means): readonly Action[] {
  const first = rows[0];
  if (!first) {
    return [];
  }
  const deleted = rows.filter((row) => row.kind === "deleted");
  if (deleted.length > 0) {
    return onDeleted(deleted, means);
  }
  const living = rows.filter((row) => row.kind !== "deleted");
  const one = living.length === 1 ? living[0] : undefined;
  const many: Action[] = [
    { id: "copy", icon: CopyIcon, run: () => means.transfer("copy", living) },
    { id: "move", icon: MoveIcon, run: () => means.transfer("move", living) },
  ];
  const remove: Action = {
    id: "delete",
    icon: TrashIcon,
    keys: "Del",
    isDestroying: true,
    run: () => means.remove(rows, false),
  };
  const said: Action[] = living.some(({ kind }) => kind === "object")
    ? [
        { id: "tags", icon: TagIcon, run: () => means.tags(living) },
        { id: "headers", icon: EditIcon, run: () => means.headers(living) },
      ]
    : [];
  const zip: Action = { id: "zip", icon: DownloadIcon, run: () => means.zip(living) };
  return one ? [...onOne(one, zip, means), ...many, ...address(one, means), remove] : [zip, ...many, ...said, remove];
}

function onOne(row: FolderRow | ObjectRow, zip: Action, means: Means): Action[] {
  const rename: Action = { id: "rename", icon: EditIcon, keys: "F2", run: () => means.rename(row) };
  const open: Action = {
    id: "open",
    icon: row.kind === "folder" ? FolderIcon : FileIcon,
    keys: "Enter",
    run: () => means.open(row),
  };
  return row.kind === "folder"
    ? [open, zip, rename]
    : [
        open,
        { id: "download", icon: DownloadIcon, href: means.downloadHref(row.key) },
        { id: "share", icon: LinkIcon, run: () => means.open(row, "share") },
        { id: "versions", icon: ClockIcon, run: () => means.open(row, "versions") },
        rename,
      ];
}

function onDeleted(rows: readonly DeletedRow[], means: Means): Action[] {
  const one = rows.length === 1 ? rows[0] : undefined;
  return [
    { id: "restore", icon: ReloadIcon, run: () => means.restore(rows) },
    ...(one
      ? [
          { id: "versions", icon: ClockIcon, run: () => means.open(one, "versions") } as const,
          ...address(one, means),
        ]
      : []),
    { id: "erase", icon: TrashIcon, isDestroying: true, run: () => means.remove(rows, true) },
  ];
}

function address(row: Row, means: Means): Action[] {
  return [{ id: "address", icon: LinkIcon, run: () => means.copyAddress(row) }];
}
