/** Rule R11: what a function is told when its last parameter is a `NodeContext`. */
import { createRecord } from '../config/document.js';
import { MillraceError } from '../errors.js';
import type { CallContext } from './call-context.js';
import type { JobShared } from './job-shared.js';
import type { NodeContext, NodeState } from './node-context.js';
import type { LogLevel } from './python/python-runtime.js';

/** One try of a node. */
export interface NodeTry {
  readonly rank: number;
  readonly attempt: number;
  readonly tryNumber: number;
}

/** Runs graphs for functions. */
export interface GraphRuns {
  portsOf(name: string): {
    readonly inputs: readonly string[];
    readonly outputs: readonly string[];
  };
  run(
    node: NodeTry,
    name: string,
    inputs: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>>;
}

/** What a context needs of its job. */
export interface ContextHost {
  readonly id: string;
  readonly attempt: number;
  readonly attempts: Uint32Array;
  readonly shared: Pick<JobShared, 'task' | 'secrets' | 'states'>;
  readonly signals: { of(rank: number): AbortSignal };
  readonly graphs: GraphRuns | undefined;
  node(rank: number): { readonly inputs: readonly { readonly name: string }[] };
  nameOf(rank: number): string;
  isCurrent(rank: number, attempt: number, tryNumber: number): boolean;
  log(rank: number, level: LogLevel, message: string): void;
  progress(
    rank: number,
    done: number,
    total: number | undefined,
    message: string | undefined,
  ): void;
}

/** The facts of a call as plain data. */
export function callContextOf(
  job: ContextHost,
  rank: number,
  values: readonly unknown[],
): CallContext {
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
export function createContext(
  job: ContextHost,
  rank: number,
  values: readonly unknown[],
): NodeContext {
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
  readonly graphPorts: NodeContext['graphPorts'];
  readonly runGraph: NodeContext['runGraph'];
  readonly #job: ContextHost;
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

  constructor(job: ContextHost, rank: number, facts: CallContext) {
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
    this.graphPorts = (name) => graphsOf(job, facts.nodeId).portsOf(name);
    this.runGraph = (name, inputs = {}) => {
      const running = runGraph(job, { rank, attempt, tryNumber: facts.attempt }, name, inputs);
      // Whoever has stopped waiting for it does not hear that it was cancelled.
      running.catch(() => undefined);
      return running;
    };
  }
}

async function runGraph(
  job: ContextHost,
  node: NodeTry,
  name: string,
  inputs: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  return graphsOf(job, job.nameOf(node.rank)).run(node, name, inputs);
}

function graphsOf({ graphs }: ContextHost, nodeId: string): GraphRuns {
  if (graphs !== undefined) return graphs;
  const message = `${nodeId} runs graphs, which takes promises; use the async method`;
  throw new MillraceError('not-sync', message);
}
