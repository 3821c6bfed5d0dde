/** Rule R11: what a function is told when its last parameter is a `NodeContext`. */
import { createRecord } from '../config/document.js';
import type { CallContext } from './executor.js';
import type { Job } from './job.js';
import type { NodeContext, NodeState } from './node-context.js';

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
  return new FunctionContext(job, rank, callContextOf(job, rank, values));
}

class FunctionContext implements NodeContext {
  declare readonly jobId: string;
  declare readonly nodeId: string;
  declare readonly attempt: number;
  declare readonly inputs: NodeContext['inputs'];
  declare readonly task: unknown;
  declare readonly secrets: NodeContext['secrets'];
  declare readonly idempotencyKey: string;
  declare readonly signal: AbortSignal;
  declare readonly state: NodeState;
  readonly log: NodeContext['log'];
  readonly progress: NodeContext['progress'];
  readonly #job: Job;
  readonly #rank: number;

  /** Made when they are asked for; one pair of functions for all contexts, as in job-result.ts. */
  static readonly #lazy = {
    signal: {
      enumerable: true,
      get(this: FunctionContext) {
        return this.#job.signals.of(this.#rank);
      },
    },
    state: {
      enumerable: true,
      get(this: FunctionContext) {
        return this.#job.shared.states.of(this.nodeId);
      },
    },
  };

  constructor(job: Job, rank: number, facts: CallContext) {
    const { attempt } = job;
    const isCurrent = (): boolean => job.isCurrent(rank, attempt, facts.attempt);
    this.#job = job;
    this.#rank = rank;
    Object.assign(this, facts);
    Object.defineProperties(this, FunctionContext.#lazy);
    this.log = (message, level = 'info') => {
      if (isCurrent()) job.log(rank, level, message);
    };
    this.progress = (done, total, message) => {
      if (isCurrent()) job.progress(rank, done, total, message);
    };
  }
}
