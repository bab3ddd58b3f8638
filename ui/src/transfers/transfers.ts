import { onSession, sessionState } from "../lib/http/session";
import { Engine } from "./engine";
import { workerHash, type Hash } from "./hasher";
import { Intake, type Taken } from "./intake";
import { browserKeeper, type Keeper } from "./keep";
import { Keeping } from "./keeping";
import { isEnded } from "./machine";
import type { Answer, Event, Kind } from "./model";
import { freshId } from "./names";
import { UPLOADS_MAX } from "./parts";
import { fromDrop, fromList, type Choice } from "./pick";
import { askAgain, restore } from "./restoring";
import { apiServer, type Server } from "./server";
import { Store } from "./store";
import { Tabs } from "./tabs";

/** What transfers are made of; tests bring their own. */
export interface Parts {
  readonly server?: Server;
  readonly hash?: Hash;
  readonly keeper?: Keeper;
  readonly tabs?: (holds: (id: string) => boolean) => Tabs;
  readonly now?: () => number;
}

/** Files as a page has them: of an input, of a drop, or of a picker. */
export type Files = ArrayLike<File> | DataTransfer | Choice;

/** Everything that leaving the page would interrupt. */
const SENDING: readonly Kind[] = ["sending", "completing"];

/** All uploads of this tab, and what can be done with them. It lives as long as the tab. */
export class Transfers {
  readonly store: Store;
  readonly #engine: Engine;
  readonly #intake: Intake;
  readonly #keeping: Keeping;
  readonly #keeper: Keeper;
  readonly #tabs: Tabs;
  readonly #now: () => number;
  readonly #uploaded = new Set<(bucket: string, key: string) => void>();
  #owner: string | undefined;
  #isStarted = false;

