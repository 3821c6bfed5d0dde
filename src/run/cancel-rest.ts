/** Rules R5 and R10: what becomes of the nodes that have not settled when a job ends early. */
import type { SkipCause } from './events.js';
import type { Job } from './job.js';
import { rootCause } from './obstacle.js';
import { ERROR, RUNNING, SKIPPED, SUCCESS } from './status.js';

/**
 * Cancels every node that has not settled, in plan order.
 *
 * @param options.skipDependents Nodes that depend on a failed one are skipped instead.
 * @param options.isAbandoned Which running nodes can't be stopped.
 */
export function cancelRest(
  job: Job,
  options: {
    readonly skipDependents: boolean;
    readonly isAbandoned?: (rank: number) => boolean;
  },
): void {
  for (let rank = 0; rank < job.status.length; rank += 1) {
    const status = job.status[rank]!;
    if (status >= SUCCESS) continue;
    const running = status === RUNNING;
    const cause = options.skipDependents && !running ? failedSource(job, rank) : undefined;
    if (cause !== undefined) job.skip(rank, cause);
    else job.cancelNode(rank, running && options.isAbandoned?.(rank) === true);
  }
}

/** The failed node this one depends on, if any: its sources have lower ranks and are settled. */
function failedSource(job: Job, rank: number): SkipCause | undefined {
  const { sourceBase, sources } = job.program.plan;
  for (let edge = sourceBase[rank]!; edge < sourceBase[rank + 1]!; edge += 1) {
    const source = sources[edge]!;
    if (job.status[source] === ERROR || job.status[source] === SKIPPED) {
      return rootCause(job, source);
    }
  }
  return undefined;
}
