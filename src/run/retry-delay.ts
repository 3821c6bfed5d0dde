/** Rule R9: how long a node waits for its next try. */
import type { RetrySettings } from '../graph/node-settings.js';

/**
 * Milliseconds after try number `tries` (from 1), or undefined when there is no further one:
 * exponential backoff of which a random share is taken off.
 *
 * @param random 0 ≤ x < 1
 */
export function retryDelay(
  retry: RetrySettings | undefined,
  tries: number,
  random: () => number,
): number | undefined {
  if (retry === undefined || tries >= retry.attempts) return undefined;
  const { delayMs, factor, maxDelayMs, jitter } = retry;
  const delay = delayMs === 0 ? 0 : Math.min(delayMs * factor ** (tries - 1), maxDelayMs);
  return jitter === 0 || delay === 0 ? delay : delay * (1 - jitter * random());
}
