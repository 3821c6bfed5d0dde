/** What a run returns. Per-node objects are made when they are first asked for. */
import type { ErrorInfo } from '../errors.js';
import { createRecord } from '../config/document.js';
import type { JobStatus, Outputs, SkipCause } from './events.js';
import { Handle } from './handle.js';
import type { Job } from './job.js';
import { outputsOf } from './job-reports.js';
import type { JobRecord } from './records/record.js';
import { noValue } from './no-value.js';
import { isScalar, previewOf } from './preview.js';
import type { HandleRef } from './python/python-runtime.js';
import { RemoteValue } from './python/remote-value.js';
import { ERROR, SKIPPED, STATUSES } from './status.js';
import type { Status } from './status.js';

/** How one node ended. */
export interface NodeResult {
  readonly status: Status;
  /** By port; a port without a value (a branch not taken) is absent. */
  readonly outputs: Outputs;
  readonly error?: ErrorInfo;
  /** Why it was skipped. */
  readonly cause?: SkipCause;
  readonly durationMs: number;
  /** Times it was tried in the last attempt of the job; 0 when it never started. */
  readonly attempts: number;
  readonly cached: boolean;
}

/** How a run ended. */
export interface JobResult {
  readonly jobId: string;
  /**
   * `cancelled`: a cancel or signal ended the job before all nodes settled; else `error`: a node
   * failed or the job timed out; else `success`.
   */
  readonly status: JobStatus;
  /** Present when the job itself failed: it timed out. */
  readonly error?: ErrorInfo;
  /** Every node that took part. */
  readonly nodesStatus: Readonly<Record<string, Status>>;
  readonly nodes: Readonly<Record<string, NodeResult>>;
  readonly durationMs: number;
  /** With `record: true`: everything that happened, as JSON. */
  readonly record?: JobRecord;
  /** Gives up the values that handles stand for. Idempotent. */
  close(): void;
}

const NOT_KEPT = 'the value was not kept; run with keep: "all" to keep intermediate values';

/** The result of a job that has ended; what it does not keep is let go. */
export function createJobResult(job: Job, record?: JobRecord): JobResult {
  return new Result(job, record);
}

class Result implements JobResult {
  readonly jobId: string;
  readonly status: JobStatus;
  declare readonly error?: ErrorInfo;
  declare readonly nodesStatus: Readonly<Record<string, Status>>;
  declare readonly nodes: Readonly<Record<string, NodeResult>>;
  readonly durationMs: number;
  declare readonly record?: JobRecord;
  readonly close: () => void;
  readonly #job: Job;
  #nodesStatus: Readonly<Record<string, Status>> | undefined;
  #nodes: Readonly<Record<string, NodeResult>> | undefined;

  /**
   * Own properties, for results are copied and printed. One pair of functions for all: V8 gives an
   * object literal with getters a hidden class of its own, which keeps the job alive until the next
   * full collection.
   */
  static readonly #lazy = {
    nodesStatus: {
      enumerable: true,
      get(this: Result) {
        return (this.#nodesStatus ??= byId(this.#job, statusOf));
      },
    },
    nodes: {
      enumerable: true,
      get(this: Result) {
        return (this.#nodes ??= byId(this.#job, nodeResult));
      },
    },
  };

  constructor(job: Job, record: JobRecord | undefined) {
    const { status, error, durationMs } = job.outcome!;
    const kept = new ResultValues(job);
    this.#job = job;
    this.jobId = job.id;
    this.status = status;
    if (error !== undefined) this.error = error;
    Object.defineProperties(this, Result.#lazy);
    this.durationMs = durationMs;
    if (record !== undefined) this.record = record;
    this.close = () => kept.close();
  }
}

/** One entry a node, in the graph's own-key order; those inside a subgraph follow its own. */
function byId<T>(
  job: Job,
  entry: (job: Job, rank: number) => T,
  record = createRecord<T>(),
): Readonly<Record<string, T>> {
  for (const rank of job.program.plan.rankOfKey) {
    record[job.nameOf(rank)] = entry(job, rank);
    for (const nested of job.nested.get(rank) ?? []) byId(nested, entry, record);
  }
  return record;
}

function statusOf(job: Job, rank: number): Status {
  return STATUSES[job.status[rank]!]!;
}

function nodeResult(job: Job, rank: number): NodeResult {
  const status = job.status[rank]!;
  const error = status === ERROR ? job.errors.get(rank) : undefined;
  const cause = status === SKIPPED ? job.causes.get(rank) : undefined;
  return {
    status: STATUSES[status]!,
    outputs: outputsOf(job, rank),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause: { ...cause, nodeId: job.prefix + cause.nodeId } }),
    durationMs: job.durations?.[rank] ?? 0,
    attempts: job.attempts[rank]!,
    cached: job.cached.has(rank),
  };
}

/** Rule R15: which outputs are kept, and as what. */
class ResultValues {
  readonly #open: Handle[] = [];
  /** How often each stands in the result. */
  readonly #kept = new Map<HandleRef, number>();

  constructor(job: Job) {
    this.#keepAll(job);
    job.release([...job.shared.handles].filter((handle) => !this.#kept.has(handle)));
  }

  #keepAll(job: Job): void {
    for (const inside of job.nested.values()) for (const nested of inside) this.#keepAll(nested);
    const { plan } = job.program;
    for (let slot = 0; slot < plan.slotOwner.length; slot += 1) {
      const value = job.values[slot];
      if (typeof value === 'number') continue;
      if (typeof value !== 'object' || value === null) {
        if (!isScalar(value) && value !== noValue) this.#keep(job, slot, value);
      } else {
        this.#keep(job, slot, value);
      }
    }
    job.values.length = plan.slotOwner.length;
  }

  #keep(job: Job, slot: number, value: unknown): void {
    const { pinned, settings } = job.node(job.program.plan.slotOwner[slot]!);
    const wanted =
      job.shared.keepAll ||
      job.program.readers[slot] === 0 ||
      settings.cache ||
      pinned !== undefined;
    if (RemoteValue.is(value)) {
      job.values[slot] = wanted ? this.#remote(job, value) : previewOfRemote(value);
    } else if (!wanted) {
      job.values[slot] = new Handle(previewOf(value), undefined, NOT_KEPT);
    }
  }

  #remote(job: Job, value: RemoteValue): unknown {
    if (value.hasValue) return value.value;
    const { handle } = value;
    if (handle === undefined) return new Handle(value.preview, undefined, NOT_KEPT);
    this.#kept.set(handle, (this.#kept.get(handle) ?? 0) + 1);
    const release = (): void => {
      const left = this.#kept.get(handle)! - 1;
      this.#kept.set(handle, left);
      if (left === 0) job.release([handle]);
    };
    const fetch = (): Promise<unknown> => job.python!.fetch(handle);
    const open = new Handle(value.preview, { fetch, release }, NOT_KEPT);
    this.#open.push(open);
    return open;
  }

  close(): void {
    for (const handle of this.#open) handle.release();
  }
}

function previewOfRemote(value: RemoteValue): unknown {
  if (value.hasValue && isScalar(value.value)) return value.value;
  const preview = value.hasValue ? previewOf(value.value) : value.preview;
  return new Handle(preview, undefined, NOT_KEPT);
}
