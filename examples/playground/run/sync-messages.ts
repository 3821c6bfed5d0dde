/** What the page and its sync worker say to each other: plain data only. */
import { Handle, isHandle } from 'millrace';
import type {
  Config,
  ErrorInfo,
  JobEvent,
  JobResult,
  NodeResult,
  PreviousRun,
  Preview,
  RunOptions,
} from 'millrace';
import type { BootEvent } from 'millrace/python';

/** The options of a run that can cross; a signal can't, and events come back as messages. */
export type PlainRunOptions = Pick<
  RunOptions,
  'inputs' | 'selectedNodeIds' | 'fromNodeIds' | 'previous' | 'onError' | 'keep'
>;

/** From the page. */
export interface RunRequest {
  readonly type: 'run';
  readonly graph: unknown;
  /** The functions that were written on the page, and with them the config of all. */
  readonly own?: { readonly source: string; readonly config: Config };
  readonly options: PlainRunOptions;
}

/** From the worker. */
export type SyncMessage =
  | { readonly type: 'boot'; readonly event: BootEvent }
  /** Nothing will ever run in this worker. */
  | { readonly type: 'bootFailed'; readonly error: ErrorInfo }
  | { readonly type: 'event'; readonly event: JobEvent }
  | { readonly type: 'finished'; readonly result: PlainResult }
  /** Nothing ran: the graph can't run in one go, and the error says why. */
  | { readonly type: 'refused'; readonly error: ErrorInfo; readonly nodes?: Refusals };

/** Why a node can't run synchronously, by node id. */
export type Refusals = Readonly<Record<string, string>>;

/** A {@link JobResult} that can cross. */
export interface PlainResult {
  readonly jobId: string;
  readonly status: JobResult['status'];
  readonly error?: ErrorInfo;
  readonly nodesStatus: JobResult['nodesStatus'];
  readonly nodes: Readonly<Record<string, NodeResult>>;
  readonly durationMs: number;
}

/** Stands for an output that can't cross. */
interface Packed {
  readonly millracePreview: Preview;
}

const WHY =
  'the value stayed in the worker, which shows a preview of it; run in async mode to fetch it';

/** An event with outputs that can cross. */
export function packEvent(event: JobEvent): JobEvent {
  if (event.type !== 'nodeSucceeded') return event;
  return { ...event, outputs: mapValues(event.outputs, pack) };
}

/** The event {@link packEvent} was given, handles as handles again. */
export function unpackEvent(event: JobEvent): JobEvent {
  if (event.type !== 'nodeSucceeded') return event;
  return { ...event, outputs: mapValues(event.outputs, unpack) };
}

/** A result as plain data. */
export function packResult(result: JobResult): PlainResult {
  const { jobId, status, error, nodesStatus, durationMs } = result;
  const nodes = mapValues(result.nodes, (node) => ({
    ...node,
    outputs: mapValues(node.outputs, pack),
  }));
  const plain = { jobId, status, nodesStatus: { ...nodesStatus }, nodes, durationMs };
  return error === undefined ? plain : { ...plain, error };
}

/** The result {@link packResult} was given; there is nothing behind it to close. */
export function unpackResult(result: PlainResult): JobResult {
  const nodes = mapValues(result.nodes, (node) => ({
    ...node,
    outputs: mapValues(node.outputs, unpack),
  }));
  return { ...result, nodes, close: () => undefined };
}

/** Earlier results with outputs that can cross. */
export function packPrevious({ nodes }: PreviousRun): PreviousRun {
  return { nodes: mapOutputs(nodes, pack) };
}

/** The results {@link packPrevious} was given; what was a handle is one that is not at hand. */
export function unpackPrevious({ nodes }: PreviousRun): PreviousRun {
  return { nodes: mapOutputs(nodes, unpack) };
}

function mapOutputs(
  nodes: PreviousRun['nodes'],
  change: (value: unknown) => unknown,
): PreviousRun['nodes'] {
  return mapValues(
    nodes,
    (node) => node && { status: node.status, outputs: mapValues(node.outputs, change) },
  );
}

function mapValues<T, R>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => R,
): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function pack(value: unknown): unknown {
  if (isHandle(value)) return { millracePreview: value.preview } satisfies Packed;
  try {
    return structuredClone(value);
  } catch {
    const preview = { type: typeof value, text: String(value).slice(0, 200) };
    return { millracePreview: preview } satisfies Packed;
  }
}

function unpack(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('millracePreview' in value)) return value;
  return new Handle((value as Packed).millracePreview, undefined, WHY);
}
