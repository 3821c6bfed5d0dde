/** What a node's function gives one after another, as the list that its output is. */
import { collect, collectSync } from './collect.js';
import type { CollectHost } from './collect.js';
import type { Job } from './job.js';

/** Stands for what is not there because the run was aborted. */
export const ABORTED: unique symbol = Symbol('aborted');

/** What the function returned, or the list, or a promise of the list, of the items it gives. */
export function collected(job: Job, rank: number, returned: unknown): unknown {
  if (job.node(rank).type?.call.collect !== true) return returned;
  return collect(returned, hostOf(job, rank, job.signals.of(rank)));
}

/** As {@link collected}, without a promise; {@link ABORTED} after an abort between two items. */
export function collectedSync(
  job: Job,
  rank: number,
  returned: unknown,
  signal: AbortSignal | undefined,
): unknown {
  if (job.node(rank).type?.call.collect !== true) return returned;
  return collectSync(returned, hostOf(job, rank, signal)) ?? ABORTED;
}

function hostOf(job: Job, rank: number, signal: AbortSignal | undefined): CollectHost {
  const { attempt, clock } = job;
  const tryNumber = job.attempts[rank]!;
  return {
    clock,
    signal,
    nodeId: job.nameOf(rank),
    onProgress(done) {
      if (job.isCurrent(rank, attempt, tryNumber)) job.progress(rank, done, undefined, undefined);
    },
  };
}
