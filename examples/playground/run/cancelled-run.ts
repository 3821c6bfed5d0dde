/** What is true of a run whose worker was ended in the middle of it. */
import type { JobCounts, JobEvent, JobResult, NodeResult, Status } from 'millrace';

/** What is known when a run is ended. */
export interface EndedRun {
  /** All events that came. */
  readonly events: readonly JobEvent[];
  /** The nodes of the graph, for a run that had not even started. */
  readonly nodeIds: readonly string[];
  /** Milliseconds since the run began. */
  readonly time: number;
}

/**
 * The events the worker can't send any more: what had not settled is cancelled, and the job is
 * over. Numbered on from the last event that came.
 */
export function cancelEvents({ events, nodeIds, time }: EndedRun): readonly JobEvent[] {
  const jobId = events[0]?.jobId ?? `job-${Date.now().toString(36)}`;
  const added: JobEvent[] = [];
  const base = () => ({ jobId, seq: (events.at(-1)?.seq ?? -1) + added.length + 1, time });
  if (events.length === 0) added.push({ type: 'jobStarted', selected: nodeIds, ...base() });
  const { statuses } = readEvents([...events, ...added]);
  const open = [...statuses].filter(([, status]) => status === 'waiting' || status === 'running');
  for (const [nodeId] of open) added.push({ type: 'nodeCancelled', nodeId, ...base() });
  const counts = { ...countOf(statuses.values()), cancelled: open.length };
  added.push({ type: 'jobFinished', status: 'cancelled', durationMs: time, counts, ...base() });
  return added;
}

/** The result of a job that is over, read from its events. */
export function resultOf(events: readonly JobEvent[]): JobResult {
  const { statuses, nodes } = readEvents(events);
  const last = events.at(-1);
  if (last?.type !== 'jobFinished') throw new Error('expected the events of a finished job');
  return {
    jobId: last.jobId,
    status: last.status,
    nodesStatus: Object.fromEntries(statuses),
    nodes: Object.fromEntries(nodes),
    durationMs: last.durationMs,
    close: () => undefined,
  };
}

interface Read {
  readonly statuses: ReadonlyMap<string, Status>;
  readonly nodes: ReadonlyMap<string, NodeResult>;
}

const IDLE: NodeResult = {
  status: 'waiting',
  outputs: {},
  durationMs: 0,
  attempts: 0,
  cached: false,
};

function readEvents(events: readonly JobEvent[]): Read {
  const nodes = new Map<string, NodeResult>();
  for (const event of events) {
    if (event.type === 'jobStarted') for (const id of event.selected) nodes.set(id, IDLE);
    if (!('nodeId' in event)) continue;
    const before = nodes.get(event.nodeId) ?? IDLE;
    nodes.set(event.nodeId, { ...before, ...changeOf(event, before) });
  }
  return { nodes, statuses: new Map([...nodes].map(([id, { status }]) => [id, status])) };
}

function changeOf(event: JobEvent, before: NodeResult): Partial<NodeResult> {
  switch (event.type) {
    case 'nodeStarted':
      return { status: 'running', attempts: before.attempts + 1 };
    case 'nodeSucceeded':
      return { status: 'success', outputs: event.outputs, durationMs: event.durationMs };
    case 'nodeFailed':
      return { status: 'error', error: event.error, durationMs: event.durationMs };
    case 'nodeSkipped':
      return { status: 'skipped', cause: event.cause };
    case 'nodeCancelled':
      return { status: 'cancelled' };
    default:
      return {};
  }
}

function countOf(statuses: Iterable<Status>): JobCounts {
  const counts = { success: 0, error: 0, skipped: 0, cancelled: 0 };
  for (const status of statuses) {
    if (Object.hasOwn(counts, status)) counts[status as keyof JobCounts] += 1;
  }
  return counts;
}
