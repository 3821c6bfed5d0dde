/** Time that moves when told to. */
import type { Clock } from 'millrace';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

export class FakeClock implements Clock {
  #now: number;
  #timers: Timer[] = [];
  #soon = 0;

  constructor(origin = 0) {
    this.#now = origin;
  }

  get pending(): number {
    return this.#timers.length;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.#now + delayMs, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  soon(callback: () => void): void {
    this.#soon += 1;
    setImmediate(() => {
      this.#soon -= 1;
      callback();
    });
  }

  /** Lets promises settle, moves the time, fires what is due, lets promises settle again. */
  async advance(ms: number): Promise<void> {
    await this.settle();
    this.#now += ms;
    const due = this.#timers.filter((timer) => timer.at <= this.#now);
    this.#timers = this.#timers.filter((timer) => timer.at > this.#now);
    for (const timer of due) timer.callback();
    await this.settle();
  }

  /** Time goes by while a function runs: nothing fires meanwhile. */
  pass(ms: number): void {
    this.#now += ms;
  }

  /**
   * Lets promises settle, jumps to the earliest timer and fires it: the first made among equals.
   * False when there is none.
   */
  async step(): Promise<boolean> {
    await this.settle();
    let first: Timer | undefined;
    for (const timer of this.#timers) if (first === undefined || timer.at < first.at) first = timer;
    if (first === undefined) return false;
    this.#timers.splice(this.#timers.indexOf(first), 1);
    this.#now = Math.max(this.#now, first.at);
    first.callback();
    return true;
  }

  /**
   * Resolves when no promise has anything left to do. The event loop runs an immediate only once
   * the queue of microtasks is empty, so one of them is proof, however long a chain of promises is;
   * it costs 1.5 µs. What waits for its own turn by {@link FakeClock.soon} may begin new chains.
   */
  async settle(): Promise<void> {
    do await new Promise(setImmediate);
    while (this.#soon > 0);
  }
}
