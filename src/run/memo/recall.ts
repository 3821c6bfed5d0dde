/** Rule R12: what the memo knows of the call that a node is about to make. */
import type { Job } from '../job.js';
import { lacksCrossing } from '../python/python-batch.js';
import { memoKeyOf } from './memo-key.js';

/** The outputs of the same call, where they are of use to this graph. */
export function recallCall(
  job: Job,
  rank: number,
  values: readonly unknown[],
): readonly unknown[] | undefined {
  const outputs = job.recall(rank, memoKeyOf(job, rank, values));
  return outputs === undefined || lacksCrossing(job, rank, outputs) ? undefined : outputs;
}
