import { sessionState } from "../lib/http/session";
import type { Engine, KnownBelow } from "./engine";
import type { FileSource } from "./file-source";
import { KEY_TOO_LONG, TOO_LARGE, type State, type Upload } from "./model";
import { freshId, isTooLong } from "./names";
import { FILE_MAX_BYTES, partSizeFor, UPLOADS_MAX } from "./parts";
import type { Choice, Found, Picked } from "./pick";
import type { Server } from "./server";
import type { Store } from "./store";
import { Wanted } from "./wanted";

/** Of so many folders of one choice, what is below them is asked for at once. */
const FOLDERS_LISTED_MAX = 10;

/** What came of files that were chosen. */
export interface Taken {
  readonly added: number;
  /** How many were of uploads that waited for their file. */
  readonly given: number;
  /** How many were on their way to the same key already. */
  readonly doubled: number;
  /** How many files, of uploads that wait for theirs, nobody waited for. */
  readonly strange: number;
  /** How many files and folders the browser could not read; those beside them were taken. */
  readonly unreadable: number;
  /** Whether there were more than the list takes, or reading ended early. */
  readonly cutBy: "limit" | "unreadable" | undefined;
}

type Counts = { -readonly [K in keyof Taken]: Taken[K] };

const none = (): Counts => ({ added: 0, given: 0, doubled: 0, strange: 0, unreadable: 0, cutBy: undefined });

/** Makes uploads of files that were chosen, while the folders they are in are still being read. */
export class Intake {
  constructor(
    private readonly store: Store,
    private readonly engine: Engine,
    private readonly server: Server,
  ) {}

  /** Takes files for keys below a prefix. */
  async add(bucket: string, prefix: string, choice: Choice): Promise<Taken> {
    const batch = freshId();
    const known = choice.folders.slice(0, FOLDERS_LISTED_MAX).map((folder): KnownBelow => {
      const below = `${prefix}${folder}/`;
      let found: ReturnType<KnownBelow["found"]> | undefined;
      // As the first of its files has its turn. Without the list each file asks for itself.
      return {
        prefix: below,
        found: () => (found ??= this.server.listBelow(bucket, below).catch(() => undefined)),
      };
    });
    this.engine.setKnown(batch, known);
    const hasRoom = () => this.store.size < UPLOADS_MAX;
    return this.#each(choice, hasRoom, (picked, counts) =>
      this.#take(bucket, prefix, batch, picked, counts),
    );
  }

  /** Takes files for uploads that wait for theirs. */
  async give(choice: Choice): Promise<Taken> {
    const waiting = [...this.store.inState("needs-file")].flatMap((id) => this.store.get(id) ?? []);
    const wanted = new Wanted(waiting, ({ id }) => this.store.get(id)?.state.kind === "needs-file");
    // It makes the list no longer.
    const hasRoom = () => true;
    return this.#each(choice, hasRoom, (picked, counts) => {
      const upload = wanted.find(picked);
      if (upload) {
        this.#give(upload, picked, counts);
      } else {
        counts.strange++;
      }
    });
  }

  async #each(
    choice: Choice,
    hasRoom: () => boolean,
    take: (picked: Picked, counts: Counts) => void,
  ): Promise<Taken> {
    const counts = none();
    this.store.addWalking(1);
    try {
      for await (const chunk of choice.files) {
        for (const found of chunk) {
          if (!hasRoom()) {
            counts.cutBy = "limit";
            return counts;
          }
          if (isReadable(found)) {
            take(found, counts);
          } else {
            counts.unreadable++;
          }
        }
      }
    } catch {
      counts.cutBy = "unreadable";
    } finally {
      this.store.addWalking(-1);
    }
    return counts;
  }

  #take(bucket: string, prefix: string, batch: string, picked: Picked, counts: Counts): void {
    const key = prefix + picked.path;
    const there = this.store.at(bucket, key);
    if (there?.state.kind === "needs-file" && there.size === picked.file.size) {
      this.#give(there, picked, counts);
      return;
    }
    if (there && there.state.kind !== "failed" && there.state.kind !== "needs-file") {
      counts.doubled++;
      return;
    }
    if (there) {
      this.store.dispatch(there.id, { type: "cancel" });
    }
    const upload = uploadOf(bucket, key, batch, picked);
    this.engine.setFile(upload.id, sourceOf(picked));
    this.store.add(upload);
    counts.added++;
  }

  #give(upload: Upload, picked: Picked, counts: Counts): void {
    this.engine.setFile(upload.id, sourceOf(picked));
    const { size, lastModified } = picked.file;
    this.store.dispatch(upload.id, { type: "file-given", size, modified: lastModified });
    counts.given++;
  }
}

function isReadable(found: Found): found is Picked {
  return found.file !== undefined;
}

function sourceOf({ file, handle }: Picked): FileSource {
  return { file, ...(handle === undefined ? {} : { handle }) };
}

function uploadOf(bucket: string, key: string, batch: string, { path, file }: Picked): Upload {
  const session = sessionState();
  return {
    id: freshId(),
    batch,
    owner: session.kind === "in" ? session.session.accessKey : "",
    bucket,
    key,
    wantedKey: key,
    path,
    size: file.size,
    modified: file.lastModified,
    type: file.type === "" ? "application/octet-stream" : file.type,
    partSize: partSizeFor(file.size),
    uploadId: undefined,
    etags: {},
    sentBytes: 0,
    mayReplace: false,
    copyNumber: 0,
    attempt: 0,
    isRepeat: false,
    restarts: 0,
    state: firstState(key, file.size),
  };
}

function firstState(key: string, size: number): State {
  if (size > FILE_MAX_BYTES) {
    return failed(TOO_LARGE, "The file is too large for a browser: use the command line.");
  }
  if (isTooLong(key)) {
    return failed(KEY_TOO_LONG, "The key would be longer than 1,024 bytes.");
  }
  return { kind: "queued", then: "checking" };
}

function failed(code: string, message: string): State {
  return { kind: "failed", reason: { code, message, requestId: "" } };
}
