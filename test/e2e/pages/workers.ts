/** A page whose pools of Web Workers the tests drive. */
import type { CallListener } from '../../../src/run/executor.js';
import { WorkerPool } from '../../../src/run/workers/worker-pool.js';

const ENTRIES = {
  serving: () => new Worker(new URL('./worker-serving.ts', import.meta.url), { type: 'module' }),
  silent: () => new Worker(new URL('./worker-silent.ts', import.meta.url), { type: 'module' }),
  broken: () => new Worker(new URL('./worker-broken.ts', import.meta.url), { type: 'module' }),
  missing: () => new Worker('/no-such-worker.js', { type: 'module' }),
};

/** One call from a test. */
export interface CallFromTest {
  readonly entry?: keyof typeof ENTRIES;
  readonly nodeType: string;
  readonly args?: readonly unknown[];
  readonly abort?: 'at its first line' | 'while it runs';
}

/** How a call ended, as plain data, with what was heard of it. */
export interface Heard {
  readonly value?: unknown;
  readonly error?: { readonly name: string; readonly code: unknown; readonly message: string };
  readonly said: readonly unknown[];
}

/** What `window.workers` gives to tests. */
export interface Workers {
  /** Workers opened since the page was loaded. */
  opened: number;
  call(call: CallFromTest): Promise<Heard>;
  /** Two calls that can only return when both block at the same time. */
  meet(): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

declare global {
  interface Window {
    workers: Workers;
  }
}

const pools = new Map<string, WorkerPool>();

function poolOf(entry: keyof typeof ENTRIES): WorkerPool {
  let pool = pools.get(entry);
  if (pool === undefined) {
    const open = () => {
      window.workers.opened += 1;
      return ENTRIES[entry]();
    };
    pool = new WorkerPool({ open, size: 2, bootTimeoutMs: entry === 'silent' ? 300 : undefined });
    pools.set(entry, pool);
  }
  return pool;
}

/** Symbols don't get out of a page. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  return typeof value === 'symbol' ? value.toString() : value;
}

async function callFromTest(call: CallFromTest): Promise<Heard> {
  const { entry = 'serving', nodeType, args = [], abort } = call;
  const controller = new AbortController();
  const said: unknown[] = [];
  const listener: CallListener = {
    onStarted() {
      said.push('started');
      if (abort === 'while it runs') setTimeout(() => controller.abort(), 50);
    },
    onLogged(level, message) {
      said.push([level, message]);
      if (abort === 'at its first line') controller.abort();
    },
    onProgressed: (...step) => void said.push(step),
  };
  const facts = { jobId: 'job', nodeId: 'n1', attempt: 1, idempotencyKey: 'job/n1' };
  const context = { ...facts, inputs: {}, task: null, secrets: {} };
  const withContext = nodeType.endsWith('WithContext') ? { context } : {};
  try {
    const asked = { nodeId: 'n1', nodeType, args, ...withContext };
    const value = await poolOf(entry).call(asked, listener, controller.signal);
    return { value: readable(value), said };
  } catch (thrown) {
    const { name, code, message } = thrown as Error & { readonly code: unknown };
    return { error: { name, code, message }, said };
  }
}

window.workers = {
  opened: 0,
  call: callFromTest,
  async meet() {
    const args = [new Int32Array(new SharedArrayBuffer(4)), 2];
    const call = { nodeType: 'meet', args };
    const heard = await Promise.all([callFromTest(call), callFromTest(call)]);
    return heard.map(({ value }) => value);
  },
  async close() {
    await Promise.all([...pools.values()].map((pool) => pool.close()));
    pools.clear();
  },
};
