/** Runs graphs for an editor. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { JobEvent } from '../../src/run/events.js';
import type { RunOptions } from '../../src/run/job-runner-options.js';
import type { JobResult } from '../../src/run/job-result.js';
import type { JobState } from '../../src/run/reduce-events.js';
import type { JobRecord } from '../../src/run/records/record.js';
import { playRecord } from '../../src/run/records/replay.js';
import type { NodeReports } from '../store/status-store.js';
import { EventActivity } from '../store/run-activity.js';
import type { RunActivity } from '../store/run-activity.js';
import { JobView, RunHistory } from './job-view.js';

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
  /**
   * What the nodes do, told as it comes: what `FlowEditor` takes under the same name. It stays the
   * same object. A host that gives this to its editors, and reads none of the following while it
   * renders, renders when `status` changes and not with each event.
   */
  readonly activity: RunActivity;
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

/**
 * Runs graphs and follows them. Events are taken in once a frame, so a run of thousands of nodes
 * renders no more often than the screen; what a host does not read is not made. When the component
 * goes, its run is cancelled.
 *
 * @param runner a `JobRunner`, or anything with the same `run`; another one takes effect with the
 * next run
 *
 * @example
 * ```tsx
 * const job = useJobRunner(runner);
 * <button onClick={() => void job.run(graph)}>Run</button>
 * <FlowEditor config={config} graph={graph} activity={job.activity} />
 * ```
 */
export function useJobRunner(runner: GraphRunner): JobRun {
  const { activity, view, follow, cancel, reset } = useFollowedJob();

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

  return useMemo(
    () => ({
      run,
      replay,
      cancel,
      reset,
      activity,
      status: view.status,
      get nodesStatus() {
        return view.read().job.nodesStatus;
      },
      get results() {
        return view.read().results;
      },
      get events() {
        return view.read().events;
      },
    }),
    [view, activity, run, replay, cancel, reset],
  );
}

/** What one component follows: a job at a time, the newest. */
interface FollowedJob {
  readonly activity: EventActivity;
  readonly view: JobView;
  /** Ends the job before, and takes in what this one tells. */
  readonly follow: <T>(act: Followed<T>) => Promise<T>;
  readonly cancel: () => void;
  readonly reset: () => void;
}

function useFollowedJob(): FollowedJob {
  const [activity] = useState(() => new EventActivity());
  const { view, latest, advance } = useJobView();
  const current = useRef<AbortController | undefined>(undefined);
  const cancel = useCallback(() => current.current?.abort(), []);
  useEffect(() => cancel, [cancel]);

  const follow = useCallback(
    async function follow<T>(act: Followed<T>): Promise<T> {
      current.current?.abort();
      const controller = new AbortController();
      current.current = controller;
      const isCurrent = (): boolean => current.current === controller;
      const inbox = createInbox((events) => {
        if (!isCurrent()) return;
        activity.take(events);
        advance(latest.current.history.with(events));
      });
      try {
        return await act(controller.signal, inbox.add);
      } finally {
        inbox.flush();
        const { history } = latest.current;
        if (isCurrent() && history.head.status === 'running') {
          activity.stop();
          advance(history.stopped());
        }
      }
    },
    [activity, latest, advance],
  );

  const reset = useCallback(() => {
    current.current?.abort();
    current.current = undefined;
    activity.clear();
    advance(RunHistory.EMPTY);
  }, [activity, advance]);

  return { activity, view, follow, cancel, reset };
}

interface ShownJob {
  /** As it was rendered last. */
  readonly view: JobView;
  /** As it is, before that is rendered. */
  readonly latest: { readonly current: JobView };
  readonly advance: (history: RunHistory) => void;
}

function useJobView(): ShownJob {
  const [view, setView] = useState(() => new JobView(RunHistory.EMPTY));
  const latest = useRef(view);
  const advance = useCallback((history: RunHistory): void => {
    latest.current = latest.current.advance(history);
    setView(latest.current);
  }, []);
  return { view, latest, advance };
}

type Followed<T> = (signal: AbortSignal, onEvent: (event: JobEvent) => void) => Promise<T>;

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
