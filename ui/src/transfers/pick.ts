import type { Handle } from "./file-source";

/** A file that was chosen, and where it stands below what was chosen: `photos/a.jpg`. */
export interface Picked {
  readonly path: string;
  readonly file: File;
  /** Of the file, or of the folder that `path` begins with. */
  readonly handle?: Handle;
}

/** What was found, and cannot be read. */
export interface Unread {
  readonly path: string;
  readonly file: undefined;
}

export type Found = Picked | Unread;

/** What was chosen, found while it is read: a folder of any size never stands still for it. */
export interface Choice {
  /** Names of folders at the top, as far as they are known from the beginning. */
  readonly folders: readonly string[];
  /** Files, some at a time. */
  readonly files: AsyncIterable<readonly Found[]>;
}

/** So many files are handed on at once: browsers take a millisecond and more for each. */
const CHUNK = 10;

/**
 * Files of a list that the browser made, as an input for files or for a folder gives it. Each file of
 * it is only touched as its turn comes: that alone makes it, and thousands take long.
 */
export function fromList(files: ArrayLike<File>): Choice {
  const [top = "", ...rest] = files[0] === undefined ? [] : pathOf(files[0]).split("/");
  return {
    // An input gives the files of one folder, or of none.
    folders: rest.length > 0 ? [top] : [],
    files: inChunks(files),
  };
}

function pathOf(file: File): string {
  return file.webkitRelativePath || file.name;
}

async function* inChunks(files: ArrayLike<File>): AsyncGenerator<readonly Picked[]> {
  let chunk: Picked[] = [];
  for (let at = 0; at < files.length; at++) {
    const file = files[at];
    if (file) {
      chunk.push({ path: pathOf(file), file });
    }
    if (chunk.length >= CHUNK || at === files.length - 1) {
      yield chunk;
      chunk = [];
      await breath();
    }
  }
}

/**
 * Lets the browser draw and listen, between two pieces of work. By a message and not by a timer: in a
 * tab that is not looked at, a timer of nothing takes a second, and a minute after a while.
 */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/**
 * What was dropped. Has to be called while the drop is handled: afterwards the browser gives
 * nothing away. With handles where there are some.
 */
export function fromDrop(data: DataTransfer): Choice {
  const tops: Promise<Top | undefined>[] = [];
  const folders: string[] = [];
  for (const item of Array.from(data.items)) {
    if (item.kind === "file") {
      const entry = item.webkitGetAsEntry();
      if (entry?.isDirectory) {
        folders.push(entry.name);
      }
      tops.push(topOf(item, entry));
    }
  }
  return { folders, files: walkAll(tops) };
}

type Top = { readonly handle: Handle } | { readonly entry: FileSystemEntry } | { readonly file: File };

function topOf(item: DataTransferItem, entry: FileSystemEntry | null): Promise<Top | undefined> {
  const file = item.getAsFile();
  const other: Top | undefined = entry ? { entry } : file ? { file } : undefined;
  const { getAsFileSystemHandle: handleOf } = item as {
    getAsFileSystemHandle?: () => Promise<Handle | null>;
  };
  return handleOf === undefined
    ? Promise.resolve(other)
    : handleOf.call(item).then(
        (handle) => (handle ? { handle } : other),
        () => other,
      );
}

/** What was chosen by handles, where the browser has a picker of its own. */
export function fromHandles(handles: readonly Handle[]): Choice {
  return {
    folders: handles.filter(({ kind }) => kind === "directory").map(({ name }) => name),
    files: walkAll(handles.map((handle) => Promise.resolve({ handle }))),
  };
}

async function* walkAll(tops: readonly Promise<Top | undefined>[]): AsyncGenerator<readonly Found[]> {
  let chunk: Found[] = [];
  for (const waiting of tops) {
    const top = await waiting;
    for await (const picked of top ? walk(top) : []) {
      chunk.push(picked);
      if (chunk.length >= CHUNK) {
        yield chunk;
        chunk = [];
        await breath();
      }
    }
  }
  if (chunk.length > 0) {
    yield chunk;
  }
}

function walk(top: Top): AsyncIterable<Found> {
  if ("handle" in top) {
    return walkHandle(top.handle, top.handle, top.handle.name);
  }
  return "entry" in top ? walkEntry(top.entry, top.entry.name) : one({ path: top.file.name, file: top.file });
}

// eslint-disable-next-line @typescript-eslint/require-await -- it is walked like the others
async function* one(picked: Picked): AsyncGenerator<Picked> {
  yield picked;
}

async function* walkHandle(handle: Handle, root: Handle, path: string): AsyncGenerator<Found> {
  if (handle.kind === "file") {
    const file = await handle.getFile().catch(() => undefined);
    yield file ? { path, file, handle: root } : { path, file };
    return;
  }
  const children = handle.values();
  yield* eachBelow(
    path,
    async () => {
      const next = await children.next();
      return next.done ? [] : [next.value];
    },
    (child) => walkHandle(child, root, `${path}/${child.name}`),
  );
}

async function* walkEntry(entry: FileSystemEntry, path: string): AsyncGenerator<Found> {
  if (entry.isFile) {
    const file = await new Promise<File | undefined>((resolve) =>
      (entry as FileSystemFileEntry).file(resolve, () => resolve(undefined)),
    );
    yield file ? { path, file } : { path, file };
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  yield* eachBelow(
    path,
    // A hundred at a time, until there are none.
    () => new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject)),
    (child) => walkEntry(child, `${path}/${child.name}`),
  );
}

/** Walks what is in a folder. Where that cannot be read any further, what is beside it still can. */
async function* eachBelow<T>(
  path: string,
  some: () => Promise<readonly T[]>,
  walkChild: (child: T) => AsyncIterable<Found>,
): AsyncGenerator<Found> {
  for (;;) {
    const children = await some().catch(() => undefined);
    if (children === undefined) {
      yield { path, file: undefined };
    }
    if (children === undefined || children.length === 0) {
      return;
    }
    for (const child of children) {
      yield* walkChild(child);
    }
  }
}
