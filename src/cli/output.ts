/** The output of a process, and what it is connected to. */
import type { Output } from './command.js';

/** The parts of a stream that count here. */
export interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
  /** Knows `NO_COLOR`, `FORCE_COLOR` and the terminal. */
  hasColors?(): boolean;
}

/** Writes lines; a line of progress is wiped away before any of them. */
export function createOutput(stdout: Stream, stderr: Stream): Output {
  let shown = false;
  const wipe = (): void => {
    if (shown) stderr.write('\r\u001b[K');
    shown = false;
  };
  const progress = (text: string): void => {
    wipe();
    if (text === '') return;
    // A line that wraps can't be wiped away.
    stderr.write(text.slice(0, Math.max(0, (stderr.columns ?? 80) - 1)));
    shown = true;
  };
  return {
    out: (text) => {
      wipe();
      stdout.write(`${text}\n`);
    },
    error: (text) => {
      wipe();
      stderr.write(`${text}\n`);
    },
    colors: stderr.isTTY === true && stderr.hasColors?.() === true,
    ...(stdout.isTTY === true && stdout.columns !== undefined ? { columns: stdout.columns } : {}),
    ...(stderr.isTTY === true ? { progress } : {}),
  };
}
