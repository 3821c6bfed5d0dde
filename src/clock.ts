/** Time comes in through this door, so that tests can turn it. */
export interface Clock {
  /** Milliseconds, monotonic, from any origin. */
  now(): number;
  /** Calls `callback` once after `delayMs`; the returned function stops it. */
  after(delayMs: number, callback: () => void): () => void;
  /** Calls `callback` as soon as waiting events (timers, messages, an abort) had their turn. */
  soon(callback: () => void): void;
}

declare const setImmediate: ((callback: () => void) => unknown) | undefined;

/** The real time. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  soon(callback) {
    if (typeof setImmediate === 'function') setImmediate(callback);
    else setTimeout(callback, 0);
  },
};
