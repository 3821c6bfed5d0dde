/** A record as events again. */
import { systemClock } from '../../clock.js';
import type { Clock } from '../../clock.js';
import type { JobEvent } from '../events.js';
import { badOption } from '../job-runner-options.js';
import { decodeEvent } from './record-event.js';
import type { JobRecord } from './record.js';

/** How a record is played. */
export interface PlayOptions {
  /** Called with every event, in order. */
  readonly onEvent: (event: JobEvent) => void;
  /** 2 is twice as fast as it was, Infinity at once. @default 1 */
  readonly speed?: number;
  /** Its abort stops playing. */
  readonly signal?: AbortSignal;
  /** @default the system's time */
  readonly clock?: Clock;
}

/**
 * The events of a record that {@link parseRecord} has read, at once. Outputs are decoded for each
 * walk anew; one that was not kept is a `Handle` with its preview.
 */
export function* replayRecord(record: JobRecord): Generator<JobEvent, undefined> {
  for (const event of record.events) yield decodeEvent(event);
  return undefined;
}

/**
 * Plays a record in its own time. Resolves after the last event, or when the signal aborts; rejects
 * with what `onEvent` throws.
 * @throws MillraceError (rejects with it) `bad-option` for a speed that is not above 0
 */
export async function playRecord(record: JobRecord, options: PlayOptions): Promise<void> {
  const { onEvent, speed = 1, signal, clock = systemClock } = options;
  if (!(speed > 0)) throw badOption('speed', 'a number above 0', speed);
  const start = clock.now();
  let before = 0;
  for (const event of replayRecord(record)) {
    const due = start + event.time / speed - clock.now();
    // Never longer than it was, even if the clock was put back.
    const delay = Math.min(due, (event.time - before) / speed);
    before = event.time;
    if (delay > 0) await sleep(delay, clock, signal);
    if (signal?.aborted === true) return;
    onEvent(event);
  }
}

function sleep(delayMs: number, clock: Clock, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const wake = (): void => {
      stop();
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    const stop = clock.after(delayMs, wake);
    signal?.addEventListener('abort', wake);
  });
}