  constructor(parts: Parts = {}) {
    this.#now = parts.now ?? Date.now;
    const server = parts.server ?? apiServer;
    this.store = new Store(this.#now);
    this.#engine = new Engine(this.store, server, parts.hash ?? workerHash(), this.#now);
    this.#intake = new Intake(this.store, this.#engine, server);
    this.#keeper = parts.keeper ?? browserKeeper();
    const handleOf = (id: string) => this.#engine.fileOf(id)?.handle;
    this.#keeping = new Keeping(this.store, this.#keeper, handleOf, this.#now);
    const holds = (id: string) => this.store.get(id) !== undefined;
    this.#tabs = parts.tabs?.(holds) ?? new Tabs(freshId(), holds);
    this.store.watch((_, after) => {
      if (after.state.kind === "done") {
        this.#uploaded.forEach((listener) => listener(after.bucket, after.key));
      }
    });
  }

  /** Begins to listen to the session, the network and the end of the page; brings back what was kept. */
  start(): void {
    if (this.#isStarted) {
      return;
    }
    this.#isStarted = true;
    window.addEventListener("online", () => this.#session());
    window.addEventListener("offline", () => this.#session());
    window.addEventListener("pagehide", () => void this.#keeping.flush());
    window.addEventListener("beforeunload", (event) => {
      if (this.isSending) {
        event.preventDefault();
      }
    });
    onSession(() => this.#session());
    this.#session();
  }

  /** Whether bytes are on their way now. */
  get isSending(): boolean {
    return SENDING.some((kind) => this.store.inState(kind).size > 0);
  }

  /** Uploads files to keys below a prefix, which is empty or ends with a slash. */
  addFiles(bucket: string, prefix: string, files: Files): Promise<Taken> {
    this.start();
    const isOver = this.store.all().every(isEnded);
    if (isOver || this.store.size > UPLOADS_MAX / 2) {
      // What is over does not count in the progress of what is new, and takes no room from it.
      this.clear();
    }
    return this.#noted(this.#intake.add(bucket, prefix, choiceOf(files)));
  }

  /** Hands in files that uploads wait for after a reload. */
  giveFiles(files: Files): Promise<Taken> {
    return this.#noted(this.#intake.give(choiceOf(files)));
  }

  /** Asks to read again what could be read before a reload; as a person clicks. */
  askAgain(): Promise<number> {
    return askAgain(this.store, this.#engine);
  }

  /** Says what to do about what is there already, for one upload or for all of its like. */
  answer(id: string, answer: Answer, isForAll: boolean): void {
    const conflicts = isForAll ? [...this.store.inState("conflict")] : [id];
    for (const each of conflicts) {
      const upload = this.store.get(each);
      if (upload && isForAll) {
        this.#engine.setAnswer(upload.batch, answer);
      }
      this.store.dispatch(each, { type: "answer", answer });
    }
  }

  /** Pauses one, or all. */
  pause(id?: string): void {
    this.#toEach(id, { type: "pause", by: "person" });
  }

  /** Goes on with one that is paused, or with all. */
  resume(id?: string): void {
    this.#toEach(id, { type: "resume", by: "person" });
  }

  /** Tries again what failed or waits: one, or all. */
  retry(id?: string): void {
    this.#toEach(id, { type: "retry" });
  }

  /** Gives up one, or all that is not finished; the server gives up what it has of it. */
  cancel(id?: string): void {
    this.#toEach(id, { type: "cancel" });
  }

  /** Takes what has ended out of the list, and nothing else. */
  clear(): void {
    this.#forget(this.store.all().filter(isEnded).map(({ id }) => id));
  }

  /** Clears, and tells no longer what came of the files that were chosen last. */
  dismiss(): void {
    this.clear();
    this.store.setTaken(undefined);
  }

  /** Calls back with each object that was uploaded, until what it returns is called. */
  onUploaded(listener: (bucket: string, key: string) => void): () => void {
    this.#uploaded.add(listener);
    return () => void this.#uploaded.delete(listener);
  }

  async #noted(taking: Promise<Taken>): Promise<Taken> {
    this.store.setTaken(undefined);
    const taken = await taking;
    this.store.setTaken(taken);
    return taken;
  }

  #toEach(id: string | undefined, event: Event): void {
    const ids = id === undefined ? this.store.all().map((upload) => upload.id) : [id];
    ids.forEach((each) => this.store.dispatch(each, event));
  }

  #forget(ids: readonly string[]): void {
    this.store.forget(ids);
    this.#engine.forget(ids);
    this.#engine.forgetBatches(new Set(this.store.all().map(({ batch }) => batch)));
  }

  /** What is worked on pauses; what is queued stays where it is, and nothing of it is started. */
  #holdBy(by: "offline" | "session"): void {
    this.store.setHold(by);
    for (const kind of ["checking", "verifying", "sending", "completing", "waiting"] as const) {
      this.#toAllIn(kind, { type: "pause", by });
    }
  }

  #toAllIn(kind: Kind, event: Event): void {
    [...this.store.inState(kind)].forEach((id) => this.store.dispatch(id, event));
  }

  /** Holds everything while nobody is signed in or there is no network; else lets it go on. */
  #session(): void {
    const state = sessionState();
    if (state.kind === "unknown") {
      return;
    }
    if (state.kind === "in") {
      this.#belongTo(state.session.accessKey);
    }
    if (state.kind !== "in" || !navigator.onLine) {
      this.#holdBy(state.kind === "in" ? "offline" : "session");
      return;
    }
    const wasHeld = this.store.hold !== undefined;
    if (wasHeld) {
      this.store.setHold(undefined);
    }
    this.#toAllIn("paused", { type: "resume", by: "session" });
    this.#toAllIn("paused", { type: "resume", by: "offline" });
    if (wasHeld) {
      // The session is asked for after each failure, too: then what waits has to wait.
      this.#toAllIn("waiting", { type: "due" });
    }
    this.#engine.pump();
  }

  #belongTo(owner: string): void {
    if (this.#owner !== owner) {
      this.#owner = owner;
      this.store.setTaken(undefined);
      // Nobody sees what another user uploads; it is kept for when that user comes back.
      this.#forget(this.store.all().filter((each) => each.owner !== owner).map(({ id }) => id));
      void this.#restore(owner);
    }
  }

  async #restore(owner: string): Promise<void> {
    try {
      const old = await restore(owner, {
        store: this.store,
        engine: this.#engine,
        keeper: this.#keeper,
        tabs: this.#tabs,
        now: this.#now,
      });
      this.#keeping.drop(old);
    } catch {
      this.store.setKept(false);
    }
  }
}

function choiceOf(files: Files): Choice {
  if ("folders" in files) {
    return files;
  }
  return "items" in files ? fromDrop(files) : fromList(files);
}

let one: Transfers | undefined;

/** The uploads of this tab. */
export function transfers(): Transfers {
  return (one ??= new Transfers());
}
