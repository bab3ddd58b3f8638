import type { ObjectPage, VersionPage } from "../../api/types.gen";

/** Something that begins alike and goes on after a slash: shown as a folder, stored nowhere. */
export interface FolderRow {
  readonly kind: "folder";
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

/** An object as it is now. */
export interface ObjectRow {
  readonly kind: "object";
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly modified: string;
}

/** An object that was deleted where versions are kept: its latest version is a marker. */
export interface DeletedRow {
  readonly kind: "deleted";
  readonly id: string;
  readonly key: string;
  readonly name: string;
  /** Of the marker: without it, what was there before is there again. */
  readonly versionId: string;
  /** Of what was there before; undefined where that is not known. */
  readonly size?: number;
  readonly modified: string;
}

export type Row = FolderRow | ObjectRow | DeletedRow;

/** Some rows, as they came, and where the next go on. */
export interface Page {
  readonly rows: readonly Row[];
  readonly next?: Marker;
  /** How many entries were looked through for them. */
  readonly looked: number;
}

/** Where a list goes on, as the server said it. */
export type Marker = Readonly<Record<string, string>>;

/** The rows of a page of objects, in the order of their keys, folders among them. */
export function objectRows(page: ObjectPage, prefix: string): Page {
  const rows: Row[] = [];
  const folders = page.commonPrefixes;
  let f = 0;
  const foldersBefore = (key: string | undefined) => {
    for (; f < folders.length; f++) {
      const folder = folders[f]?.prefix ?? "";
      if (key !== undefined && folder > key) {
        return;
      }
      rows.push({ kind: "folder", id: `p${folder}`, key: folder, name: folder.slice(prefix.length) });
    }
  };
  for (const { key, size, lastModified } of page.contents) {
    foldersBefore(key);
    // What keeps an empty folder there is the folder; with bytes it is an object like any other.
    if (key !== prefix || size > 0) {
      rows.push({
        kind: "object",
        id: `k${key}`,
        key,
        name: key.slice(prefix.length),
        size,
        modified: lastModified,
      });
    }
  }
  foldersBefore(undefined);
  const token = page.nextContinuationToken;
  return {
    rows,
    looked: page.contents.length + folders.length,
    ...(token === undefined ? {} : { next: { "continuation-token": token } }),
  };
}

/** What of a page of versions was deleted and can come back. */
export function deletedRows(page: VersionPage, prefix: string): Page {
  const rows: Row[] = [];
  page.versions.forEach(({ key, versionId, isLatest, isDeleteMarker, lastModified }, i) => {
    if (isLatest && isDeleteMarker) {
      const before = page.versions[i + 1];
      const isKnown = before?.key === key && !before.isDeleteMarker;
      rows.push({
        kind: "deleted",
        id: `d${key}`,
        key,
        name: key.slice(prefix.length),
        versionId,
        modified: lastModified,
        ...(isKnown ? { size: before.size } : {}),
      });
    }
  });
  return {
    rows,
    looked: page.versions.length,
    ...(page.isTruncated && page.nextKeyMarker !== undefined
      ? {
          next: {
            "key-marker": page.nextKeyMarker,
            ...(page.nextVersionIdMarker === undefined
              ? {}
              : { "version-id-marker": page.nextVersionIdMarker }),
          },
        }
      : {}),
  };
}

interface Flat {
  readonly pages: readonly Page[];
  readonly rows: readonly Row[];
}

const flattened = new WeakMap<Page, Flat>();

/** The rows of all pages. Of pages that grew by one, only the new one is gone through. */
export function allRows(pages: readonly Page[]): readonly Row[] {
  const last = pages.at(-1);
  if (last === undefined) {
    return [];
  }
  const known = flattened.get(last);
  if (known && isSame(known.pages, pages, pages.length)) {
    return known.rows;
  }
  const before = pages.at(-2);
  const shorter = before && flattened.get(before);
  const rows =
    shorter && isSame(shorter.pages, pages, pages.length - 1)
      ? shorter.rows.concat(last.rows)
      : pages.flatMap((page) => page.rows);
  flattened.set(last, { pages, rows });
  return rows;
}

function isSame(one: readonly Page[], other: readonly Page[], length: number): boolean {
  return one.length === length && one.every((page, i) => page === other[i]);
}
