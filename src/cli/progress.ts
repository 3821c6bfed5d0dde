/** Says how far long work has come. */
import type { ReadProgress } from '../../codegen/readers.js';
import type { Output } from './command.js';

/** Work that takes less is not worth a word. */
const QUIET_MS = 1_000;
const TERMINAL_EVERY_MS = 100;
/** A log keeps every line. */
const LOG_EVERY_MS = 30_000;

/** Shows where reading is: one line on a terminal, a line now and then in a log. */
export interface Progress {
  readonly show: (progress: ReadProgress) => void;
  /** Work begins anew. */
  readonly restart: () => void;
  /** Work is done: nothing of it is left on a terminal. */
  readonly clear: () => void;
}

/** @param output without `error` and `progress` nothing is ever shown */
export function createProgress(
  output: Partial<Pick<Output, 'error' | 'progress'>>,
  now: () => number = () => performance.now(),
): Progress {
  const { error, progress } = output;
  const everyMs = progress === undefined ? LOG_EVERY_MS : TERMINAL_EVERY_MS;
  let next = now() + Math.max(QUIET_MS, everyMs);
  return {
    show: ({ name, done, total }) => {
      const at = now();
      if (at < next) return;
      next = at + everyMs;
      const text = `reading ${done + 1} of ${total}: ${name}`;
      (progress ?? error)?.(text);
    },
    restart: () => {
      next = now() + Math.max(QUIET_MS, everyMs);
    },
    clear: () => progress?.(''),
  };
}
