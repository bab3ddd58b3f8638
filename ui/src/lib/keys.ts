/** What stands between the folders that a key seems to lie in. */
export const SLASH = "/";

/** The folder that holds a folder or a key: `a/b/` of `a/b/c` and of `a/b/c/`; empty at the top. */
export function parentOf(key: string): string {
  const end = key.endsWith(SLASH) ? key.length - 1 : key.length;
  // Sought before the first character, the first would be found.
  return end === 0 ? "" : key.slice(0, key.lastIndexOf(SLASH, end - 1) + 1);
}

/** The last piece of a key; that of a folder ends with its slash. */
export function nameOf(key: string): string {
  return key.slice(parentOf(key).length);
}

/** The folders on the way to a prefix, from the top: `a/`, `a/b/` of `a/b/`. */
export function foldersOf(prefix: string): readonly string[] {
  const folders: string[] = [];
  for (let at = prefix.indexOf(SLASH); at >= 0; at = prefix.indexOf(SLASH, at + 1)) {
    folders.push(prefix.slice(0, at + 1));
  }
  return folders;
}

/** An object as the address that command lines take. */
export function s3Address(bucket: string, key: string): string {
  return `s3://${bucket}/${key}`;
}
