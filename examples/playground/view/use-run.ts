/** Running the graph on the page, in the mode that is chosen. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Graph, NodeResult, RunOptions } from 'millrace';
import { useJobRunner } from 'millrace/react';
import type { BootStore, JobRun } from 'millrace/react';
import { recall, remember } from '../document/storage.js';
import type { PageNodes } from '../run/page-nodes.js';
import type { Mode, ModeRunner } from '../run/runners.js';

/** Which nodes a run is for; without any, all of them. */
export type RunPart = Pick<RunOptions, 'selectedNodeIds' | 'fromNodeIds'>;

/** What {@link useRun} gives. */
export interface Run {
  readonly job: JobRun;
  readonly mode: Mode;
  readonly setMode: (mode: Mode) => void;
  /** From the press of the button until the run is over; Python may have to start first. */
  readonly isBusy: boolean;
  /** How far Python has come in the mode that is chosen. */
  readonly boot: BootStore;
  readonly start: () => void;
  /** Runs the graph, or a part of it; `fail` hears why it could not even begin. */
  readonly run: (graph: Graph, options: StartOptions) => void;
  /** Forgets all runs, as when another graph takes the place of the one before. */
  readonly reset: () => void;
}

interface StartOptions {
  readonly part: RunPart;
  readonly fail: (error: unknown) => void;
}

const KEY = 'mode';

/** @param runners made once; they outlive the component */
export function useRun(
  runners: Readonly<Record<Mode, ModeRunner>>,
  { config, taken }: PageNodes,
): Run {
  const [mode, setMode] = useState<Mode>(() => (recall(KEY) === 'sync' ? 'sync' : 'async'));
  const [runs, setRuns] = useState(0);
  const runner = runners[mode];
  const job = useJobRunner(
    useMemo(() => runner.runnerOf({ config, taken }), [runner, config, taken]),
  );
  const { boot, start } = runner;

  useEffect(() => {
    remember(KEY, mode);
    // After the first paint: Python's seconds are not the page's.
    const timer = setTimeout(start, 50);
    return () => clearTimeout(timer);
  }, [mode, start]);

  const { run: runJob, reset: resetJob } = job;
  /** The last result of each node, for a run that begins in the middle. */
  const known = useRef<Readonly<Record<string, NodeResult>>>({});
  const run = useCallback<Run['run']>(
    (graph, { part, fail }) => {
      setRuns((count) => count + 1);
      runJob(graph, { keep: 'all', ...part, previous: { nodes: known.current } })
        .then(({ nodes }) => {
          known.current = { ...known.current, ...nodes };
        })
        .catch(fail)
        .finally(() => setRuns((count) => count - 1));
    },
    [runJob],
  );
  const reset = useCallback(() => {
    known.current = {};
    resetJob();
  }, [resetJob]);
  return { job, mode, setMode, isBusy: runs > 0, boot, start, run, reset };
}
