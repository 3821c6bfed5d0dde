/**
 * After every test of the runner, of the library and of the fuzz, nothing that `src` started may be
 * alive: no timer, no worker thread, no listener of an abort, nothing that waits in a fake clock. A
 * leak fails the test that made it and says where. Jest runs this file before the tests of each file (`jest.config.mjs`).
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { afterAll, afterEach, expect } from '@jest/globals';
import { FakeClock } from './fake-clock.js';

const GUARDED = /\/test\/(src\/(run|library)|fuzz)\//;
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** Ending a worker takes a while on a busy machine; all else is gone at once. */
const SETTLE_WITHIN_MS = 5_000;

/** Where each of what is alive was made. */
const timers = new Map<unknown, Error>();
const listeners = new Map<unknown, { readonly signal: AbortSignal; readonly made: Error }>();
const workers = new Map<Worker, Error>();
const clocks = new Set<FakeClock>();
const closers: (() => Promise<void>)[] = [];

/** Closes what the tests of a file share, before each look at what is left. */
export function beforeLeakCheck(close: () => Promise<void>): void {
  closers.push(close);
}

const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

function watchTimers(): void {
  const start = (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    const timer = startTimer(() => {
      timers.delete(timer);
      callback(...args);
    }, ms);
    timers.set(timer, new Error('a timer'));
    return timer;
  };
  const stop = (timer: Parameters<typeof stopTimer>[0]): void => {
    timers.delete(timer);
    stopTimer(timer);
  };
  globalThis.setTimeout = Object.assign(start, startTimer) as typeof setTimeout;
  globalThis.clearTimeout = stop;
}

function watchSignals(): void {
  const Controller = globalThis.AbortController;
  globalThis.AbortController = class extends Controller {
    constructor() {
      super();
      const { signal } = this;
      const add = signal.addEventListener.bind(signal) as (...args: unknown[]) => void;
      const remove = signal.removeEventListener.bind(signal) as (...args: unknown[]) => void;
      signal.addEventListener = (...args: unknown[]) => {
        listeners.set(args[1], { signal, made: new Error('a listener of an abort') });
        add(...args);
      };
      signal.removeEventListener = (...args: unknown[]) => {
        listeners.delete(args[1]);
        remove(...args);
      };
    }
  };
}

function watchClocks(): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with its own object below
  const { after } = FakeClock.prototype;
  FakeClock.prototype.after = function watched(this: FakeClock, ...args) {
    clocks.add(this);
    return after.apply(this, args);
  };
}

function watchWorker(message: unknown): void {
  const { worker } = message as { readonly worker: Worker };
  const made = new Error('a worker');
  // Jest's transform has threads of its own.
  if (!makerOf(made).includes(ROOT) || makerOf(made).includes('/node_modules/')) return;
  workers.set(worker, made);
  worker.once('exit', () => workers.delete(worker));
}

/** What is alive, in words. */
function findLeaks(): readonly string[] {
  const pending = [...clocks].filter((clock) => clock.pending > 0);
  const open = [...listeners.values()].filter(({ signal }) => !signal.aborted);
  // A test may have timers and listeners of its own.
  const made = [...timers.values(), ...open.map((each) => each.made)].filter((error) =>
    makerOf(error).includes(`${ROOT}src/`),
  );
  return [
    ...[...made, ...workers.values()].map(({ stack }) => stack!),
    ...pending.map((clock) => `${clock.pending} timers of a fake clock`),
  ];
}

/** The line of a stack that says which file made something. */
function makerOf({ stack }: Error): string {
  const frames = stack!.split('\n').filter((line) => /^\s+at /.test(line));
  return frames.find((line) => !/leak-guard|\bnode:/.test(line)) ?? '';
}

async function check(): Promise<void> {
  for (const close of closers) await close();
  const deadline = Date.now() + SETTLE_WITHIN_MS;
  let leaks = findLeaks();
  while (leaks.length > 0 && Date.now() < deadline) {
    await new Promise((resolve) => startTimer(resolve, 5));
    leaks = findLeaks();
  }
  await Promise.all([...workers.keys()].map((worker) => worker.terminate()));
  for (const each of [timers, listeners, workers, clocks]) each.clear();
  expect(leaks).toEqual([]);
}

if (GUARDED.test(expect.getState().testPath ?? '')) {
  watchTimers();
  watchSignals();
  watchClocks();
  subscribe('worker_threads', watchWorker);
  afterEach(check, SETTLE_WITHIN_MS * 2);
  afterAll(() => {
    unsubscribe('worker_threads', watchWorker);
  });
}
