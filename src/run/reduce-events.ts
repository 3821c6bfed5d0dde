/** The status map as a pure reduction of the events. */
import type { ErrorInfo } from '../errors.js';
import { createRecord } from '../config/document.js';
import type { JobEvent, JobStatus } from './events.js';
import type { Status } from './status.js';

/** What the events so far say. */
export interface JobState {
  readonly jobId?: string;
  /** `idle` before the first event. */
  readonly status: 'idle' | 'running' | JobStatus;
  readonly nodesStatus: Readonly<Record<string, Status>>;
  readonly error?: ErrorInfo;
}

/** The status each node event leads to; events that are not listed change none. */
const STATUS_AFTER: Readonly<Partial<Record<JobEvent['type'], Status>>> = {
  nodeQueued: 'queued',
  nodeSucceeded: 'success',
  nodeSkipped: 'skipped',
  nodeCancelled: 'cancelled',
};

/**
 * Folds events, oldest first, into a state; call it again with the state it returned and the
 * events since. Neither argument is changed.
 *
 * @example
 * ```ts
 * const { nodesStatus } = reduceEvents(events);
 * ```
 */
export function reduceEvents(events: Iterable<JobEvent>, before?: JobState): JobState {
  let { jobId, status, error } = before ?? { jobId: undefined, status: 'idle', error: undefined };
  let nodes = Object.assign(createRecord<Status>(), before?.nodesStatus);
  for (const event of events) {
    nodes = applyEvent(nodes, event);
    switch (event.type) {
      case 'jobStarted':
      case 'snapshot':
        ({ jobId } = event);
        status = 'running';
        error = undefined;
        break;
      case 'jobFinished':
        ({ status, error } = event);
        break;
      default:
    }
  }
  return {
    ...(jobId === undefined ? {} : { jobId }),
    status,
    nodesStatus: nodes,
    ...(error === undefined ? {} : { error }),
  };
}

/** One event's part of the status map: `nodes`, changed, or a new map where a job starts. */
export function applyEvent(nodes: Record<string, Status>, event: JobEvent): Record<string, Status> {
  switch (event.type) {
    case 'jobStarted': {
      const started = createRecord<Status>();
      for (const id of event.selected) started[id] = 'waiting';
      return started;
    }
    case 'snapshot':
      return Object.assign(createRecord<Status>(), event.nodesStatus);
    case 'jobRetried':
      for (const id of Object.keys(nodes)) {
        if (isInside(id, nodes)) delete nodes[id];
        else nodes[id] = 'waiting';
      }
      return nodes;
    case 'nodeStarted':
      if (event.attempt > 1) forgetInside(event.nodeId, nodes);
      nodes[event.nodeId] = 'running';
      return nodes;
    case 'nodeFailed':
      nodes[event.nodeId] = event.retryInMs === undefined ? 'error' : 'waiting';
      return nodes;
    default: {
      const after = STATUS_AFTER[event.type];
      if (after !== undefined && 'nodeId' in event) nodes[event.nodeId] = after;
      return nodes;
    }
  }
}

/** A node of a subgraph is not known before its subgraph has started (rule R16). */
function isInside(id: string, nodes: Readonly<Record<string, Status>>): boolean {
  for (let at = id.indexOf('/'); at >= 0; at = id.indexOf('/', at + 1)) {
    if (Object.hasOwn(nodes, id.slice(0, at))) return true;
  }
  return false;
}

/** A further try of a subgraph begins without its nodes. */
function forgetInside(outer: string, nodes: Record<string, Status>): void {
  for (const id of Object.keys(nodes)) if (id.startsWith(`${outer}/`)) delete nodes[id];
}
