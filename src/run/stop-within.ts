/** Rule R10: what is being stopped gets a bounded time to end. */
import type { Clock } from '../clock.js';

/** A job that ends early waits this long, at most, for its interpreters and workers. */
const STOP_WITHIN_MS = 900;

/** Resolves when all have settled, or after 0.9 seconds; undefined when there is nothing to end. */
export function stopWithin(
  clock: Clock,
  endings: readonly Promise<unknown>[],
): Promise<void> | undefined {
  return endings.length === 0 ? undefined : raceTime(clock, endings);
}

async function raceTime(clock: Clock, endings: readonly Promise<unknown>[]): Promise<void> {
  let stopTimer: (() => void) | undefined;
  const late = new Promise<void>((resolve) => {
    stopTimer = clock.after(STOP_WITHIN_MS, resolve);
  });
  await Promise.race([Promise.allSettled(endings), late]);
  stopTimer?.();
}
