/** What happens in a run, as plain data: the only thing a host needs to follow it. */
import type { ErrorInfo } from '../errors.js';
import type { Handle } from './handle.js';
import type { LogLevel } from './python/python-runtime.js';
import type { Status } from './status.js';

/** Where a node's function is called. */
export type Placement = 'inline' | 'worker' | 'pyodide' | 'cpython' | 'queue';

/** How a whole run ended. */
export type JobStatus = 'success' | 'error' | 'cancelled';

/** Why a node was skipped: the node that is the root of it. */
export interface SkipCause {
  readonly nodeId: string;
  readonly reason: 'error' | 'branch' | 'disabled' | 'cancelled';
}

/** How many nodes ended in each status. */
export interface JobCounts {
  readonly success: number;
  readonly error: number;
  readonly skipped: number;
  readonly cancelled: number;
}

/** What a node put out, by port: the value itself, or a handle to one that stays elsewhere. */
export type Outputs = Readonly<Record<string, unknown | Handle>>;

interface Base {
  readonly jobId: string;
  /** Counts the events of the job, from 0. */
  readonly seq: number;
  /** Milliseconds since the job started. */
  readonly time: number;
}

interface NodeBase extends Base {
  readonly nodeId: string;
}

/** All selected nodes are now `waiting`. */
export interface JobStarted extends Base {
  readonly type: 'jobStarted';
  /** Ids of the nodes that take part, in the graph's own-key order. */
  readonly selected: readonly string[];
}

/** Its inputs are ready but there is no slot yet; not sent when a node starts at once. */
export interface NodeQueued extends NodeBase {
  readonly type: 'nodeQueued';
}

export interface NodeStarted extends NodeBase {
  readonly type: 'nodeStarted';
  readonly nodeType: string;
  /** From 1. */
  readonly attempt: number;
  readonly placement: Placement;
}

export interface NodeLogged extends NodeBase {
  readonly type: 'nodeLogged';
  readonly level: LogLevel;
  readonly message: string;
}

export interface NodeProgressed extends NodeBase {
  readonly type: 'nodeProgressed';
  readonly done: number;
  readonly total?: number;
  readonly message?: string;
}

export interface NodeSucceeded extends NodeBase {
  readonly type: 'nodeSucceeded';
  readonly outputs: Outputs;
  readonly durationMs: number;
  readonly cached: boolean;
}

export interface NodeFailed extends NodeBase {
  readonly type: 'nodeFailed';
  readonly error: ErrorInfo;
  readonly durationMs: number;
  /** With it the node waits again. */
  readonly retryInMs?: number;
}

export interface NodeSkipped extends NodeBase {
  readonly type: 'nodeSkipped';
  readonly cause: SkipCause;
}

export interface NodeCancelled extends NodeBase {
  readonly type: 'nodeCancelled';
  /** Its function could not be stopped; what it still does is ignored. */
  readonly abandoned?: true;
}

/** Every node waits again. */
export interface JobRetried extends Base {
  readonly type: 'jobRetried';
  /** The attempt that starts now, from 2. */
  readonly attempt: number;
  /** What ended the attempt before. */
  readonly error: ErrorInfo;
}

/** The last event of every job. */
export interface JobFinished extends Base {
  readonly type: 'jobFinished';
  readonly status: JobStatus;
  readonly durationMs: number;
  readonly counts: JobCounts;
  readonly error?: ErrorInfo;
}

/**
 * Stands for the events of a job, up to and with number `seq`, that a slow listener did not get.
 * What they carried besides statuses (outputs, errors) is in the result and in a record.
 */
export interface Snapshot extends Base {
  readonly type: 'snapshot';
  /** As these events left it: of the nodes the listener asked for. */
  readonly nodesStatus: Readonly<Record<string, Status>>;
  /** The attempt of the job they belong to, from 1. */
  readonly attempt: number;
  /** Logs and progress of the job that this listener lost so far. */
  readonly dropped: number;
}

export type JobEvent =
  | JobStarted
  | NodeQueued
  | NodeStarted
  | NodeLogged
  | NodeProgressed
  | NodeSucceeded
  | NodeFailed
  | NodeSkipped
  | NodeCancelled
  | JobRetried
  | JobFinished
  | Snapshot;

/** An event before the job has numbered and timed it. */
export type JobEventBody = JobEvent extends infer Event
  ? Event extends JobEvent
    ? Omit<Event, 'jobId' | 'seq' | 'time'>
    : never
  : never;
