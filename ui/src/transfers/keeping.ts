import { isEnded } from "./machine";
import type { Handle } from "./file-source";
import type { Keeper, Kept } from "./keep";
import type { Upload } from "./model";
import { UPLOADS_MAX } from "./parts";
import type { Store } from "./store";

const SAVED_AFTER_MS = 300;

/** Saves what of uploads outlives a reload, soon after it changed and several at once. */
export class Keeping {
  readonly #changed = new Set<string>();
  readonly #gone = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: Store,
    private readonly keeper: Keeper,
    private readonly handleOf: (id: string) => Handle | undefined,
    private readonly now: () => number = Date.now,
  ) {
    store.watch((before, after) => this.#stepped(before, after));
  }

  /** Takes it out of what is kept. */
  drop(ids: readonly string[]): void {
    ids.forEach((id) => {
      this.#changed.delete(id);
      this.#gone.add(id);
    });
    this.#soon();
  }

  /** Saves what is not saved yet. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const gone = [...this.#gone];
    const changed = [...this.#changed];
    const kept: Kept[] = [];
    for (const id of changed) {
      const upload = this.store.get(id);
      if (upload) {
        // Which parts there are, the server knows best.
        const small = { ...upload, etags: {}, sentBytes: 0 };
        kept.push({ id, upload: small, handle: this.handleOf(id), keptAt: this.now() });
      }
    }
    this.#gone.clear();
    this.#changed.clear();
    if (gone.length + kept.length === 0) {
      return;
    }
    try {
      await this.keeper.save(kept, gone);
      this.store.setKept(true);
    } catch {
      // A private window, or no room. It goes on all the same, and the panel says so.
      this.#putBack(changed, gone);
      this.store.setKept(false);
    }
  }

  /** What could not be saved is saved with what comes next, unless more happened to it meanwhile. */
  #putBack(changed: readonly string[], gone: readonly string[]): void {
    changed.filter((id) => !this.#gone.has(id)).forEach((id) => this.#changed.add(id));
    // Where nothing is ever saved, they must not become more and more.
    gone
      .filter((id) => !this.#changed.has(id))
      .slice(0, UPLOADS_MAX - this.#gone.size)
      .forEach((id) => this.#gone.add(id));
  }

  #stepped(before: Upload | undefined, after: Upload): void {
    if (isEnded(after)) {
      this.#changed.delete(after.id);
      this.#gone.add(after.id);
    } else if (before === undefined || differs(before, after)) {
      this.#changed.add(after.id);
    } else {
      return;
    }
    this.#soon();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => void this.flush(), SAVED_AFTER_MS);
  }
}

function differs(before: Upload, after: Upload): boolean {
  return (
    before.uploadId !== after.uploadId ||
    before.key !== after.key ||
    before.mayReplace !== after.mayReplace ||
    before.modified !== after.modified ||
    before.isRepeat !== after.isRepeat ||
    isPaused(before) !== isPaused(after) ||
    (before.state.kind !== "sending" && after.state.kind === "sending")
  );
}

/** Whether a person paused it: then it stays so over a reload. */
export function isPaused({ state }: Upload): boolean {
  return state.kind === "paused" && state.by === "person";
}
