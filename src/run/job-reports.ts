/** What a job tells of its nodes: events with paths, without secrets. */
import { createSmallRecord } from '../config/document.js';
import type { ErrorInfo } from '../errors.js';
import type { Outputs, Placement, SkipCause } from './events.js';
import type { JobShared } from './job-shared.js';
import { noValue } from './no-value.js';
import type { Program } from './program.js';
import type { LogLevel } from './python/python-runtime.js';
import { outputOf } from './python/remote-value.js';

/** What is told of. */
export interface ReportedJob {
  readonly shared: Pick<JobShared, 'emitter' | 'redact'>;
  readonly prefix: string;
  readonly attempts: Uint32Array;
  readonly values: readonly unknown[];
  readonly program: Pick<Program, 'types' | 'outputNames' | 'plan'>;
  nameOf(rank: number): string;
}

/** Events of one job. Each method is called only while someone listens. */
export class JobReports {
  readonly #job: ReportedJob;

  constructor(job: ReportedJob) {
    this.#job = job;
  }

  queued(rank: number): void {
    this.#job.shared.emitter.emit({ type: 'nodeQueued', nodeId: this.#job.nameOf(rank) });
  }

  /** @param now The time, where it is known. */
  started(rank: number, placement: Placement, now?: number): void {
    const job = this.#job;
    const { emitter } = job.shared;
    emitter.tell({
      type: 'nodeStarted',
      jobId: emitter.jobId,
      seq: emitter.nextSeq(),
      time: emitter.timeOf(now),
      nodeId: job.nameOf(rank),
      nodeType: job.program.types[rank]!,
      attempt: job.attempts[rank]!,
      placement,
    });
  }

  succeeded(rank: number, durationMs: number, cached: boolean, now?: number): void {
    const { emitter } = this.#job.shared;
    emitter.tell({
      type: 'nodeSucceeded',
      jobId: emitter.jobId,
      seq: emitter.nextSeq(),
      time: emitter.timeOf(now),
      nodeId: this.#job.nameOf(rank),
      outputs: outputsOf(this.#job, rank),
      durationMs,
      cached,
    });
  }

  logged(rank: number, level: LogLevel, message: string): void {
    const { emitter, redact } = this.#job.shared;
    const nodeId = this.#job.nameOf(rank);
    emitter.emit({ type: 'nodeLogged', nodeId, level, message: redact?.(message) ?? message });
  }

  progressed(
    rank: number,
    done: number,
    total: number | undefined,
    message: string | undefined,
  ): void {
    const { emitter, redact } = this.#job.shared;
    emitter.emit({
      type: 'nodeProgressed',
      nodeId: this.#job.nameOf(rank),
      done,
      ...(total === undefined ? {} : { total }),
      ...(message === undefined ? {} : { message: redact?.(message) ?? message }),
    });
  }

  failed(rank: number, error: ErrorInfo, durationMs: number, retryInMs?: number): void {
    const nodeId = this.#job.nameOf(rank);
    const next = retryInMs === undefined ? {} : { retryInMs };
    this.#job.shared.emitter.emit({ type: 'nodeFailed', nodeId, error, durationMs, ...next });
  }

  skipped(rank: number, cause: SkipCause): void {
    const { emitter } = this.#job.shared;
    const named = { ...cause, nodeId: this.#job.prefix + cause.nodeId };
    emitter.emit({ type: 'nodeSkipped', nodeId: this.#job.nameOf(rank), cause: named });
  }

  cancelled(rank: number, abandoned: boolean): void {
    const nodeId = this.#job.nameOf(rank);
    const given = abandoned ? { abandoned } : {};
    this.#job.shared.emitter.emit({ type: 'nodeCancelled', nodeId, ...given });
  }
}

/** A node's outputs by port, as events and results show them. */
export function outputsOf(job: ReportedJob, rank: number): Outputs {
  const { outputNames, plan } = job.program;
  const record = createSmallRecord<unknown>();
  const end = plan.outputBase[rank + 1]!;
  for (let slot = plan.outputBase[rank]!; slot < end; slot += 1) {
    const value = job.values[slot];
    if (value !== noValue) record[outputNames[slot]!] = outputOf(value);
  }
  return record;
}
