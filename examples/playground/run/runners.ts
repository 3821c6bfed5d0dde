/** The two ways this page runs graphs; both belong to it until it is left. */
import { JobRunner, createMemo } from 'millrace';
import type { Graph, PythonRuntime } from 'millrace';
import { createBootStore } from 'millrace/react';
import type { BootStore, GraphRunner, SourceReader } from 'millrace/react';
import { createPyodide } from 'millrace/python';
import { indexURL } from 'virtual:millrace/pyodide';
import { functions, python as modules } from '../nodes.generated.js';
import type { PageNodes } from './page-nodes.js';
import type { SyncMessage } from './sync-messages.js';
import { SyncRunner } from './sync-runner.js';
import type { SyncWorker, SyncWorkerListener } from './sync-runner.js';

/** How a graph runs: node by node as inputs come, or all in one go. */
export type Mode = 'async' | 'sync';

/** Runs graphs, and says how far its Python has come. */
export interface ModeRunner {
  /** Runs the functions of the playground, and those that were written on the page. */
  readonly runnerOf: (nodes: PageNodes) => GraphRunner;
  readonly boot: BootStore;
  /** Starts Python before it is needed. */
  readonly start: () => void;
}

/** Runs on this page; only Python is in a worker. */
function createAsyncRunner(boot: BootStore, python: PythonRuntime): ModeRunner {
  // Of functions that have not changed, nothing has to run again.
  const memo = createMemo();
  return {
    boot,
    start: () => {
      // Why it could not, `boot` hears as well.
      python.boot().catch(() => undefined);
    },
    // Its Python has read the text itself.
    runnerOf: (nodes) => new JobRunner(nodes.config, { functions, python, memo }),
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
    runnerOf: (nodes) => ({
      async run(graph, options) {
        const result = await runner.run(graph as Graph, options, nodes);
        if (result.status === 'cancelled') {
          // Its worker has ended. Another one starts now, not when somebody waits for it.
          boot.reset();
          runner.boot();
        }
        return result;
      },
    }),
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

/** A runner for each mode, and the Python that reads what is written on the page. */
export interface Runners extends Readonly<Record<Mode, ModeRunner>> {
  readonly python: SourceReader;
}

/** Made once for the page. */
export function createRunners(): Runners {
  const boot = createBootStore();
  const python = createPyodide({ indexURL, modules, onBoot: boot.note });
  return { async: createAsyncRunner(boot, python), sync: createSyncRunner(), python };
}
