/** Waits that an abort ends. */
import { Deferred } from './deferred.js';
import { cancelled } from './errors.js';

/**
 * Waits for what `start` begins, but not longer than until the abort; begins nothing after it.
 * @throws MillraceError `python-cancelled`
 */
export async function orAborted<T>(
  start: () => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (signal === undefined) return start();
  if (signal.aborted) throw cancelled();
  const aborted = new Deferred<never>();
  const stop = (): void => aborted.reject(cancelled());
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([start(), aborted.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
