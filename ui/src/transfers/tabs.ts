const CHANNEL = "bytebucket-transfers";
const ANSWERED_WITHIN_MS = 400;

interface Asked {
  readonly kind: "ask" | "mine";
  readonly from: string;
  readonly ids: readonly string[];
}

/** What of a BroadcastChannel is used. */
export interface Channel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

/**
 * Tells the tabs of a browser apart, so that no two go on with one upload. By messages: there are no
 * locks on plain http. Should two go on with one all the same, they send the same bytes twice, and
 * nothing worse comes of it.
 */
export class Tabs {
  #asking: { readonly ids: ReadonlySet<string>; readonly taken: Set<string> } | undefined;
  #claimed: ReadonlySet<string> = new Set();

  constructor(
    private readonly self: string,
    private readonly holds: (id: string) => boolean,
    private readonly channel: Channel = new BroadcastChannel(CHANNEL),
  ) {
    channel.onmessage = ({ data }) => this.#hear(data as Asked);
  }

  /**
   * Which of these no other tab has. Where two ask at once, the tab with the lower name has them. They
   * are this tab's from then on, until it says by `settled` that it holds what it took of them.
   */
  async unclaimed(ids: readonly string[]): Promise<string[]> {
    const taken = new Set<string>();
    this.#asking = { ids: new Set(ids), taken };
    this.#post("ask", ids);
    await new Promise((resolve) => setTimeout(resolve, ANSWERED_WITHIN_MS));
    this.#asking = undefined;
    const free = ids.filter((id) => !taken.has(id));
    this.#claimed = new Set(free);
    return free;
  }

  /** What was claimed and is not held by now is anybody's again. */
  settled(): void {
    this.#claimed = new Set();
  }

  #hear({ kind, from, ids }: Asked): void {
    if (from === this.self) {
      return;
    }
    const asking = this.#asking;
    if (kind === "mine" || (asking && from < this.self)) {
      ids.forEach((id) => asking?.taken.add(id));
    }
    if (kind === "ask") {
      const mine = ids.filter(
        (id) => this.holds(id) || this.#claimed.has(id) || (asking?.ids.has(id) === true && this.self < from),
      );
      if (mine.length > 0) {
        this.#post("mine", mine);
      }
    }
  }

  #post(kind: Asked["kind"], ids: readonly string[]): void {
    this.channel.postMessage({ kind, from: this.self, ids } satisfies Asked);
  }
}
