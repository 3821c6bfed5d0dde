/** How a run is told: statuses, times, what flowed. */
import type { SkipCause } from '../../src/run/events.js';

const SKIP_REASONS: Readonly<Record<SkipCause['reason'], string>> = {
  error: 'failed',
  branch: 'took another branch',
  disabled: 'is disabled',
  cancelled: 'was cancelled',
};

export const STATUS_TEXT = {
  /** The one that needs no word. */
  idle: '',
  waiting: 'Waiting',
  queued: 'Queued',
  running: 'Running',
  success: 'Done',
  error: 'Failed',
  skipped: 'Skipped',
  cancelled: 'Cancelled',
  doneIn: (time: string) => `Done in ${time}`,
  inTime: (time: string) => `in ${time}`,
  cached: 'cached',
  doneCached: 'Done, taken from an earlier run',
  cachedTip: 'Nothing had changed: the last result was taken',
  pinned: 'Pinned',
  pinnedTip: (ports: string) => `Pinned: ${ports}. A run takes this instead of the node’s own.`,
  waitingForPython: 'Waiting for Python',
  details: 'Details',
  detailsOf: (title: string) => `Details of the error of ${title}`,
  skippedBecause: (title: string, reason: SkipCause['reason']) =>
    `Skipped: “${title}” ${SKIP_REASONS[reason]}`,
  skipReason: (reason: SkipCause['reason']) => SKIP_REASONS[reason],
  progress: (done: number, total: number | undefined) =>
    total === undefined ? `${done}` : `${done} of ${total}`,
  /** Of a node that is running; `seconds` are whole. */
  elapsed: (seconds: number) =>
    seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`,
  duration: durationText,
  signatureChanged: (changes: string) => `Signature changed: ${changes}`,
  signatureChangedInside: (count: number) =>
    `Signature changed: ${count === 1 ? 'one node' : `${count} nodes`} inside`,
  brokenNode: (type: string) => `${type} can’t be shown`,
  tryAgain: 'Try again',
  noValueYet: 'No value yet: run the graph',
  lastValue: 'Last value',
};

/** Milliseconds as people read them: `0.4 ms`, `12 ms`, `1.25 s`, `2 min 5 s`. */
function durationText(milliseconds: number): string {
  if (milliseconds < 10) return `${Number(milliseconds.toFixed(1))} ms`;
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toPrecision(3)} s`;
  const seconds = Math.round(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
