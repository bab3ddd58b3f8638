/** A few places for many who want one, first come, first served. */
export class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Runs it as soon as there is a place; not at all when the signal says so before. */
  async use<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
    await this.#take();
    try {
      signal.throwIfAborted();
      return await run();
    } finally {
      this.#give();
    }
  }

  #take(): Promise<void> {
    if (this.#free > 0) {
      this.#free--;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #give(): void {
    const next = this.#waiting.shift();
    if (next) {
      next();
    } else {
      this.#free++;
    }
  }
}
