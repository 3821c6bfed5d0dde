/** Runs a job with promises, time, workers and Python (rules R1, R5, R9, R10, R14). */
import type { ErrorInfo } from '../errors.js';
import { MillraceError, toErrorInfo } from '../errors.js';
import { cancelRest } from './cancel-rest.js';
import type { CheckCache } from './inputs/check-cache.js';
import { toNative } from './invoke.js';
import { gatherArguments } from './inputs/gather-arguments.js';
import type { Job } from './job.js';
import type { NormalOnError } from './job-runner-options.js';
import { recallCall } from './memo/recall.js';
import { NodeCalls } from './node-calls.js';
import { findObstacle, settleObstacle } from './obstacle.js';
import { PythonDispatch } from './python/python-dispatch.js';
import type { Slots } from './slots.js';
import { ReadyNodes } from './ready-nodes.js';
import { createStretch, runSimple, settleSimple } from './simple-run.js';
import type { SimpleStretch } from './simple-run.js';
import { ERROR, RUNNING, WAITING } from './status.js';

/** What an asynchronous run is told. */
export interface AsyncRunOptions {
  readonly signal: AbortSignal;
  readonly onError: NormalOnError;
  /** Shared by the runs of a job and its subgraphs. */
  readonly slots: Slots;
  readonly timeoutMs?: number | undefined;
  readonly checks: CheckCache;
  /** Resolves when the functions are there; undefined when they are. */
  readonly loading?: Promise<void> | undefined;
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
  const run = new AsyncRun(job, options);
  run.begin();
  return run.closed;
}

class AsyncRun {
  /** Resolves when the job has ended and nothing of it is left running. */
  readonly closed: Promise<void>;
  isClosed = false;
  readonly #job: Job;
  readonly #options: AsyncRunOptions;
  readonly #onEnd: (() => void) | undefined;
  #resolve: () => void = () => undefined;
  readonly #nodes: ReadyNodes;
  readonly #python: PythonDispatch;
  readonly #hasPython: boolean;
  readonly #calls: NodeCalls;
  readonly #stretch: SimpleStretch;
  /** Slots this run has taken. */
  #taken = 0;
  #pumping = false;
  /** Timers have their turn, or the next attempt has not begun. */
  #isPaused = false;
  #ended = false;
  #stopTimers: (() => void)[] = [];

  /** @param onEnd Called when the job has its outcome, without waiting for a turn of the loop. */
  constructor(job: Job, options: AsyncRunOptions, onEnd?: () => void) {
    this.#job = job;
    this.#options = options;
    this.#onEnd = onEnd;
    this.closed = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#nodes = new ReadyNodes(job.program.plan);
    this.#stretch = createStretch();
    this.#hasPython = job.program.hasPython;
    const host = {
      checks: options.checks,
      onReady: (rank: number) => this.#nodes.addReady(rank, job.status),
      onQueued: (rank: number) => this.#nodes.queue(rank),
      onSettled: (rank: number) => this.#settled(rank),
      hasSlot: () => options.slots.isFree,
      takeSlot: () => this.#takeSlot(),
      giveSlot: () => this.#giveSlots(1),
      pump: () => this.#pumpAll(),
      beginCall: () => options.slots.beginCall(),
      endCall: () => options.slots.endCall(),
      isOver: (attempt: number) => this.#ended || job.attempt !== attempt,
      runNested: (nested: Job, signal: AbortSignal, onNestedEnd: () => void) =>
        this.#runNested(nested, signal, onNestedEnd),
    };
    this.#calls = new NodeCalls(job, host);
    this.#python = new PythonDispatch(job, this.#nodes.left, { ...host, calls: this.#calls });
  }

