import type { Handle } from "./file-source";
import type { Upload } from "./model";

/** What outlives a reload: no bytes, no credential; names, sizes, and what the server calls it. */
export interface Kept {
  readonly id: string;
  readonly upload: Upload;
  readonly handle: Handle | undefined;
  readonly keptAt: number;
}

/** Where uploads are kept between visits. */
export interface Keeper {
  load(): Promise<readonly Kept[]>;
  save(kept: readonly Kept[], gone: readonly string[]): Promise<void>;
}

const DATABASE = "bytebucket-transfers";
const UPLOADS = "uploads";

/** @param onClose called when the browser closes it by itself, as it does when it takes its files away */
function open(onClose: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(UPLOADS, { keyPath: "id" });
    opening.onsuccess = () => {
      opening.result.onclose = onClose;
      resolve(opening.result);
    };
    opening.onerror = () => reject(opening.error ?? new Error("IndexedDB does not open."));
    opening.onblocked = () => reject(new Error("IndexedDB is held by another tab."));
  });
}

/** In IndexedDB, which there is on plain http, too. */
export function browserKeeper(): Keeper {
  let opened: Promise<IDBDatabase> | undefined;
  const forget = () => (opened = undefined);
  const database = () => {
    opened ??= open(forget).catch((error: unknown) => {
      // The next one tries again.
      forget();
      throw error;
    });
    return opened;
  };
  return {
    async load() {
      const all = (await database()).transaction(UPLOADS).objectStore(UPLOADS).getAll();
      return new Promise((resolve, reject) => {
        all.onsuccess = () => resolve(all.result as Kept[]);
        all.onerror = () => reject(all.error ?? new Error("IndexedDB does not read."));
      });
    },
    async save(kept, gone) {
      const transaction = (await database()).transaction(UPLOADS, "readwrite");
      const uploads = transaction.objectStore(UPLOADS);
      kept.forEach((each) => uploads.put(each));
      gone.forEach((id) => uploads.delete(id));
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB does not write."));
      });
    },
  };
}
