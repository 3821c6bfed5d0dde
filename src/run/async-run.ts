/** Runs a job with promises, time and Python (rules R1, R5, R10, R14). */
import type { ErrorInfo } from '../errors.js';
import { MillraceError, toErrorInfo } from '../errors.js';
import { ReadySet } from '../graph/ready-set.js';
import { cancelRest } from './cancel-rest.js';
import { gatherArguments } from './gather-arguments.js';
import { isThenable } from './invoke.js';
import type { Job } from './job.js';
import type { NormalOnError } from './job-runner-options.js';
import { findObstacle, settleObstacle } from './obstacle.js';
import { PythonDispatch } from './python-dispatch.js';
import { ERROR, RUNNING } from './status.js';

/** What an asynchronous run is told. */
export interface AsyncRunOptions {
  readonly signal: AbortSignal;
  readonly onError: NormalOnError;
  readonly concurrency: number;
  readonly timeoutMs: number | undefined;
}

/** Why a job ends before all its nodes have settled. */
interface EarlyEnd {
  /** What the functions' signals say. */
  readonly reason: unknown;
  /** The error of the job itself. */
  readonly error?: ErrorInfo;
  /** Nodes that depend on the failed one are skipped. */
  readonly skipDependents?: boolean;
}

/** Functions run for this long before timers, messages and an abort get their turn. */
const YIELD_AFTER_MS = 8;
const NODES_PER_CLOCK_READ = 64;

/** Resolves when the job has ended; never rejects. */
export function runAsync(job: Job, options: AsyncRunOptions): Promise<void> {
  return new Promise((resolve) => new AsyncRun(job, options, resolve).begin());
}

class AsyncRun {
  readonly #job: Job;
  readonly #options: AsyncRunOptions;
  readonly #resolve: () => void;
  /** Sources each rank still waits for. */
  readonly #left: Int32Array;
  /** Own-key positions whose inputs have settled. */
  readonly #ready: ReadySet;
  /** Own-key positions that wait for a slot. */
  readonly #queued: ReadySet;
  readonly #python: PythonDispatch;
  #running = 0;
  #pumping = false;
  #yielding = false;
  #ended = false;
  #stopTimers: (() => void)[] = [];

