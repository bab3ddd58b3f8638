import { asProblem } from "../lib/http/problem";
import { isEnded } from "./machine";
import { openFile, type FileSource } from "./file-source";
import type { Hash } from "./hasher";
import type { Answer, Event, There, Upload } from "./model";
import type { Server } from "./server";
import { Slots } from "./slots";
import type { Store } from "./store";
import { PARTS_AT_ONCE, work } from "./work";

/** How many uploads are worked on at once. A browser has six connections to a server. */
const AT_ONCE = 4;
const ABORT_TRIES = 3;

/** What stands below a folder, asked for once for all its files, as it is wanted first. */
export interface KnownBelow {
  readonly prefix: string;
  readonly found: () => Promise<ReadonlyMap<string, There> | undefined>;
}

/** Works on the uploads of a store, a few at a time, and carries out what their steps ask for. */
export class Engine {
  readonly #files = new Map<string, FileSource>();
  readonly #known = new Map<string, readonly KnownBelow[]>();
  readonly #answers = new Map<string, Answer>();
  readonly #working = new Map<string, AbortController>();
  readonly #slots = new Slots(PARTS_AT_ONCE);
  #isPumping = false;

  constructor(
    private readonly store: Store,
    private readonly server: Server,
    private readonly hash: Hash,
    private readonly now: () => number = Date.now,
  ) {
    store.watch((before, after, event) => this.#stepped(before, after, event));
  }

  setFile(id: string, source: FileSource): void {
    this.#files.set(id, source);
  }

  fileOf(id: string): FileSource | undefined {
    return this.#files.get(id);
  }

  setKnown(batch: string, known: readonly KnownBelow[]): void {
    this.#known.set(batch, known);
  }

  /** What is done about what is there already, for all the rest of a choice of files. */
  setAnswer(batch: string, answer: Answer): void {
    this.#answers.set(batch, answer);
  }

  /** Forgets what went with uploads that are not in the list any more. */
  forget(ids: readonly string[]): void {
    for (const id of ids) {
      this.#working.get(id)?.abort();
      this.#files.delete(id);
    }
  }

  /** Forgets what was said of a choice of files, once none of them is left. */
  forgetBatches(left: ReadonlySet<string>): void {
    for (const batch of [...this.#known.keys(), ...this.#answers.keys()]) {
      if (!left.has(batch)) {
        this.#known.delete(batch);
        this.#answers.delete(batch);
      }
    }
  }

  /** Starts what can be started, after whatever is being done now. */
  pump(): void {
    if (!this.#isPumping) {
      this.#isPumping = true;
      queueMicrotask(() => {
        this.#isPumping = false;
        this.#start();
      });
    }
  }

  #start(): void {
    while (this.store.hold === undefined && this.#working.size < AT_ONCE) {
      const next = this.#next();
      if (next === undefined) {
        return;
      }
      const controller = new AbortController();
      this.#working.set(next, controller);
      this.store.dispatch(next, { type: "start" });
      void this.#work(next, controller.signal);
    }
  }

  /** What was begun before goes before what was not. */
  #next(): string | undefined {
    for (const queue of ["again", "queued"] as const) {
      for (const id of this.store.inState(queue)) {
        if (!this.#working.has(id)) {
          return id;
        }
      }
    }
    return undefined;
  }

  async #work(id: string, signal: AbortSignal): Promise<void> {
    const current = () => {
      const upload = this.store.get(id);
      if (upload === undefined) {
        throw new DOMException("It is not in the list any more.", "AbortError");
      }
      return upload;
    };
    const first = current();
    try {
      await work({
        server: this.server,
        hash: this.hash,
        slots: this.#slots,
        signal,
        current,
        send: (event) => this.#send(id, event, signal),
        file: () => openFile(this.#files.get(id), first.path),
        known: () => this.#knownAt(current()),
        answer: () => this.#answers.get(first.batch),
        progress: (part, bytes) => this.store.progress(id, part, bytes),
        now: this.now,
      });
    } catch {
      // Taken out of the list meanwhile: there is nobody to tell.
    } finally {
      this.#working.delete(id);
      this.pump();
    }
  }

  #send(id: string, event: Event, signal: AbortSignal): void {
    const upload = this.store.get(id);
    if (event.type === "begun" && upload !== undefined && isEnded(upload)) {
      // Cancelled while the server began it.
      this.#abort({ ...upload, uploadId: event.uploadId });
      return;
    }
    // What the server has counts also when it was called off meanwhile.
    if (!signal.aborted || ["begun", "part", "completed"].includes(event.type)) {
      this.store.dispatch(id, event);
    }
  }

  async #knownAt({ batch, key }: Upload): Promise<There | undefined | null> {
    const below = this.#known.get(batch)?.find(({ prefix }) => key.startsWith(prefix));
    const found = await below?.found();
    return found === undefined ? null : found.get(key);
  }

  #stepped(before: Upload | undefined, after: Upload, event: Event | undefined): void {
    const { state, id } = after;
    if (state.kind === "waiting" && before?.state.kind !== "waiting") {
      this.#wake(id, state.until);
    }
    const isOutside = event !== undefined && ["pause", "cancel", "file-lost", "answer"].includes(event.type);
    if (isOutside && before?.state.kind !== state.kind) {
      this.#working.get(id)?.abort();
    }
    const old = before?.uploadId;
    const isDropped = old !== undefined && (after.uploadId !== old || state.kind === "cancelled" || state.kind === "skipped");
    if (before && isDropped && event?.type !== "gone") {
      this.#abort(before);
    }
    if (isEnded(after)) {
      this.#files.delete(id);
    }
    this.pump();
  }

  #wake(id: string, until: number): void {
    setTimeout(() => {
      const state = this.store.get(id)?.state;
      if (state?.kind === "waiting" && state.until === until) {
        this.store.dispatch(id, { type: "due" });
      }
    }, Math.max(0, until - this.now()));
  }

  /** Gives the bytes back that the server holds; where it fails, the list of uploads shows it. */
  #abort(upload: Upload, tries = ABORT_TRIES): void {
    this.server.abort(upload).catch((error: unknown) => {
      if (tries > 1 && asProblem(error).isPassing) {
        setTimeout(() => this.#abort(upload, tries - 1), 2_000);
      }
    });
  }
}
