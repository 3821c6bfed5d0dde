/** Time comes in through this door, so that tests can turn it. */
export interface Clock {
  /** Milliseconds, monotonic, from any origin. */
  now(): number;
  /** Calls `callback` once after `delayMs`; the returned function stops it. */
  after(delayMs: number, callback: () => void): () => void;
  /** Calls `callback` as soon as waiting events (timers, messages, an abort) had their turn. */
  soon(callback: () => void): void;
}

/** Longer delays fire at once: the time is counted in 31 bits. */
const MAX_TIMER_MS = 2 ** 31 - 1;

declare const setImmediate: ((callback: () => void) => unknown) | undefined;

/** The real time. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(delayMs, callback) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (leftMs: number): void => {
      const rest = leftMs - MAX_TIMER_MS;
      timer = rest > 0 ? setTimeout(wait, MAX_TIMER_MS, rest) : setTimeout(callback, leftMs);
    };
    wait(delayMs);
    return () => clearTimeout(timer);
  },
  soon(callback) {
    if (typeof setImmediate === 'function') setImmediate(callback);
    else setTimeout(callback, 0);
  },
};

/** The clock, which no longer runs back when it is put back. */
export function monotonic(clock: Clock): Clock {
  let last = clock.now();
  let lost = 0;
  return {
    now() {
      const now = clock.now();
      if (now < last) lost += last - now;
      last = now;
      return now + lost;
    },
    after: (delayMs, callback) => clock.after(delayMs, callback),
    soon: (callback) => clock.soon(callback),
  };
}
