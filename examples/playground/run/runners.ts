/** The two ways this page runs graphs; both belong to it until it is left. */
import { JobRunner } from 'millrace';
import type { Graph, JobResult, PythonRuntime, RunOptions } from 'millrace';
import { createPyodide } from 'millrace/python';
import { indexURL } from 'virtual:millrace/pyodide';
import { config, functions, python as modules } from '../nodes.generated.js';
import { createBootStore } from './boot-store.js';
import type { BootStore } from './boot-store.js';
import type { SyncMessage } from './sync-messages.js';
import { SyncRunner } from './sync-runner.js';
import type { SyncWorker, SyncWorkerListener } from './sync-runner.js';

/** How a graph runs: node by node as inputs come, or all in one go. */
export type Mode = 'async' | 'sync';

/** Runs graphs, and says how far its Python has come. */
export interface ModeRunner {
  run(graph: Graph, options: RunOptions): Promise<JobResult>;
  readonly boot: BootStore;
  /** Starts Python before it is needed. */
  readonly start: () => void;
}

/** Runs on this page; only Python is in a worker. */
function createAsyncRunner(): ModeRunner {
  const boot = createBootStore();
  const python: PythonRuntime = createPyodide({
    indexURL,
    modules,
    onBoot: boot.note,
  });
  const runner = new JobRunner(config, { functions, python });
  return {
    boot,
    start: () => {
      python.boot().catch((error: unknown) => boot.fail((error as Error).message));
    },
    run: (graph, options) => runner.run(graph, options),
  };
}

/** Runs in a worker, Python and TypeScript in one thread. */
function createSyncRunner(): ModeRunner {
  const boot = createBootStore();
  const runner = new SyncRunner({
    spawn: spawnSyncWorker,
    onBoot: boot.note,
    onBootFailed: boot.fail,
  });
  return {
    boot,
    start: () => runner.boot(),
    async run(graph, options) {
      const result = await runner.run(graph, options);
      if (result.status === 'cancelled') {
        // Its worker has ended. Another one starts now, not when somebody waits for it.
        boot.reset();
        runner.boot();
      }
      return result;
    },
  };
}

function spawnSyncWorker({ onMessage, onFailed }: SyncWorkerListener): SyncWorker {
  const worker = new Worker(new URL('./sync-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', (event: MessageEvent<SyncMessage>) => onMessage(event.data));
  worker.addEventListener('error', ({ message }) => {
    onFailed(message === '' ? 'its script could not be loaded' : message);
  });
  return worker;
}

/** A runner for each mode, made once for the page. */
export function createRunners(): Readonly<Record<Mode, ModeRunner>> {
  return { async: createAsyncRunner(), sync: createSyncRunner() };
}
