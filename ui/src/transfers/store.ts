import { isEnded, step } from "./machine";
import type { Taken } from "./intake";
import type { Event, Kind, Upload } from "./model";

/** What keeps everything from going on, beside what is said of single uploads. */
export type Hold = "session" | "offline" | undefined;

/** A state; of those that are queued, `again` has those that go on and do not begin. */
export type Queue = Kind | "again";

function queueOf({ state }: Upload): Queue {
  return state.kind === "queued" && state.then !== "checking" ? "again" : state.kind;
}

/** All uploads at one moment. */
export interface Snapshot {
  /** In the order in which they were added. */
  readonly uploads: readonly Upload[];
  readonly counts: Readonly<Record<Kind, number>>;
  readonly bytes: number;
  readonly sentBytes: number;
  /** Bytes per second over the last seconds. */
  readonly rate: number;
  readonly hold: Hold;
  /** How many choices of files are still being looked through. */
  readonly walking: number;
  /** What came of the files that were chosen last. */
  readonly taken: Taken | undefined;
  /** Whether what is under way would be found again after a reload. */
  readonly isKept: boolean;
}

/** Called with an upload as it was and as it is; `before` is undefined when it is new. */
export type Watcher = (before: Upload | undefined, after: Upload, event: Event | undefined) => void;

const DRAWN_EVERY_MS = 250;
const RATE_OVER_MS = 8_000;

const noCounts = (): Record<Kind, number> => ({
  queued: 0, checking: 0, conflict: 0, sending: 0, waiting: 0, paused: 0, "needs-file": 0,
  verifying: 0, completing: 0, failed: 0, done: 0, skipped: 0, cancelled: 0,
});

/**
 * All uploads of this tab, outside of React, so that they go on whatever page is shown. Readers are
 * told four times a second at the most.
 */
export class Store {
  readonly #uploads = new Map<string, Upload>();
  readonly #queues = new Map<Queue, Set<string>>();
  /** The upload that has not ended of each key. */
  readonly #byKey = new Map<string, string>();
  readonly #underWay = new Map<string, Map<number, number>>();
  readonly #watchers: Watcher[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #samples: { at: number; sent: number }[] = [];
  #snapshot: Snapshot | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawnAt = -Infinity;
  #hold: Hold;
  #walking = 0;
  #isKept = true;
  #taken: Taken | undefined;

  constructor(private readonly now: () => number = Date.now) {}

