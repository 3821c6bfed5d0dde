/** The calls of an async run: how they start, how they end, and when they are tried again. */
import { MillraceError, toErrorInfo } from '../errors.js';
import { calledType } from './called-type.js';
import { collected } from './collect-node.js';
import { callContextOf } from './create-context.js';
import { GraphCalls } from './graph-calls.js';
import type { NestedRun } from './graph-calls.js';
import { isThenable, toArguments, toNative } from './invoke.js';
import type { Job } from './job.js';
import { retryDelay } from './retry-delay.js';
import { RUNNING, SUCCESS } from './status.js';
import { stopWithin } from './stop-within.js';
import { createSubgraphJob, mapSubgraphOutputs } from './subgraph-job.js';
import type { CheckCache } from './inputs/check-cache.js';

/** What the calls ask of the run they belong to. */
export interface CallHost {
  readonly checks: CheckCache;
  /** A node can be taken again: its next try. */
  onReady(rank: number): void;
  onSettled(rank: number): void;
  takeSlot(): void;
  giveSlot(): void;
  pump(): void;
  /** The attempt has ended: what still comes back is ignored. */
  isOver(attempt: number): boolean;
  /** An inline function is on the stack, until {@link CallHost.endCall}. */
  beginCall(): void;
  endCall(): void;
  /** Runs the job of a subgraph; `closed` resolves once nothing of it is left running. */
  runNested(job: Job, signal: AbortSignal, onEnd: () => void): NestedRun;
}

export class NodeCalls {
  readonly #job: Job;
  readonly #host: CallHost;
  readonly #graphs: GraphCalls;
  /** By rank: timeouts of tries, and waits between them. */
  readonly #timers = new Map<number, () => void>();
  /** Calls in workers and subgraphs, and whether they have ended in this very turn. */
  readonly #underWay = new Map<Promise<unknown>, () => boolean>();
  /** Nodes that went down with an interpreter once. */
  readonly #lost = new Set<number>();

  constructor(job: Job, host: CallHost) {
    this.#job = job;
    this.#host = host;
    const track = (run: NestedRun): void => this.#track(run.closed, () => run.isClosed);
    this.#graphs = new GraphCalls(job, { ...host, track });
    job.graphs = this.#graphs;
  }

  // --- Inline -----------------------------------------------------------------------------------

  /**
   * Calls the function here; the node has settled at the return unless that is a promise. An abort
   * from inside waits until then (rule R10), and the policy that follows a failure comes after it.
   */
  callInline(rank: number, values: readonly unknown[]): void {
    const job = this.#job;
    const { attempt } = job;
    this.#host.beginCall();
    const delay = this.#callAndSettle(rank, values);
    this.#host.endCall();
    if (!this.#host.isOver(attempt)) this.#goOn(rank, delay);
  }

  /** @returns the milliseconds until the next try, when there is one */
  #callAndSettle(rank: number, values: readonly unknown[]): number | undefined {
    const job = this.#job;
    const started = this.#now(rank);
    job.start(rank, 'inline');
    try {
      const returned = collected(job, rank, job.call(rank, values));
      if (isThenable(returned)) {
        this.awaitReturned(rank, returned, started);
        return undefined;
      }
      this.#graphs.end(rank);
      job.mapReturned(rank, returned);
    } catch (error) {
      return this.#fail(rank, error, job.timing ? job.clock.now() - started : 0);
    }
    job.settleSuccess(rank, job.timing ? job.clock.now() - started : 0);
    return undefined;
  }