  begin(): void {
    const { signal, timeoutMs, slots, loading } = this.#options;
    this.#job.announce();
    slots.join(this);
    const onAbort = (): void => {
      // What is aborted around a subgraph ends the subgraph, too, but only after this call.
      if (this.#onEnd === undefined) slots.interrupt();
      else this.interrupt();
      slots.afterCall(() => this.#end('cancelled', { reason: signal.reason }));
    };
    if (signal.aborted && this.#job.unsettled > 0) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });
    this.#stopTimers.push(() => signal.removeEventListener('abort', onAbort));
    if (timeoutMs !== undefined) {
      this.#stopTimers.push(this.#job.clock.after(timeoutMs, () => this.#timeOut(timeoutMs)));
    }
    if (loading === undefined) this.#beginAttempt();
    else void loading.then(() => this.#beginAttempt());
  }

  interrupt(): void {
    this.#stretch.isAborted = true;
  }

  #beginAttempt(): void {
    if (this.#ended) return;
    this.#isPaused = false;
    this.#nodes.clear();
    this.#python.beginAttempt();
    this.#runStretch(0);
  }

  /**
   * As long as functions return no promise, the order in which nodes become ready is plan order:
   * they need no bookkeeping.
   */
  #runStretch(first: number): void {
    const job = this.#job;
    const { slots, onError } = this.#options;
    const { attempt } = job;
    const mustStop = (): boolean => job.firstError !== undefined && onError.type !== 'continue';
    let rank = first;
    if (slots.isFree && job.simple[rank] !== 0) {
      this.#stretch.end = Infinity;
      this.#stretch.until = job.clock.now() + YIELD_AFTER_MS;
      rank = this.#callSimple(rank);
      if (this.#ended || job.attempt !== attempt) return;
      const isLate = job.clock.now() > this.#stretch.until && rank > first;
      if (isLate && !mustStop() && job.status[rank] === WAITING) {
        this.#yield(() => this.#runStretch(rank));
        return;
      }
    }
    this.#nodes.countSources(job.status, rank);
    if (mustStop()) this.#stop();
    this.pump();
  }

  /** Runs a stretch of simple nodes and sees to its promise; returns the first rank not settled. */
  #callSimple(first: number): number {
    const { slots } = this.#options;
    const stretch = this.#stretch;
    slots.beginCall();
    const rank = runSimple(this.#job, first, stretch);
    const { promise } = stretch;
    if (promise !== undefined) {
      stretch.promise = undefined;
      this.#awaitSimple(rank, promise, stretch.started);
    }
    slots.endCall();
    return rank;
  }

  /** What {@link NodeCalls} does for any node, without the looks at what a simple one can't have. */
  #awaitSimple(rank: number, promise: PromiseLike<unknown>, started: number): void {
    const job = this.#job;
    const { attempt } = job;
    toNative(promise).then(
      (value) => {
        if (job.status[rank] !== RUNNING || job.attempt !== attempt) return;
        this.#giveSlots(1);
        settleSimple(job, rank, value, started);
        this.#settled(rank);
        this.#pumpAll();
      },
      (error: unknown) => {
        if (job.status[rank] !== RUNNING || job.attempt !== attempt) return;
        this.#giveSlots(1);
        this.#calls.failed(rank, error, job.timing ? job.clock.now() - started : 0);
        this.#pumpAll();
      },
    );
    this.#takeSlot();
  }

  /** Starts what can start, in own-key order; never re-entered, never recursive. */
  pump(): void {
    if (this.#pumping || this.#ended || this.#isPaused) return;
    const job = this.#job;
    const { attempt } = job;
    this.#pumping = true;
    let began = 0;
    let count = 0;
    while (!this.#ended && job.attempt === attempt) {
      const rank = this.#nodes.takeFirst(this.#options.slots.isFree);
      if (rank < 0) break;
      this.#take(rank);
      count += 1;
      // A promise that settles releases a node or two: not worth a look at the clock.
      if (count === 4) began = job.clock.now();
      if (count % NODES_PER_CLOCK_READ === 0 && job.clock.now() - began > YIELD_AFTER_MS) {
        this.#yield(() => this.pump());
        break;
      }
    }
    this.#pumping = false;
    if (this.#ended || job.attempt !== attempt) return;
    if (this.#hasPython) this.#python.dispatch();
    if (job.unsettled > 0) return;
    this.#ended = true;
    this.#close(job.errors.size > 0 ? 'error' : 'success', undefined);
  }

  #pumpAll(): void {
    this.pump();
    this.#options.slots.wakeOthers(this);
  }

  /** Lets timers, messages and an abort have their turn. */
  #yield(resume: () => void): void {
    const { attempt, clock } = this.#job;
    this.#isPaused = true;
    clock.soon(() => {
      if (this.#ended || this.#job.attempt !== attempt) return;
      this.#isPaused = false;
      resume();
    });
  }

  #take(rank: number): void {
    const job = this.#job;
    if (job.simple[rank] !== 0 && this.#options.slots.isFree) {
      this.#stretch.end = rank + 1;
      this.#stretch.until = Infinity;
      const next = this.#callSimple(rank);
      if (next > rank && !this.#ended) this.#settled(rank);
      if (next > rank || this.#ended || job.status[rank] === RUNNING) return;
    }
    const obstacle = findObstacle(job, rank);
    if (obstacle !== undefined) {
      settleObstacle(job, rank, obstacle);
      this.#settled(rank);
      return;
    }
    const { placement, language } = job.program.bindings[rank]!;
    const isSubgraph = job.program.subprograms.has(rank);
    if (!isSubgraph && !this.#options.slots.isFree) {
      this.#nodes.queue(rank);
      job.queue(rank);
      return;
    }
    let values: readonly unknown[];
    try {
      values = gatherArguments(job, rank, language === 'python' || isSubgraph);
    } catch (error) {
      job.fail(rank, error, 0);
      this.#settled(rank);
      return;
    }
    if (job.usesMemo(rank) && this.#recall(rank, values)) return;
    if (isSubgraph) this.#calls.callSubgraph(rank, values);
    else if (placement === 'inline') this.#calls.callInline(rank, values);
    else if (placement === 'worker') this.#calls.callInWorker(rank, values);
    else this.#python.collect(rank, values);
  }

  #recall(rank: number, values: readonly unknown[]): boolean {
    const outputs = recallCall(this.#job, rank, values);
    if (outputs === undefined) return false;
    this.#job.settleGiven(rank, outputs);
    this.#settled(rank);
    return true;
  }

  #runNested(nested: Job, signal: AbortSignal, onEnd: () => void): AsyncRun {
    const { slots, checks } = this.#options;
    const { type } = this.#options.onError;
    const onError = { type: type === 'continue' ? type : 'stop' } as const;
    const run = new AsyncRun(nested, { signal, onError, slots, checks }, onEnd);
    run.begin();
    return run;
  }

  #takeSlot(): void {
    this.#taken += 1;
    this.#options.slots.take();
  }

  #giveSlots(count: number): void {
    this.#taken -= count;
    this.#options.slots.give(count);
  }

  // --- Settling and the end ---------------------------------------------------------------------

  #settled(rank: number): void {
    const job = this.#job;
    const { dependentBase, dependents } = job.program.plan;
    const { left } = this.#nodes;
    for (let edge = dependentBase[rank]!; edge < dependentBase[rank + 1]!; edge += 1) {
      const dependent = dependents[edge]!;
      left[dependent]! -= 1;
      if (!this.#hasPython || !this.#python.holds(dependent))
        this.#nodes.addReady(dependent, job.status);
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
    this.#isPaused = true;
    const stopped = this.#stopCalls(reason, () => job.signals.abortRunning(reason));
    job.restart(error);
    const again = (): void => this.#beginAttempt();
    void Promise.resolve(stopped).then(() => {
      if (this.#ended) return;
      if (delayMs === 0) again();
      else this.#stopTimers.push(job.clock.after(delayMs, again));
    });
  }

  #timeOut(timeoutMs: number): void {
    const message = `the job took longer than its timeoutMs of ${timeoutMs} ms; its unfinished nodes were cancelled`;
    const error = new MillraceError('job-timeout', message);
    this.#end('error', { reason: error, error: toErrorInfo(error) });
  }

  /** Ends the job before all nodes have settled. */
  #end(status: 'cancelled' | 'error', how: EarlyEnd): void {
    const job = this.#job;
    // A cancel that comes when all have settled changes nothing.
    if (this.#ended || (status === 'cancelled' && job.unsettled === 0)) return;
    this.#ended = true;
    const stopped = this.#stopCalls(how.reason, (reason) => job.signals.abort(reason));
    const { bindings, subprograms } = job.program;
    cancelRest(job, {
      skipDependents: how.skipDependents === true,
      isAbandoned: (rank) => bindings[rank]?.placement === 'inline' && !subprograms.has(rank),
    });
    // In a subgraph the node around it settles in this turn, as it does in a synchronous run.
    if (stopped === undefined) this.#close(status, how.error);
    else void stopped.then(() => this.#close(status, how.error));
  }

  /** Gives back all slots; what still comes back is ignored. */
  #stopCalls(reason: unknown, abort: (reason: unknown) => void): Promise<unknown> | undefined {
    this.#giveSlots(this.#taken);
    const python = this.#python.stop(reason);
    // Subgraphs end at once, unless they wait for a worker or for Python themselves.
    abort(reason);
    const endings = [python, this.#calls.stop()];
    const open = endings.filter((ending) => ending !== undefined);
    return open.length === 0 ? undefined : Promise.all(open);
  }

  #close(status: 'success' | 'error' | 'cancelled', error: ErrorInfo | undefined): void {
    for (const stop of this.#stopTimers) stop();
    this.#options.slots.leave(this);
    this.isClosed = true;
    this.#job.finish(status, error);
    this.#onEnd?.();
    this.#resolve();
  }
}