  /** Tells of every step, at once. */
  watch(watcher: Watcher): void {
    this.#watchers.push(watcher);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly snapshot = (): Snapshot => (this.#snapshot ??= this.#take());

  get size(): number {
    return this.#uploads.size;
  }

  get hold(): Hold {
    return this.#hold;
  }

  setHold(hold: Hold): void {
    this.#hold = hold;
    this.changed();
  }

  addWalking(more: 1 | -1): void {
    this.#walking += more;
    this.changed();
  }

  setTaken(taken: Taken | undefined): void {
    this.#taken = taken;
    this.changed();
  }

  setKept(isKept: boolean): void {
    this.#isKept = isKept;
    this.changed();
  }

  get(id: string): Upload | undefined {
    return this.#uploads.get(id);
  }

  all(): Upload[] {
    return [...this.#uploads.values()];
  }

  /** The ids of those in a state, those that have been in it longest first. */
  inState(queue: Queue): ReadonlySet<string> {
    return this.#queues.get(queue) ?? new Set();
  }

  /** What is under way to a key. */
  at(bucket: string, key: string): Upload | undefined {
    const id = this.#byKey.get(address(bucket, key));
    return id === undefined ? undefined : this.#uploads.get(id);
  }

  add(upload: Upload): void {
    this.#put(undefined, upload);
    this.#tell(undefined, upload, undefined);
  }

  dispatch(id: string, event: Event): void {
    const before = this.#uploads.get(id);
    if (before === undefined) {
      return;
    }
    const after = step(before, event);
    if (after !== before) {
      this.#put(before, after);
      this.#tell(before, after, event);
    }
  }

  /** Takes uploads out of the list, whatever they are; nothing else happens to them. */
  forget(ids: readonly string[]): void {
    for (const id of ids) {
      const upload = this.#uploads.get(id);
      if (upload) {
        this.#uploads.delete(id);
        this.#queues.get(queueOf(upload))?.delete(id);
        this.#freeKey(upload);
        this.#underWay.delete(id);
      }
    }
    this.changed();
  }

  /** Notes how many bytes of a part are on their way; undefined when none are any more. */
  progress(id: string, part: number, bytes: number | undefined): void {
    const parts = this.#underWay.get(id) ?? new Map<number, number>();
    if (bytes === undefined) {
      parts.delete(part);
    } else {
      parts.set(part, bytes);
    }
    if (parts.size === 0) {
      this.#underWay.delete(id);
    } else {
      this.#underWay.set(id, parts);
    }
    this.changed();
  }

  /** How many bytes of an upload have left, those on their way among them. */
  sentOf(upload: Upload): number {
    let sent = upload.sentBytes;
    for (const bytes of this.#underWay.get(upload.id)?.values() ?? []) {
      sent += bytes;
    }
    return Math.min(sent, upload.size);
  }

  /** Draws soon: at once where nothing was drawn lately. */
  changed(): void {
    if (this.#timer === undefined) {
      // A clock that was set back must not keep what is drawn from being drawn.
      const wait = Math.min(DRAWN_EVERY_MS, Math.max(0, this.#drawnAt + DRAWN_EVERY_MS - this.now()));
      this.#timer = setTimeout(() => this.#draw(), wait);
    }
  }

  #draw(): void {
    this.#timer = undefined;
    this.#drawnAt = this.now();
    this.#snapshot = undefined;
    this.#listeners.forEach((listener) => listener());
  }

  #tell(before: Upload | undefined, after: Upload, event: Event | undefined): void {
    this.#watchers.forEach((watcher) => watcher(before, after, event));
    this.changed();
  }

  #put(before: Upload | undefined, after: Upload): void {
    const queue = queueOf(after);
    if (before === undefined || queueOf(before) !== queue) {
      this.#queues.get(queueOf(before ?? after))?.delete(after.id);
      const ids = this.#queues.get(queue) ?? new Set<string>();
      this.#queues.set(queue, ids.add(after.id));
    }
    this.#uploads.set(after.id, after);
    if (before !== undefined && (before.key !== after.key || isEnded(after))) {
      this.#freeKey(before);
    }
    if (!isEnded(after)) {
      this.#byKey.set(address(after.bucket, after.key), after.id);
    }
  }

  #freeKey(upload: Upload): void {
    const at = address(upload.bucket, upload.key);
    if (this.#byKey.get(at) === upload.id) {
      this.#byKey.delete(at);
    }
  }

  #take(): Snapshot {
    const uploads = this.all();
    const counts = noCounts();
    let bytes = 0;
    let sentBytes = 0;
    for (const upload of uploads) {
      counts[upload.state.kind]++;
      if (upload.state.kind !== "skipped" && upload.state.kind !== "cancelled") {
        bytes += upload.size;
        sentBytes += this.sentOf(upload);
      }
    }
    return {
      uploads,
      counts,
      bytes,
      sentBytes,
      rate: this.#rate(sentBytes),
      hold: this.#hold,
      walking: this.#walking,
      isKept: this.#isKept,
      taken: this.#taken,
    };
  }

  #rate(sent: number): number {
    const at = this.now();
    const last = this.#samples.at(-1);
    if (last && (sent < last.sent || at < last.at)) {
      // Something was cancelled or begun anew, or the clock was set back: what was before tells nothing.
      this.#samples.length = 0;
    }
    this.#samples.push({ at, sent });
    while ((this.#samples[0]?.at ?? at) < at - RATE_OVER_MS) {
      this.#samples.shift();
    }
    const first = this.#samples[0];
    return first && at - first.at >= 500 ? ((sent - first.sent) * 1_000) / (at - first.at) : 0;
  }
}

function address(bucket: string, key: string): string {
  return `${bucket}/${key}`;
}