  /** The node has settled, waits for its next try, or still runs. */
  #goOn(rank: number, delay: number | undefined): void {
    const status = this.#job.status[rank]!;
    if (status >= SUCCESS) this.#host.onSettled(rank);
    else if (delay === 0) this.#host.onReady(rank);
    else if (delay !== undefined) this.#setTimer(rank, delay, () => this.#tryAgain(rank));
  }

  /** The running node settles when the promise its function returned does. */
  awaitReturned(rank: number, promise: PromiseLike<unknown>, started: number): void {
    const job = this.#job;
    const { attempt } = job;
    const tryNumber = job.attempts[rank]!;
    toNative(promise).then(
      (value: unknown) => {
        if (job.isCurrent(rank, attempt, tryNumber)) this.#returned(rank, value, started, true);
      },
      (error: unknown) => {
        if (job.isCurrent(rank, attempt, tryNumber)) this.#rejected(rank, error, started);
      },
    );
    // A function that cancelled its own job returns to no one.
    if (!job.isCurrent(rank, attempt, tryNumber)) return;
    this.#host.takeSlot();
    this.#startTimeout(rank, started);
  }

  // --- In a worker ------------------------------------------------------------------------------

  callInWorker(rank: number, values: readonly unknown[]): void {
    const job = this.#job;
    const { attempt } = job;
    const type = calledType(job.node(rank));
    const next = job.attempts[rank]! + 1;
    const call = {
      nodeId: job.nameOf(rank),
      nodeType: type.type,
      args: toArguments(values, type),
      ...(type.call.collect === true ? { collect: true as const } : {}),
      ...(type.call.context
        ? { context: { ...callContextOf(job, rank, values), attempt: next } }
        : {}),
    };
    let started = this.#now(rank);
    let isOver = false;
    const isCurrent = (): boolean => !isOver && job.isCurrent(rank, attempt, next);
    const listener = {
      onStarted: (): void => {
        const waits = job.outcome === undefined && job.attempt === attempt && !isOver;
        if (!waits || job.attempts[rank] !== next - 1) return;
        started = this.#now(rank);
        job.start(rank, 'worker');
        if (isCurrent()) this.#startTimeout(rank, started);
      },
      onLogged: (level: Parameters<Job['log']>[1], message: string): void => {
        if (isCurrent()) job.log(rank, level, message);
      },
      onProgressed: (done: number, total: number | undefined, message: string | undefined) => {
        if (isCurrent()) job.progress(rank, done, total, message);
      },
    };
    this.#host.takeSlot();
    const ended = job.shared
      .workers()
      .call(call, listener, job.signals.of(rank))
      .then(
        (value) => {
          if (isCurrent()) this.#returned(rank, value, started, true);
        },
        (error: unknown) => {
          // It may never have started: no worker could be opened.
          const isLost = job.attempt === attempt && job.attempts[rank]! < next;
          if (isCurrent() || (isLost && this.#isOpen(rank))) this.#rejected(rank, error, started);
        },
      );
    this.#track(ended.finally(() => (isOver = true)));
    if (job.attempts[rank] !== next && this.#isOpen(rank)) job.queue(rank);
  }

  // --- A subgraph -------------------------------------------------------------------------------

  callSubgraph(rank: number, values: readonly unknown[]): void {
    const job = this.#job;
    const { attempt } = job;
    const started = this.#now(rank);
    job.start(rank, 'inline');
    const tryNumber = job.attempts[rank]!;
    if (!job.isCurrent(rank, attempt, tryNumber)) return;
    try {
      const nested = createSubgraphJob(job, rank, values, this.#host.checks);
      this.#startTimeout(rank, started);
      const run = this.#host.runNested(nested, job.signals.of(rank), () => {
        // One that was cancelled is what this try comes to, by whoever cancelled it.
        if (nested.outcome!.status === 'cancelled') return;
        if (job.isCurrent(rank, attempt, tryNumber)) this.#returned(rank, nested, started, false);
      });
      this.#track(run.closed, () => run.isClosed);
    } catch (error) {
      this.failed(rank, error, 0);
    }
  }

  // --- How a try ends ---------------------------------------------------------------------------

  /** @param held The try holds a slot. */
  #returned(rank: number, value: unknown, started: number, held: boolean): void {
    const job = this.#job;
    const durationMs = job.timing ? job.clock.now() - started : 0;
    this.#stopTimer(rank);
    this.#graphs.end(rank);
    if (held) this.#host.giveSlot();
    try {
      if (held) job.mapReturned(rank, value);
      else mapSubgraphOutputs(job, rank);
    } catch (error) {
      this.failed(rank, error, durationMs);
      this.#host.pump();
      return;
    }
    job.settleSuccess(rank, durationMs);
    this.#host.onSettled(rank);
    this.#host.pump();
  }

  #rejected(rank: number, error: unknown, started: number): void {
    this.#stopTimer(rank);
    this.#graphs.end(rank);
    this.#host.giveSlot();
    this.failed(rank, error, this.#job.timing ? this.#job.clock.now() - started : 0);
    this.#host.pump();
  }

  /** Rule R9: a failed try is followed by another one, or settles the node. */
  failed(rank: number, thrown: unknown, durationMs: number): void {
    const { attempt } = this.#job;
    const delay = this.#fail(rank, thrown, durationMs);
    if (!this.#host.isOver(attempt)) this.#goOn(rank, delay);
  }

  /** @returns the milliseconds until the next try, when there is one */
  #fail(rank: number, thrown: unknown, durationMs: number): number | undefined {
    const job = this.#job;
    const error = toErrorInfo(thrown);
    this.#stopTimer(rank);
    this.#graphs.end(rank);
    const { retry } = job.node(rank).settings;
    // A try that could not even start counts all the same.
    if (job.status[rank] !== RUNNING) job.attempts[rank]! += 1;
    // The first loss does not count (P5).
    const tries = job.attempts[rank]! - (this.#lost.has(rank) ? 1 : 0);
    const delay = retryDelay(retry, tries, job.shared.random);
    if (delay === undefined) job.failWith(rank, error, durationMs);
    else job.failTry(rank, error, durationMs, delay);
    return delay;
  }

  /** P5: a try that its interpreter took with it, by no fault of the node: the first is repeated. */
  lost(rank: number, durationMs: number): void {
    const job = this.#job;
    const isFirst = !this.#lost.has(rank);
    this.#lost.add(rank);
    const what = isFirst
      ? 'it is tried again at once'
      : 'this is the second time; give it a `retry`';
    const error = new MillraceError(
      'python-lost',
      `the Python interpreter ended while ${job.nameOf(rank)} ran, by no fault of its own; ${what}`,
    );
    if (!isFirst) {
      this.failed(rank, error, durationMs);
      return;
    }
    if (job.status[rank] !== RUNNING) job.attempts[rank]! += 1;
    job.failTry(rank, toErrorInfo(error), durationMs, 0);
    this.#goOn(rank, 0);
  }

  #tryAgain(rank: number): void {
    this.#host.onReady(rank);
    this.#host.pump();
  }

  /** Rule R9: ends a try after the node's `timeoutMs`; that of a Python node is its runtime's. */
  #startTimeout(rank: number, started: number): void {
    const job = this.#job;
    const { timeoutMs } = job.node(rank).settings;
    if (timeoutMs === undefined) return;
    const { attempt } = job;
    const tryNumber = job.attempts[rank]!;
    const left = Math.max(0, timeoutMs - (job.clock.now() - started));
    this.#setTimer(rank, left, () => {
      const error = new MillraceError(
        'node-timeout',
        `${job.nameOf(rank)} took longer than its timeoutMs of ${timeoutMs} ms`,
      );
      const isSubgraph = job.program.subprograms.has(rank);
      this.#graphs.end(rank);
      if (!isSubgraph) this.#host.giveSlot();
      job.signals.abortOne(rank, error);
      // Who heard the signal may have ended the job.
      if (job.isCurrent(rank, attempt, tryNumber)) {
        this.failed(rank, error, job.timing ? job.clock.now() - started : 0);
      }
      this.#host.pump();
    });
  }

  // --- The end of an attempt --------------------------------------------------------------------

  /** No timer fires any more; resolves when workers and subgraphs have ended, within 0.9 seconds. */
  stop(): Promise<void> | undefined {
    this.#graphs.stop();
    this.#lost.clear();
    for (const stop of this.#timers.values()) stop();
    this.#timers.clear();
    const open = [...this.#underWay].filter(([, isOver]) => !isOver());
    return stopWithin(
      this.#job.clock,
      open.map(([ended]) => ended),
    );
  }

  #now(rank: number): number {
    const job = this.#job;
    const isNeeded = job.timing || job.node(rank).settings.timeoutMs !== undefined;
    return isNeeded ? job.clock.now() : 0;
  }

  /** The node has not settled: a listener may have ended the job. */
  #isOpen(rank: number): boolean {
    return this.#job.outcome === undefined && this.#job.status[rank]! < SUCCESS;
  }

  #setTimer(rank: number, ms: number, callback: () => void): void {
    this.#timers.set(
      rank,
      this.#job.clock.after(ms, () => {
        this.#timers.delete(rank);
        callback();
      }),
    );
  }

  /** The node's try has ended in time. */
  #stopTimer(rank: number): void {
    if (this.#timers.size === 0) return;
    this.#timers.get(rank)?.();
    this.#timers.delete(rank);
  }

  #track(ended: Promise<unknown>, isOver = (): boolean => false): void {
    this.#underWay.set(ended, isOver);
    void ended.finally(() => this.#underWay.delete(ended));
  }
}
