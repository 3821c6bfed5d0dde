/** Runs a job to its end on this thread, without a promise (rule R8). */
import { runBare } from './bare-run.js';
import { cancelRest } from './cancel-rest.js';
import { gatherArguments } from './gather-arguments.js';
import { isThenable, promiseError } from './invoke.js';
import type { Job } from './job.js';
import type { NormalOnError } from './job-runner-options.js';
import { findObstacle, settleObstacle } from './obstacle.js';
import { batchNodeOf, settleOutcome } from './python-batch.js';

/** What a synchronous run is told. */
export interface SyncRunOptions {
  readonly signal: AbortSignal | undefined;
  readonly onError: NormalOnError;
  /** The program has only what {@link runBare} can do. */
  readonly bare: boolean;
}

/** Walks the nodes in rank order; a failed node ends the walk only where the policy says so. */
export function runSync(job: Job, options: SyncRunOptions): void {
  const { signal, onError } = options;
  const stops = onError.type !== 'continue';
  const count = job.status.length;
  job.announce();
  let rank = options.bare ? runBare(job) : 0;
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
    rank = runFrom(job, rank, signal, stops);
  }
  job.finish(job.errors.size > 0 ? 'error' : 'success');
}

/**
 * Runs nodes from `first` on and returns the rank to go on from: after a failed node when
 * failures end the walk, where the signal was found aborted, else the number of nodes.
 */
function runFrom(job: Job, first: number, signal: AbortSignal | undefined, stops: boolean): number {
  const count = job.status.length;
  const { clock, timing } = job;
  let started = timing ? clock.now() : 0;
  for (let rank = first; rank < count; rank += 1) {
    if (signal?.aborted === true) return rank;
    const obstacle = findObstacle(job, rank);
    if (obstacle !== undefined) {
      settleObstacle(job, rank, obstacle);
    } else if (job.program.bindings[rank]!.placement === 'inline') {
      runInline(job, rank, started);
    } else {
      runPython(job, rank);
    }
    if (timing) started = clock.now();
    if (stops && job.firstError !== undefined) return rank + 1;
  }
  return count;
}

function runInline(job: Job, rank: number, started: number): void {
  try {
    const values = gatherArguments(job, rank);
    job.start(rank, 'inline');
    const returned = job.call(rank, values);
    if (isThenable(returned)) throw promiseError(job.node(rank).node, returned);
    job.mapReturned(rank, returned);
  } catch (error) {
    job.fail(rank, error, job.timing ? job.clock.now() - started : 0);
    return;
  }
  job.settleSuccess(rank, job.timing ? job.clock.now() - started : 0);
}

function runPython(job: Job, rank: number): void {
  const python = job.python!.sync!;
  try {
    const node = batchNodeOf(job, rank, gatherArguments(job, rank, true));
    python.runBatch(
      { nodes: [node] },
      {
        onStarted: () => job.start(rank, job.python!.placement),
        onLogged: (_index, level, message) => job.log(rank, level, message),
        onProgressed: (_index, done, total, message) => job.progress(rank, done, total, message),
        onSettled: (_index, outcome) => settleOutcome(job, rank, outcome),
      },
    );
  } catch (error) {
    job.fail(rank, error, 0);
  }
}