  constructor(job: Job, options: AsyncRunOptions, resolve: () => void) {
    const count = job.status.length;
    this.#job = job;
    this.#options = options;
    this.#resolve = resolve;
    this.#left = new Int32Array(count);
    this.#ready = new ReadySet(count);
    this.#queued = new ReadySet(count);
    this.#python = new PythonDispatch(job, this.#left, {
      isOver: (attempt) => this.#ended || job.attempt !== attempt,
      onReady: (rank) => this.#ready.add(job.program.plan.keyOfRank[rank]!),
      onSettled: (rank) => this.#settled(rank),
      onSlots: (taken) => {
        this.#running += taken;
      },
      pump: () => this.#pump(),
    });
  }

  begin(): void {
    const { signal, timeoutMs } = this.#options;
    this.#job.announce();
    if (signal.aborted) {
      this.#cancel(signal.reason);
      return;
    }
    const onAbort = (): void => this.#cancel(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    this.#stopTimers.push(() => signal.removeEventListener('abort', onAbort));
    if (timeoutMs !== undefined) {
      this.#stopTimers.push(this.#job.clock.after(timeoutMs, () => this.#timeOut(timeoutMs)));
    }
    this.#beginAttempt();
  }

  #beginAttempt(): void {
    const { plan } = this.#job.program;
    this.#ready.clear();
    this.#queued.clear();
    this.#python.beginAttempt();
    this.#running = 0;
    for (let rank = 0; rank < this.#left.length; rank += 1) {
      this.#left[rank] = plan.sourceBase[rank + 1]! - plan.sourceBase[rank]!;
      if (this.#left[rank] === 0) this.#ready.add(plan.keyOfRank[rank]!);
    }
    this.#pump();
  }

  /** Starts what can start, in own-key order; never re-entered, never recursive. */
  #pump(): void {
    if (this.#pumping || this.#ended || this.#yielding) return;
    const job = this.#job;
    const { attempt } = job;
    this.#pumping = true;
    const began = job.clock.now();
    let count = 0;
    while (!this.#ended && job.attempt === attempt) {
      const rank = this.#next();
      if (rank < 0) break;
      this.#take(rank);
      count += 1;
      if (count % NODES_PER_CLOCK_READ === 0 && job.clock.now() - began > YIELD_AFTER_MS) {
        this.#yielding = true;
        break;
      }
    }
    this.#pumping = false;
    if (this.#ended || job.attempt !== attempt) return;
    this.#python.dispatch();
    if (job.unsettled === 0) this.#finish(job.errors.size > 0 ? 'error' : 'success');
    else if (this.#yielding) this.#yield();
  }

  #yield(): void {
    this.#job.clock.soon(() => {
      this.#yielding = false;
      this.#pump();
    });
  }

  /** The first ready rank in own-key order, or −1; a queued one only when there is a slot. */
  #next(): number {
    const free = this.#running < this.#options.concurrency;
    const ready = this.#ready.first();
    const queued = free ? this.#queued.first() : -1;
    const key = ready < 0 || (queued >= 0 && queued < ready) ? queued : ready;
    if (key < 0) return -1;
    this.#ready.delete(key);
    this.#queued.delete(key);
    return this.#job.program.plan.rankOfKey[key]!;
  }

  #take(rank: number): void {
    const job = this.#job;
    const obstacle = findObstacle(job, rank);
    if (obstacle !== undefined) {
      settleObstacle(job, rank, obstacle);
      this.#settled(rank);
    } else if (this.#running >= this.#options.concurrency) {
      this.#queued.add(job.program.plan.keyOfRank[rank]!);
      job.queue(rank);
    } else if (job.program.bindings[rank]!.placement === 'inline') {
      this.#callInline(rank);
    } else {
      this.#python.collect(rank);
    }
  }

  // --- Inline -----------------------------------------------------------------------------------

  #callInline(rank: number): void {
    const job = this.#job;
    const { attempt, timing, clock } = job;
    const started = timing ? clock.now() : 0;
    let returned: unknown;
    let waits = false;
    try {
      const values = gatherArguments(job, rank);
      job.start(rank, 'inline');
      returned = job.call(rank, values);
      if (this.#isLate(rank, attempt)) return;
      waits = isThenable(returned);
      if (!waits) job.mapReturned(rank, returned);
    } catch (error) {
      if (this.#ended || job.attempt !== attempt) return;
      job.fail(rank, error, timing ? clock.now() - started : 0);
      this.#settled(rank);
      return;
    }
    if (waits) {
      this.#running += 1;
      this.#await(rank, returned as PromiseLike<unknown>, started);
      return;
    }
    job.settleSuccess(rank, timing ? clock.now() - started : 0);
    this.#settled(rank);
  }

  #await(rank: number, promise: PromiseLike<unknown>, started: number): void {
    const job = this.#job;
    const { attempt } = job;
    const settle = (act: (durationMs: number) => void): void => {
      if (this.#isLate(rank, attempt)) return;
      this.#running -= 1;
      act(job.timing ? job.clock.now() - started : 0);
      this.#settled(rank);
      this.#pump();
    };
    const native = promise instanceof Promise ? promise : Promise.resolve(promise);
    native.then(
      (value: unknown) =>
        settle((durationMs) => {
          try {
            job.mapReturned(rank, value);
          } catch (error) {
            job.fail(rank, error, durationMs);
            return;
          }
          job.settleSuccess(rank, durationMs);
        }),
      (error: unknown) => settle((durationMs) => job.fail(rank, error, durationMs)),
    );
  }

  /** The node was cancelled, or its attempt is over: what its function does is ignored. */
  #isLate(rank: number, attempt: number): boolean {
    return this.#ended || this.#job.attempt !== attempt || this.#job.status[rank] !== RUNNING;
  }

  // --- Settling and the end ---------------------------------------------------------------------

  #settled(rank: number): void {
    const job = this.#job;
    const { dependentBase, dependents, keyOfRank } = job.program.plan;
    for (let edge = dependentBase[rank]!; edge < dependentBase[rank + 1]!; edge += 1) {
      const dependent = dependents[edge]!;
      this.#left[dependent]! -= 1;
      if (this.#left[dependent] === 0 && !this.#python.holds(dependent)) {
        this.#ready.add(keyOfRank[dependent]!);
      }
    }
    if (job.status[rank] === ERROR && this.#options.onError.type !== 'continue') this.#stop();
  }

  /** A node failed and the policy is not to go on. */
  #stop(): void {
    const job = this.#job;
    const { onError } = this.#options;
    const { error } = job.firstError!;
    if (this.#ended) return;
    if (onError.type === 'retryJob' && job.attempt < onError.attempts) {
      this.#retry(error, onError.delayMs);
      return;
    }
    this.#end('error', {
      reason: new MillraceError('job-stopped', error.message),
      skipDependents: true,
    });
  }

  #retry(error: ErrorInfo, delayMs: number): void {
    const job = this.#job;
    const reason = new MillraceError('attempt-ended', error.message);
    const stopped = this.#python.stop(reason);
    job.restart(error);
    job.signals.abortRunning(reason);
    const again = (): void => {
      if (!this.#ended) this.#beginAttempt();
    };
    void stopped.then(() => {
      if (this.#ended) return;
      if (delayMs === 0) again();
      else this.#stopTimers.push(job.clock.after(delayMs, again));
    });
  }

  #cancel(reason: unknown): void {
    this.#end('cancelled', { reason });
  }

  #timeOut(timeoutMs: number): void {
    const message = `the job took longer than its timeoutMs of ${timeoutMs} ms; its unfinished nodes were cancelled`;
    const error = new MillraceError('job-timeout', message);
    this.#end('error', { reason: error, error: toErrorInfo(error) });
  }

  /** Ends the job before all nodes have settled. */
  #end(status: 'cancelled' | 'error', how: EarlyEnd): void {
    if (this.#ended) return;
    const job = this.#job;
    this.#ended = true;
    const stopped = this.#python.stop(how.reason);
    job.signals.abort(how.reason);
    const { bindings } = job.program;
    cancelRest(job, {
      skipDependents: how.skipDependents === true,
      isAbandoned: (rank) => bindings[rank]?.placement === 'inline',
    });
    void stopped.then(() => this.#close(status, how.error));
  }

  #finish(status: 'success' | 'error'): void {
    this.#ended = true;
    this.#close(status, undefined);
  }

  #close(status: 'success' | 'error' | 'cancelled', error: ErrorInfo | undefined): void {
    for (const stop of this.#stopTimers) stop();
    this.#job.finish(status, error);
    this.#resolve();
  }
}
