import type { FileWanted, Upload } from "./model";

/** Why a file cannot be read: it is asked for again, or it is not what it was. */
export class FileTrouble extends Error {
  override readonly name = "FileTrouble";

  constructor(readonly why: FileWanted | "changed") {
    super("The file cannot be read.");
  }
}

type Permission = "granted" | "denied" | "prompt";

/** What Chromium gives on secure pages, and what outlives a reload; the compiler knows half of it. */
export type Handle = (FileSystemFileHandle | FileSystemDirectoryHandle) & {
  queryPermission?(): Promise<Permission>;
  requestPermission?(): Promise<Permission>;
};

/** Where the bytes of an upload are: a file of this visit, or a handle that outlives it. */
export interface FileSource {
  readonly file?: File;
  /** Of the file itself, or of the folder that was chosen. */
  readonly handle?: Handle;
}

/** Finds the file. One that is below a folder is found by its path, of which the folder is the first. */
export async function openFile(source: FileSource | undefined, path: string): Promise<File> {
  if (source?.file) {
    return source.file;
  }
  if (!source?.handle) {
    throw new FileTrouble("reload");
  }
  if ((await permissionOf(source.handle)) !== "granted") {
    throw new FileTrouble("permission");
  }
  try {
    return await fileBelow(source.handle, path);
  } catch {
    throw new FileTrouble("moved");
  }
}

async function fileBelow(handle: Handle, path: string): Promise<File> {
  if (handle.kind === "file") {
    return handle.getFile();
  }
  const names = path.split("/").slice(1);
  let folder: FileSystemDirectoryHandle = handle;
  for (const name of names.slice(0, -1)) {
    folder = await folder.getDirectoryHandle(name);
  }
  return (await folder.getFileHandle(names.at(-1) ?? "")).getFile();
}

/** Whether it may be read now. */
export function permissionOf(handle: Handle): Promise<Permission> {
  return handle.queryPermission?.() ?? Promise.resolve("granted");
}

/** Asks the person for it; browsers allow that after a click alone. */
export function askPermission(handle: Handle): Promise<Permission> {
  return handle.requestPermission?.() ?? Promise.resolve("granted");
}

/** Fails when the file is not any more what it was as the upload began. */
export function requireUnchanged(file: File, upload: Upload): File {
  if (file.size !== upload.size || file.lastModified !== upload.modified) {
    throw new FileTrouble("changed");
  }
  return file;
}
