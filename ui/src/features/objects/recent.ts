/** A folder that was looked at since the console was opened. */
export interface Recent {
  readonly bucket: string;
  readonly prefix: string;
}

const KEPT_MAX = 20;

let recent: readonly Recent[] = [];

/** Keeps a folder as the one that was looked at last. Nothing is kept beyond the tab. */
export function remember(bucket: string, prefix: string): void {
  const others = recent.filter((each) => each.bucket !== bucket || each.prefix !== prefix);
  recent = [{ bucket, prefix }, ...others].slice(0, KEPT_MAX);
}

/** The folders that were looked at, the latest first. */
export function recentFolders(): readonly Recent[] {
  return recent;
}
