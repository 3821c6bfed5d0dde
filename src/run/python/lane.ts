/** Which interpreter of a runtime runs which node (P6). */
import type { Job } from '../job.js';
import type { RemoteValue } from './remote-value.js';

/** The lane of a Python node; 0 where the runtime has one interpreter only. */
export function laneOf(job: Job, rank: number): number {
  return job.python!.laneOf?.(moduleOf(job, rank)) ?? 0;
}

/** A node's Python module; empty for a node that is none of Python's. */
export function moduleOf(job: Job, rank: number): string {
  const { source } = job.node(rank).type!;
  return source?.language === 'python' ? source.module : '';
}

/** The node runs in Python, and in this lane. */
export function isInLane(job: Job, rank: number, lane: number): boolean {
  if (job.program.bindings[rank]?.placement !== job.python!.placement) return false;
  return laneOf(job, rank) === lane;
}

/** The value is in another interpreter than the Python node that takes it. */
export function isElsewhere(job: Job, rank: number, value: RemoteValue): boolean {
  const { module } = value;
  // With one interpreter nobody is asked; a subgraph takes a value wherever it is.
  if (job.python?.laneOf === undefined || job.program.subprograms.has(rank)) return false;
  return job.python.laneOf(module) !== laneOf(job, rank);
}
