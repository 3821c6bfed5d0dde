/** Statuses and times in words. */
import type { SkipCause } from '../../src/run/events.js';
import type { Status } from '../../src/run/status.js';

/** What each status is called; empty for the one that needs no word. */
export const STATUS_TEXT: Readonly<Record<Status, string>> = {
  idle: '',
  waiting: 'Waiting',
  queued: 'Queued',
  running: 'Running',
  success: 'Done',
  error: 'Failed',
  skipped: 'Skipped',
  cancelled: 'Cancelled',
};

/** What the node did that another was skipped for. */
export const SKIP_REASONS: Readonly<Record<SkipCause['reason'], string>> = {
  error: 'failed',
  branch: 'took another branch',
  disabled: 'is disabled',
  cancelled: 'was cancelled',
};

/** Milliseconds as people read them: `0.4 ms`, `12 ms`, `1.25 s`, `2 min 5 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 10) return `${Number(milliseconds.toFixed(1))} ms`;
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toPrecision(3)} s`;
  const seconds = Math.round(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
