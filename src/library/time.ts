/** Nodes that wait. */
import type { NodeContext, Port } from 'millrace';
import { systemClock } from '../clock.js';
import { describe } from '../config/document.js';
import { MillraceError } from '../errors.js';

const DAY_MS = 86_400_000;

/**
 * Passes a value on after a while.
 *
 * @param value What comes out again.
 * @param ms How long to wait, in milliseconds; a day at most.
 * @returns The value.
 * @id time.delay
 * @category Time
 */
export async function delay<T>(
  value: T,
  ms: Port<number, { label: 'Milliseconds'; control: 'number'; min: 0; step: 100 }> = 1000,
  { signal }: NodeContext,
): Promise<T> {
  if (!(ms >= 0 && ms <= DAY_MS)) {
    const message = `expected \`ms\` to be from 0 to ${DAY_MS} (a day), got ${describe(ms)}`;
    throw new MillraceError('bad-delay', message);
  }
  await new Promise<void>((resolve, reject) => {
    const stop = systemClock.after(ms, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    const onAbort = (): void => {
      stop();
      // What aborted it is what the caller hears.
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors
      reject(signal.reason);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  return value;
}
