import type { Problem } from "../../lib/http/problem";
import type { LogEvent, LogFilter } from "./api";
import { followTail } from "./tail";

/** So many rows are kept; the oldest go. */
export const TAIL_ROWS = 2_000;
const DRAWN_EVERY_MS = 250;

export type TailState =
  | { readonly kind: "connecting" | "live" }
  | { readonly kind: "trouble"; readonly problem: Problem; readonly seconds: number | undefined };

/** What is shown of it. */
export interface TailView {
  readonly rows: readonly LogEvent[];
  /** How many came since the rows that are shown stand still. */
  readonly fresh: number;
  /** How many were passed over, because they came too fast. */
  readonly missed: number;
  readonly state: TailState;
}

const NOTHING: TailView = { rows: [], fresh: 0, missed: 0, state: { kind: "connecting" } };

/** Requests as they end, and what of them is shown: drawn a few times a second, however many come. */
export class TailStore {
  private view = NOTHING;
  private rows: readonly LogEvent[] = [];
  private fresh = 0;
  private missed = 0;
  private isStill = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly current = (): TailView => this.view;

  /** Looks on, until what it returns is called. */
  follow(filter: LogFilter): () => void {
    const stop = new AbortController();
    void followTail(filter, stop.signal, {
      onConnected: () => this.become({ kind: "live" }),
      onEvents: (events) => {
        this.rows = [...this.rows, ...events].slice(-TAIL_ROWS);
        this.fresh += events.length;
        this.drawSoon();
      },
      onMissed: (count) => {
        this.missed += count;
        this.drawSoon();
      },
      onTrouble: (problem, seconds) => this.become({ kind: "trouble", problem, seconds }),
    });
    return () => {
      stop.abort();
      clearTimeout(this.timer);
      this.timer = undefined;
      this.become({ kind: "connecting" });
    };
  }

  /** Whether the rows that are shown stay as they are. */
  hold(isStill: boolean): void {
    if (this.isStill !== isStill) {
      this.isStill = isStill;
      this.draw();
    }
  }

  /** Forgets what came. */
  clear(): void {
    this.rows = [];
    this.fresh = 0;
    this.missed = 0;
    this.tell({ ...NOTHING, state: this.view.state });
  }

  private become(state: TailState): void {
    this.tell({ ...this.view, state });
  }

  private drawSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.draw();
    }, DRAWN_EVERY_MS);
  }

  private draw(): void {
    if (!this.isStill) {
      this.fresh = 0;
    }
    const rows = this.isStill ? this.view.rows : this.rows;
    this.tell({ ...this.view, rows, fresh: this.fresh, missed: this.missed });
  }

  private tell(view: TailView): void {
    this.view = view;
    this.listeners.forEach((listener) => listener());
  }
}
