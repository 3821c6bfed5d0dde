/** Time that moves when told to. */
import type { Clock } from 'millrace';

export class FakeClock implements Clock {
  #now = 0;
  #timers: { at: number; callback: () => void }[] = [];

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
    setImmediate(callback);
  }

  /** Lets promises settle, moves the time, fires what is due, lets promises settle again. */
  async advance(ms: number): Promise<void> {
    await new Promise(setImmediate);
    this.#now += ms;
    const due = this.#timers.filter((timer) => timer.at <= this.#now);
    this.#timers = this.#timers.filter((timer) => timer.at > this.#now);
    for (const timer of due) timer.callback();
    await new Promise(setImmediate);
  }
}
