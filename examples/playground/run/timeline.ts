/** What ran when, as bars: a pure reading of a job's events. */
import type { JobEvent, Status } from 'millrace';

/** One node's time; `start` and `end` are parts of the time since the first node started. */
export interface Bar {
  readonly nodeId: string;
  readonly status: Status;
  readonly start: number;
  readonly end: number;
  /** From 0, the topmost. */
  readonly lane: number;
  readonly durationMs: number;
}

export interface Timeline {
  readonly bars: readonly Bar[];
  readonly lanes: number;
  /** Of the whole job. */
  readonly totalMs: number;
}

/** Bars are drawn at least this wide, as a part of the whole. */
const MIN_PART = 0.01;

interface Span {
  readonly startMs: number;
  readonly endMs: number | undefined;
  readonly status: Status;
}

/**
 * One bar for each node that has started. Bars that overlap, as drawn, lie in different lanes.
 *
 * @param nowMs Milliseconds since the job started; bars of running nodes reach so far.
 */
export function planTimeline(events: readonly JobEvent[], nowMs: number): Timeline {
  const spans = readSpans(events);
  const last = events.at(-1);
  const totalMs = Math.max(last?.type === 'jobFinished' ? last.durationMs : nowMs, 1);
  // From the first start on: before it Python may have been starting for seconds.
  const firstMs = Math.min(totalMs - 1, ...[...spans.values()].map(({ startMs }) => startMs));
  const part = (ms: number): number => (ms - firstMs) / (totalMs - firstMs);
  const free: number[] = [];
  const bars = [...spans].map(([nodeId, { startMs, endMs = totalMs, status }]): Bar => {
    const start = Math.min(part(startMs), 1 - MIN_PART);
    const end = Math.min(1, Math.max(part(endMs), start + MIN_PART));
    const found = free.findIndex((from) => from <= start + 1e-9);
    const lane = found < 0 ? free.length : found;
    free[lane] = end;
    return { nodeId, status, start, end, lane, durationMs: Math.max(0, endMs - startMs) };
  });
  return { bars, lanes: free.length, totalMs };
}

const ENDS: Readonly<Partial<Record<JobEvent['type'], Status>>> = {
  nodeSucceeded: 'success',
  nodeFailed: 'error',
  nodeCancelled: 'cancelled',
};

function readSpans(events: readonly JobEvent[]): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  for (const event of events) {
    if (event.type === 'nodeStarted') {
      spans.set(event.nodeId, { startMs: event.time, endMs: undefined, status: 'running' });
    }
    const status = ENDS[event.type];
    if (status === undefined || !('nodeId' in event)) continue;
    const span = spans.get(event.nodeId);
    if (span === undefined) continue;
    // The duration a node reports is its own; the event may have waited for others.
    const took = 'durationMs' in event ? event.durationMs : event.time - span.startMs;
    spans.set(event.nodeId, { ...span, endMs: span.startMs + took, status });
  }
  return spans;
}
