/** Where two runs went apart (rule R13). */
import { canonicalJson } from '../../config/fingerprint.js';
import type { ErrorInfo } from '../../errors.js';
import { applyEvent } from '../reduce-events.js';
import type { JobRecord, RecordedEvent, RecordedOutput } from './record.js';
import type { Status } from '../status.js';

/** What of a node, or of the job, differs. */
export type DifferenceKind =
  'presence' | 'status' | 'type' | 'output' | 'error' | 'cause' | 'attempts' | 'log' | 'jobStatus';

/** One thing that differs; absent values did not exist. */
export interface RecordDifference {
  /** Absent for the job's own status and error. */
  readonly nodeId?: string;
  readonly what: DifferenceKind;
  /** The port of an output. */
  readonly port?: string;
  /** As the records have it. */
  readonly a?: unknown;
  readonly b?: unknown;
}

/** What {@link diffRecords} finds. */
export interface RecordDiff {
  /** Both jobs did the same. */
  readonly equal: boolean;
  /** The first node that differs, in the order in which the first record settles them. */
  readonly nodeId?: string;
  /** What differs first. */
  readonly what?: DifferenceKind;
  readonly differences: readonly RecordDifference[];
  /** Whether config and graph were the same; not part of `equal`. */
  readonly sameConfig: boolean;
  readonly sameGraph: boolean;
}

/**
 * Compares what two jobs did: by node its status, type, outputs, error, cause, attempts and log, of
 * the job's last attempt. What does not count: ids of jobs, times, stacks, memory addresses in
 * previews, the order of independent nodes, progress, placements, and how a node that was not run
 * (`cached`) came by its outputs.
 */
export function diffRecords(a: JobRecord, b: JobRecord): RecordDiff {
  const [left, right] = [summarize(a), summarize(b)];
  const ids = new Set([...left.order, ...left.nodes.keys(), ...right.order, ...right.nodes.keys()]);
  const differences = [...ids].flatMap((id) =>
    diffNodes(id, left.nodes.get(id), right.nodes.get(id)),
  );
  differences.push(...diffValues({ what: 'jobStatus' }, left.end, right.end));
  const [first] = differences;
  return {
    equal: first === undefined,
    ...(first?.nodeId === undefined ? {} : { nodeId: first.nodeId }),
    ...(first === undefined ? {} : { what: first.what }),
    differences,
    sameConfig: a.config === b.config,
    sameGraph: a.graph === b.graph,
  };
}

/** What a record says of one node. */
interface NodeSummary {
  status: Status | undefined;
  type?: string;
  outputs: Readonly<Record<string, RecordedOutput>>;
  error?: unknown;
  cause?: unknown;
  attempts: number;
  log: (readonly [string, string])[];
  cached: boolean;
}

interface JobSummary {
  readonly nodes: Map<string, NodeSummary>;
  /** Ids in the order in which they settled. */
  order: Set<string>;
  end: unknown;
}

function summarize({ events }: JobRecord): JobSummary {
  const job: JobSummary = { nodes: new Map(), order: new Set(), end: undefined };
  let statuses: Record<string, Status> = {};
  for (const event of events) {
    statuses = applyEvent(statuses, event);
    if (event.type === 'jobStarted' || event.type === 'jobRetried') {
      job.nodes.clear();
      job.order.clear();
    } else if (event.type === 'jobFinished') {
      job.end = { status: event.status, error: event.error && withoutStack(event.error) };
    } else if ('nodeId' in event) {
      readNodeEvent(job, event);
    }
  }
  for (const id of Object.keys(statuses)) nodeOf(job, id).status = statuses[id];
  return job;
}

function nodeOf(job: JobSummary, id: string): NodeSummary {
  let node = job.nodes.get(id);
  if (node === undefined) {
    node = { status: undefined, outputs: {}, attempts: 0, log: [], cached: false };
    job.nodes.set(id, node);
  }
  return node;
}

function readNodeEvent(job: JobSummary, event: Extract<RecordedEvent, { nodeId: string }>): void {
  const node = nodeOf(job, event.nodeId);
  switch (event.type) {
    case 'nodeStarted':
      node.type = event.nodeType;
      node.attempts += 1;
      return;
    case 'nodeLogged':
      node.log.push([event.level, event.message]);
      return;
    case 'nodeSucceeded':
      ({ outputs: node.outputs, cached: node.cached } = event);
      break;
    case 'nodeFailed':
      if (event.retryInMs !== undefined) return;
      node.error = withoutStack(event.error);
      break;
    case 'nodeSkipped':
      node.cause = event.cause;
      break;
    case 'nodeCancelled':
      break;
    default:
      return;
  }
  job.order.add(event.nodeId);
}

function withoutStack({ name, code, message, cause }: ErrorInfo): unknown {
  return { name, code, message, cause: cause && withoutStack(cause) };
}

function diffNodes(
  nodeId: string,
  a: NodeSummary | undefined,
  b: NodeSummary | undefined,
): readonly RecordDifference[] {
  if (a === undefined || b === undefined) {
    return diffValues({ nodeId, what: 'presence' }, a?.status, b?.status);
  }
  const differences = [...diffValues({ nodeId, what: 'status' }, a.status, b.status)];
  const wasRun = !a.cached && !b.cached;
  if (a.type !== undefined && b.type !== undefined) {
    differences.push(...diffValues({ nodeId, what: 'type' }, a.type, b.type));
  }
  for (const port of new Set([...Object.keys(a.outputs), ...Object.keys(b.outputs)])) {
    const place = { nodeId, what: 'output', port } as const;
    differences.push(...diffValues(place, a.outputs[port], b.outputs[port]));
  }
  differences.push(...diffValues({ nodeId, what: 'error' }, a.error, b.error));
  differences.push(...diffValues({ nodeId, what: 'cause' }, a.cause, b.cause));
  if (wasRun) {
    differences.push(...diffValues({ nodeId, what: 'attempts' }, a.attempts, b.attempts));
    differences.push(...diffValues({ nodeId, what: 'log' }, a.log, b.log));
  }
  return differences;
}

function diffValues(
  place: Omit<RecordDifference, 'a' | 'b'>,
  a: unknown,
  b: unknown,
): readonly RecordDifference[] {
  if (textOf(a) === textOf(b)) return [];
  return [{ ...place, ...(a === undefined ? {} : { a }), ...(b === undefined ? {} : { b }) }];
}

/** CPython shows where an object lies in memory. */
const ADDRESS = /\b0x[0-9a-f]+/gi;

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('$preview' in value)) {
    return value === undefined ? '' : canonicalJson(value);
  }
  return canonicalJson(value).replaceAll(ADDRESS, '0x');
}
