/** Runs a job to its end on this thread, without a promise (rules R8, R9, R12, R16). */
import { toErrorInfo } from '../errors.js';
import type { ErrorInfo } from '../errors.js';
import { cancelRest } from './cancel-rest.js';
import type { CheckCache } from './inputs/check-cache.js';
import { ABORTED, collectedSync } from './collect-node.js';
import { gatherArguments } from './inputs/gather-arguments.js';
import { isThenable, promiseError } from './invoke.js';
import type { Job } from './job.js';
import type { NormalOnError } from './job-runner-options.js';
import { recallCall } from './memo/recall.js';
import { findObstacle, settleObstacle } from './obstacle.js';
import { aloneAt, batchNodeOf, takeOutputs } from './python/python-batch.js';
import { notBooted, unreported } from './python/python-errors.js';
import { createStretch, runSimple } from './simple-run.js';
import type { SimpleStretch } from './simple-run.js';
import { RUNNING, SUCCESS, WAITING } from './status.js';
import { createSubgraphJob, mapSubgraphOutputs } from './subgraph-job.js';

/** What a synchronous run is told. */
export interface SyncRunOptions {
  readonly signal: AbortSignal | undefined;
  readonly onError: NormalOnError;
  readonly checks: CheckCache;
}

/** Walks the nodes in rank order; a failed node ends the walk only where the policy says so. */
export function runSync(job: Job, options: SyncRunOptions): void {
  const stretch = createStretch();
  const { signal } = options;
  const onAbort = (): void => {
    stretch.isAborted = true;
  };
  signal?.addEventListener('abort', onAbort);
  runAttempts(job, { ...options, stretch });
  signal?.removeEventListener('abort', onAbort);
}

interface Walk extends SyncRunOptions {
  readonly stretch: SimpleStretch;
}

/** Walks the nodes until an attempt of the job is the last. */
function runAttempts(job: Job, options: Walk): void {
  const { signal, onError } = options;
  const stops = onError.type !== 'continue';
  const count = job.status.length;
  job.announce();
  let rank = 0;
  for (;;) {
    if (stops && job.firstError !== undefined) {
      if (onError.type !== 'retryJob' || job.attempt >= onError.attempts) {
        cancelRest(job, { skipDependents: true });
        break;
      }
      job.restart(job.firstError.error);
      rank = 0;
    }
    if (rank >= count) break;
    if (signal?.aborted === true) {
      job.signals.abort(signal.reason);
      cancelRest(job, { skipDependents: false });
      job.finish('cancelled');
      return;
    }
    rank = runFrom(job, rank, options);
  }
  job.finish(job.errors.size > 0 ? 'error' : 'success');
}

/**
 * Runs nodes from `first` on and returns the rank to go on from: after a failed node when
 * failures end the walk, where the signal was found aborted, else the number of nodes.
 */
function runFrom(job: Job, first: number, options: Walk): number {
  const { signal } = options;
  const stops = options.onError.type !== 'continue';
  const count = job.status.length;
  const { simple } = job;
  const { stretch } = options;
  for (let rank = first; rank < count; rank += 1) {
    if (signal?.aborted === true) return rank;
    if (simple[rank] !== 0) {
      let next = runSimple(job, rank, stretch);
      if (stretch.promise !== undefined) {
        refusePromise(job, next, stretch);
        next += 1;
      }
      if (next > rank) {
        if (stops && job.firstError !== undefined) return next;
        rank = next - 1;
        continue;
      }
    }
    const obstacle = findObstacle(job, rank);
    if (obstacle === undefined) runNode(job, rank, options);
    else settleObstacle(job, rank, obstacle);
    if (stops && job.firstError !== undefined) return rank + 1;
    // Cancelled inside a subgraph: the node waits to be cancelled like the others.
    if (job.status[rank]! < SUCCESS) return rank;
  }
  return count;
}

