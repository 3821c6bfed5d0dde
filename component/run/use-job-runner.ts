/** Runs graphs for an editor. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createRecord } from '../../src/config/document.js';
import type { JobEvent } from '../../src/run/events.js';
import type { RunOptions } from '../../src/run/job-runner-options.js';
import type { JobResult } from '../../src/run/job-result.js';
import { reduceEvents } from '../../src/run/reduce-events.js';
import type { JobState } from '../../src/run/reduce-events.js';
import type { JobRecord } from '../../src/run/records/record.js';
import { playRecord } from '../../src/run/records/replay.js';
import type { Status } from '../../src/run/status.js';
import type { NodeReports } from '../store/status-store.js';
import { reduceReports } from './reduce-reports.js';

/** Anything that runs graphs as a `JobRunner` does. */
export interface GraphRunner {
  run(graph: unknown, options: RunOptions): JobResult | Promise<JobResult>;
}

/** What {@link useJobRunner} gives. */
export interface JobRun {
  /**
   * Runs a graph; a run under way is cancelled first. Rejects on misuse only: a node that fails is
   * a status.
   */
  readonly run: (
    graph: unknown,
    options?: Omit<RunOptions, 'onEvent' | 'signal'>,
  ) => Promise<JobResult>;
  /**
   * Plays a record that `parseRecord` has read, as if it ran now; nothing is called. A run or replay
   * under way ends first. Resolves when it has been played, or was cancelled.
   */
  readonly replay: (record: JobRecord, options?: ReplayOptions) => Promise<void>;
  /** Cancels the run or replay under way, if there is one. */
  readonly cancel: () => void;
  /** Forgets the last run: every node is idle again. */
  readonly reset: () => void;
  readonly status: JobState['status'];
  /** By node; what `FlowEditor` takes under the same name. */
  readonly nodesStatus: JobState['nodesStatus'];
  /** Outputs, errors, times and logs by node; what `FlowEditor` takes under the same name. */
  readonly results: NodeReports;
  /** All events of the last run so far, in order. */
  readonly events: readonly JobEvent[];
}

/** How {@link JobRun} replays. */
export interface ReplayOptions {
  /** 2 is twice as fast as it was, Infinity at once. @default 1 */
  readonly speed?: number;
}

interface RunState {
  readonly job: JobState;
  readonly results: NodeReports;
  readonly events: readonly JobEvent[];
}

const NOTHING: RunState = {
  job: { status: 'idle', nodesStatus: createRecord() },
  results: createRecord(),
  events: [],
};

/**
 * Runs graphs and follows them. Events are taken in once a frame, so a run of thousands of nodes
 * renders no more often than the screen. When the component goes, its run is cancelled.
 *
 * @param runner a `JobRunner`, or anything with the same `run`; another one takes effect with the
 * next run
 *
 * @example
 * ```tsx
 * const job = useJobRunner(runner);
 * <button onClick={() => void job.run(graph)}>Run</button>
 * <FlowEditor config={config} graph={graph} nodesStatus={job.nodesStatus} results={job.results} />
 * ```
 */
export function useJobRunner(runner: GraphRunner): JobRun {
  const [state, setState] = useState(NOTHING);
  const current = useRef<AbortController | undefined>(undefined);
  const cancel = useCallback(() => current.current?.abort(), []);
  useEffect(() => cancel, [cancel]);

  const follow = useCallback(async function follow<T>(act: Followed<T>): Promise<T> {
    current.current?.abort();
    const controller = new AbortController();
    current.current = controller;
    const isCurrent = (): boolean => current.current === controller;
    const inbox = createInbox((events) => {
      if (isCurrent()) setState((before) => reduce(before, events));
    });
    try {
      return await act(controller.signal, inbox.add);
    } finally {
      inbox.flush();
      if (isCurrent()) setState(stop);
    }
  }, []);

  const run = useCallback<JobRun['run']>(
    (graph, options = {}) =>
      follow(async (signal, onEvent) => runner.run(graph, { ...options, signal, onEvent })),
    [runner, follow],
  );

  const replay = useCallback<JobRun['replay']>(
    (record, options = {}) =>
      follow((signal, onEvent) => playRecord(record, { ...options, signal, onEvent })),
    [follow],
  );

  const reset = useCallback(() => {
    current.current?.abort();
    current.current = undefined;
    setState(NOTHING);
  }, []);

  return useMemo(() => {
    const { job, results, events } = state;
    const { status, nodesStatus } = job;
    return { run, replay, cancel, reset, status, nodesStatus, results, events };
  }, [state, run, replay, cancel, reset]);
}

type Followed<T> = (signal: AbortSignal, onEvent: (event: JobEvent) => void) => Promise<T>;

function reduce(before: RunState, added: readonly JobEvent[]): RunState {
  const isNew = added.some(
    ({ type, jobId }) =>
      type === 'jobStarted' || (type === 'snapshot' && jobId !== before.job.jobId),
  );
  return {
    job: reduceEvents(added, before.job),
    results: reduceReports(isNew ? NOTHING.results : before.results, added),
    events: isNew ? added : [...before.events, ...added],
  };
}

/** A replay that was stopped, or whose record was cut off, has no event that ends it. */
function stop(before: RunState): RunState {
  const { job } = before;
  if (job.status !== 'running') return before;
  const nodesStatus = createRecord<Status>();
  for (const [id, status] of Object.entries(job.nodesStatus)) {
    nodesStatus[id] = UNFINISHED.has(status) ? 'cancelled' : status;
  }
  return { ...before, job: { ...job, status: 'cancelled', nodesStatus } };
}

const UNFINISHED: ReadonlySet<Status> = new Set(['waiting', 'queued', 'running']);

/** Gathers events and hands them on once a frame. */
function createInbox(deliver: (events: readonly JobEvent[]) => void): {
  readonly add: (event: JobEvent) => void;
  readonly flush: () => void;
} {
  let waiting: JobEvent[] = [];
  let frame: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(frame);
    frame = undefined;
    if (waiting.length === 0) return;
    const events = waiting;
    waiting = [];
    deliver(events);
  };
  return {
    add(event) {
      waiting.push(event);
      // A timer, not an animation frame: a hidden tab has none, and its run goes on.
      frame ??= setTimeout(flush, FRAME_MS);
    },
    flush,
  };
}

const FRAME_MS = 16;
