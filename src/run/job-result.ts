/** What a run returns. Per-node objects are made when they are first asked for. */
import type { ErrorInfo } from '../errors.js';
import { createRecord } from '../config/document.js';
import type { JobStatus, Outputs, SkipCause } from './events.js';
import { Handle } from './handle.js';
import type { Job } from './job.js';
import { noValue } from './no-value.js';
import { isScalar, previewOf } from './preview.js';
import type { HandleRef } from './python-runtime.js';
import { RemoteValue } from './remote-value.js';
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
  /** Gives up the values that handles stand for. Idempotent. */
  close(): void;
}

const NOT_KEPT = 'the value was not kept; run with keep: "all" to keep intermediate values';

/** The result of a job that has ended; what it does not keep is let go. */
export function createJobResult(job: Job): JobResult {
  const { outcome } = job;
  const kept = new ResultValues(job);
  let nodesStatus: Readonly<Record<string, Status>> | undefined;
  let nodes: Readonly<Record<string, NodeResult>> | undefined;
  return {
    jobId: job.id,
    status: outcome!.status,
    ...(outcome!.error === undefined ? {} : { error: outcome!.error }),
    get nodesStatus() {
      return (nodesStatus ??= byId(job, (rank) => STATUSES[job.status[rank]!]!));
    },
    get nodes() {
      return (nodes ??= byId(job, (rank) => nodeResult(job, rank, kept)));
    },
    durationMs: outcome!.durationMs,
    close: () => kept.close(),
  };
}

/** One entry a node, in the graph's own-key order. */
function byId<T>(job: Job, entry: (rank: number) => T): Readonly<Record<string, T>> {
  const { plan } = job.program;
  const record = createRecord<T>();
  for (const rank of plan.rankOfKey) record[plan.nodes[rank]!.id] = entry(rank);
  return record;
}

function nodeResult(job: Job, rank: number, kept: ResultValues): NodeResult {
  const status = job.status[rank]!;
  const error = status === ERROR ? job.errors.get(rank) : undefined;
  const cause = status === SKIPPED ? job.causes.get(rank) : undefined;
  return {
    status: STATUSES[status]!,
    outputs: kept.outputs(rank),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    durationMs: job.durations[rank]!,
    attempts: job.started[rank]!,
    cached: false,
  };
}

/** Rule R15: which outputs are kept, and as what. */
class ResultValues {
  readonly #job: Job;

  constructor(job: Job) {
    this.#job = job;
    const { plan } = job.program;
    const kept: HandleRef[] = [];
    for (let slot = 0; slot < plan.slotOwner.length; slot += 1) {
      const value = job.values[slot];
      if (typeof value !== 'object' || value === null) {
        if (!isScalar(value) && value !== noValue) this.#keep(slot, value, kept);
      } else {
        this.#keep(slot, value, kept);
      }
    }
    job.values.length = plan.slotOwner.length;
    const keptIds = new Set(kept);
    job.python?.release(job.handles.filter((handle) => !keptIds.has(handle)));
    job.handles = [];
  }

  #keep(slot: number, value: unknown, kept: HandleRef[]): void {
    const job = this.#job;
    const wanted = job.keepAll || job.program.isWired[slot] === 0;
    if (value instanceof RemoteValue) {
      job.values[slot] = wanted ? this.#remote(value, kept) : previewOfRemote(value);
    } else if (!wanted) {
      job.values[slot] = new Handle(previewOf(value), undefined, NOT_KEPT);
    }
  }

  #remote(value: RemoteValue, kept: HandleRef[]): unknown {
    if (value.hasValue) return value.value;
    const { handle } = value;
    if (handle === undefined) return new Handle(value.preview, undefined, NOT_KEPT);
    kept.push(handle);
    const python = this.#job.python!;
    return new Handle(
      value.preview,
      { fetch: () => python.fetch(handle), release: () => python.release([handle]) },
      NOT_KEPT,
    );
  }

  outputs(rank: number): Outputs {
    return this.#job.outputs(rank);
  }

  close(): void {
    for (const value of this.#job.values) if (value instanceof Handle) value.release();
  }
}

function previewOfRemote(value: RemoteValue): unknown {
  if (value.hasValue && isScalar(value.value)) return value.value;
  const preview = value.hasValue ? previewOf(value.value) : value.preview;
  return new Handle(preview, undefined, NOT_KEPT);
}
