/** Pools of real threads for tests, with an account of every thread. */
import { afterAll, beforeAll, expect } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import type { CallContext } from '../../../../src/run/call-context.js';
import type { CallListener, ExecutorCall } from '../../../../src/run/executor.js';
import { WorkerPool } from '../../../../src/run/workers/worker-pool.js';
import type { WorkerPoolOptions } from '../../../../src/run/workers/worker-pool.js';
import { beforeLeakCheck } from '../leak-guard.js';

const ENTRIES = ['serving', 'forging', 'silent', 'ended', 'broken', 'outdated', 'host'] as const;
type Entry = (typeof ENTRIES)[number];

/** A pool and the threads it opened, in order; those that ended are marked. */
export interface TestPool {
  readonly pool: WorkerPool;
  readonly opened: { readonly worker: Worker; exitCode?: number }[];
  readonly call: (
    nodeType: string,
    args?: readonly unknown[],
    more?: MoreOfCall,
  ) => Promise<unknown>;
}

export interface MoreOfCall {
  readonly context?: Partial<CallContext>;
  readonly collect?: true;
  readonly signal?: AbortSignal;
  readonly listener?: Partial<CallListener>;
}

let folder = '';
const pools: TestPool[] = [];

/** Call once in a test file: bundles the entries, and fails a test that leaves a thread. */
export function useThreads(): void {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'millrace-workers-'));
    const here = dirname(fileURLToPath(import.meta.url));
    await build({
      entryPoints: ENTRIES.map((name) => join(here, `${name}.ts`)),
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      format: 'esm',
      platform: 'node',
      tsconfigRaw: {},
    });
  });
  beforeLeakCheck(async () => {
    for (const { pool, opened } of pools.splice(0)) {
      await pool.close();
      expect(opened.filter(({ exitCode }) => exitCode === undefined)).toEqual([]);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

/** The file of a bundled entry. */
export const entryFile = (entry: Entry): string => join(folder, `${entry}.mjs`);

/** A thread of an entry; it says nothing on this process's console. */
export const openThread = (entry: Entry): Worker =>
  new Worker(entryFile(entry), { execArgv: [], stdout: true, stderr: true });

/** A pool that is closed after the test. */
export function createPool(
  entry: Entry = 'serving',
  options: Partial<WorkerPoolOptions> = {},
): TestPool {
  const opened: TestPool['opened'] = [];
  const open = () => {
    const worker = openThread(entry);
    const thread: TestPool['opened'][number] = { worker };
    worker.on('exit', (code) => (thread.exitCode = code));
    opened.push(thread);
    return worker;
  };
  const pool = new WorkerPool({ size: 2, ...options, open: options.open ?? open });
  const call: TestPool['call'] = (nodeType, args = [], more = {}) => {
    const { context, signal, listener, collect } = more;
    return pool.call(
      { ...callOf(nodeType, args, context), ...(collect ? { collect } : {}) },
      { onStarted() {}, onLogged() {}, onProgressed() {}, ...listener },
      signal ?? new AbortController().signal,
    );
  };
  const made = { pool, opened, call };
  pools.push(made);
  return made;
}

function callOf(
  nodeType: string,
  args: readonly unknown[],
  context: Partial<CallContext> | undefined,
): ExecutorCall {
  const call = { nodeId: 'n1', nodeType, args };
  if (context === undefined) return call;
  const facts = { jobId: 'job', nodeId: 'n1', attempt: 1, idempotencyKey: 'job/n1' };
  return { ...call, context: { ...facts, inputs: {}, task: null, secrets: {}, ...context } };
}

/** Resolves once `isTrue` holds; fails when it does not for half a minute. */
export async function until(isTrue: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`waited too long for ${isTrue.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Memory that threads share, with one number in it. */
export const sharedNumber = (): Int32Array => new Int32Array(new SharedArrayBuffer(4));

/** How a call ended, in a word. */
export const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'resolved',
    (error: { readonly code: unknown; readonly name: string }) =>
      typeof error.code === 'string' ? error.code : error.name,
  );
