/** Rule R11: what a function is told when its last parameter is a `NodeContext`. */
import { createRecord } from '../config/document.js';
import type { CallContext } from './executor.js';
import type { Job } from './job.js';
import type { NodeContext } from './node-context.js';

/** The facts of a call as plain data. */
export function callContextOf(job: Job, rank: number, values: readonly unknown[]): CallContext {
  const nodeId = job.nameOf(rank);
  const { task, secrets } = job.shared;
  const inputs = createRecord<unknown>();
  job.node(rank).inputs.forEach((port, index) => {
    if (values[index] !== undefined) inputs[port.name] = values[index];
  });
  const attempt = job.attempts[rank]!;
  const idempotencyKey = `${job.id}/${nodeId}`;
  return { jobId: job.id, nodeId, attempt, inputs, task, secrets, idempotencyKey };
}

/** The context of an inline call; what it logs after the try is over is ignored. */
export function createContext(job: Job, rank: number, values: readonly unknown[]): NodeContext {
  const { attempt } = job;
  const tryNumber = job.attempts[rank]!;
  const facts = callContextOf(job, rank, values);
  return {
    ...facts,
    get signal() {
      return job.signals.of(rank);
    },
    get state() {
      return job.shared.states.of(facts.nodeId);
    },
    log(message, level = 'info') {
      if (job.isCurrent(rank, attempt, tryNumber)) job.log(rank, level, message);
    },
    progress(done, total, message) {
      if (job.isCurrent(rank, attempt, tryNumber)) job.progress(rank, done, total, message);
    },
  };
}
