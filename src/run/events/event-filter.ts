/** Which events a listener wants. */
import type { JobEvent } from '../events.js';

/** All that is given must hold. */
export interface EventFilter {
  /** Events of this job. */
  readonly jobId?: string;
  /** Of events that belong to a node those of these nodes; a job's own events come anyway. */
  readonly nodeIds?: Iterable<string>;
  readonly types?: Iterable<JobEvent['type']>;
}

/** True for an event that is wanted. */
export type EventTest = (event: JobEvent) => boolean;

/** The filter as a test; undefined when every event is wanted. */
export function toEventTest(filter: EventFilter | EventTest | undefined): EventTest | undefined {
  if (filter === undefined || typeof filter === 'function') return filter;
  const { jobId } = filter;
  const nodeIds = filter.nodeIds && new Set(filter.nodeIds);
  const types = filter.types && new Set(filter.types);
  return (event) =>
    (jobId === undefined || event.jobId === jobId) &&
    (types === undefined || types.has(event.type)) &&
    (nodeIds === undefined || !('nodeId' in event) || nodeIds.has(event.nodeId));
}