function refusePromise(job: Job, rank: number, stretch: SimpleStretch): void {
  const error = promiseError(job.node(rank).node, stretch.promise!);
  stretch.promise = undefined;
  job.fail(rank, error, job.timing ? job.clock.now() - stretch.started : 0);
}

/** One node, with all its tries. */
function runNode(job: Job, rank: number, options: SyncRunOptions): void {
  let began = job.timing ? job.clock.now() : 0;
  for (;;) {
    let error: ErrorInfo;
    let values: readonly unknown[];
    const isInline = job.program.bindings[rank]!.placement === 'inline';
    const isSubgraph = job.program.subprograms.has(rank);
    try {
      values = gatherArguments(job, rank, !isInline || isSubgraph);
    } catch (thrown) {
      job.fail(rank, thrown, 0);
      return;
    }
    if (job.usesMemo(rank)) {
      const outputs = recallCall(job, rank, values);
      if (outputs !== undefined) {
        job.settleGiven(rank, outputs);
        return;
      }
    }
    try {
      if (isSubgraph) callSubgraph(job, rank, values, options);
      else if (isInline) callInline(job, rank, values, options.signal);
      else callPython(job, rank, values);
      if (job.status[rank] === RUNNING) {
        job.settleSuccess(rank, job.timing ? job.clock.now() - began : 0);
      }
      return;
    } catch (thrown) {
      error = toErrorInfo(thrown);
    }
    const durationMs = job.timing ? job.clock.now() - began : 0;
    const { retry } = job.node(rank).settings;
    if (job.status[rank] !== RUNNING) job.attempts[rank]! += 1;
    if (retry === undefined || job.attempts[rank]! >= retry.attempts) {
      job.failWith(rank, error, durationMs);
      return;
    }
    job.failTry(rank, error, durationMs, 0);
    if (job.timing) began = job.clock.now();
    if (options.signal?.aborted === true) return;
  }
}

function callInline(
  job: Job,
  rank: number,
  values: readonly unknown[],
  signal: AbortSignal | undefined,
): void {
  job.start(rank, 'inline');
  const returned = job.call(rank, values);
  if (isThenable(returned)) throw promiseError(job.node(rank).node, returned);
  const value = collectedSync(job, rank, returned, signal);
  // Aborted between two items: it is cancelled like those that have not started.
  if (value === ABORTED) job.status[rank] = WAITING;
  else job.mapReturned(rank, value);
}

function callSubgraph(
  job: Job,
  rank: number,
  values: readonly unknown[],
  { signal, onError, checks }: SyncRunOptions,
): void {
  job.start(rank, 'inline');
  const nested = createSubgraphJob(job, rank, values, checks);
  const policy: NormalOnError = { type: onError.type === 'continue' ? 'continue' : 'stop' };
  runSync(nested, { signal, onError: policy, checks });
  if (nested.outcome!.status === 'cancelled') job.status[rank] = WAITING;
  else mapSubgraphOutputs(job, rank);
}

function callPython(job: Job, rank: number, values: readonly unknown[]): void {
  let failure: ErrorInfo | undefined;
  const python = job.python!.sync;
  // It was there when the run began: another node broke it since.
  if (python === undefined) throw notBooted(job.nameOf(rank));
  python.runBatch(
    { nodes: [batchNodeOf(job, rank, values, aloneAt(job.attempts[rank]! + 1))] },
    {
      onStarted: () => job.start(rank, job.python!.placement),
      onLogged: (_index, level, message) => job.log(rank, level, message),
      onProgressed: (_index, done, total, message) => job.progress(rank, done, total, message),
      onSettled: (_index, outcome) => {
        if (outcome.status === 'error') failure = outcome.error;
        else takeOutputs(job, rank, outcome);
      },
    },
  );
  // eslint-disable-next-line typescript/only-throw-error -- an ErrorInfo is what an error is here
  if (failure !== undefined) throw failure;
  if (job.status[rank]! < SUCCESS) throw unreported(job.nameOf(rank));
}
