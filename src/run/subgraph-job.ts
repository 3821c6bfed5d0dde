/** Rule R16: the job of a node that is a graph. */
import { createRecord, placeOf } from '../config/document.js';
import { MillraceError } from '../errors.js';
import type { Graph, PromotedPort } from '../graph/graph.js';
import type { CheckCache } from './inputs/check-cache.js';
import { givenByPins } from './given-outputs.js';
import { Job } from './job.js';
import { noValue } from './no-value.js';
import { resolveRunInputs } from './inputs/run-inputs.js';
import type { Program } from './program.js';
import { RemoteValue } from './python/remote-value.js';

/**
 * The job of a subgraph's node, told of by the job around it.
 *
 * @param values The node's arguments in port order; those in Python stay there.
 * @throws MillraceError `unknown-input` when a port of the subgraph leads nowhere
 */
export function createSubgraphJob(
  job: Job,
  rank: number,
  values: readonly unknown[],
  checks: CheckCache,
): Job {
  const { program, graph } = job.program.subprograms.get(rank)!;
  const given = createRecord<unknown>();
  job.node(rank).inputs.forEach((port, index) => {
    given[port.name] = values[index];
  });
  const prefix = `${job.nameOf(rank)}/`;
  const nested = createNestedJob(job, rank, given, { program, graph, prefix, checks });
  job.nested.set(rank, [nested]);
  return nested;
}

/** What a job inside another one is made with. */
export interface NestedJobOptions {
  readonly program: Program;
  readonly graph: Graph;
  /** Stands before the ids of its nodes. */
  readonly prefix: string;
  readonly checks: CheckCache;
}

/**
 * A job for a graph that the node runs, told of by the job around it.
 * @throws MillraceError `unknown-input` for a value that belongs to no input of the graph
 */
export function createNestedJob(
  job: Job,
  rank: number,
  values: Readonly<Record<string, unknown>>,
  { program, graph, prefix, checks }: NestedJobOptions,
): Job {
  const { secrets } = job.shared;
  const { inputs, errors } = resolveRunInputs(values, { program, graph, checks, secrets });
  return new Job({
    program,
    shared: job.shared,
    prefix,
    parent: { job, rank },
    inputs,
    inputErrors: errors,
    given: givenByPins(program),
    afresh: job.isAfresh(rank) ? 'all' : new Set(),
  });
}

/**
 * Puts what the nodes of a subgraph put out into its node's slots.
 * @throws MillraceError `subgraph-failed` when one of its nodes failed
 */
export function mapSubgraphOutputs(job: Job, rank: number): void {
  const nested = job.nested.get(rank)![0]!;
  if (nested.firstError !== undefined) throw failureOf(nested);
  const { graph } = job.program.subprograms.get(rank)!;
  const base = job.program.plan.outputBase[rank]!;
  job.node(rank).outputs.forEach((port, index) => {
    const promoted = graph.ports?.outputs.find(({ name }) => name === port.name);
    job.values[base + index] = promoted === undefined ? noValue : valueOf(nested, promoted);
  });
}

/** What an output of the graph has come to; `noValue` where its branch was not taken. */
function valueOf(nested: Job, { nodeId, portName }: PromotedPort): unknown {
  const { plan } = nested.program;
  const rank = plan.rankById.get(nodeId);
  if (rank === undefined) return noValue;
  const at = plan.nodes[rank]!.outputs.findIndex(({ name }) => name === portName);
  return at < 0 ? noValue : nested.values[plan.outputBase[rank]! + at];
}

/**
 * The outputs of a job that has ended, for a function; without those whose branch was not taken.
 * @throws MillraceError `value-not-crossed` for a value that can't leave Python
 */
export function readOutputs(nested: Job, graph: Graph): Readonly<Record<string, unknown>> {
  const outputs = createRecord<unknown>();
  for (const port of graph.ports?.outputs ?? []) {
    const value = valueOf(nested, port);
    if (value === noValue || Object.hasOwn(outputs, port.name)) continue;
    const place = placeOf(nested.prefix + port.nodeId, port.portName);
    outputs[port.name] = RemoteValue.is(value) ? value.toValue(place) : value;
  }
  return outputs;
}

/** The first failure in a graph, as the error of the node that runs it. */
export function failureOf(nested: Job): MillraceError {
  const { rank, error } = nested.firstError!;
  const path = nested.nameOf(rank);
  // A failure further in names its own path.
  const message = error.code === 'subgraph-failed' ? error.message : `${path}: ${error.message}`;
  return new MillraceError('subgraph-failed', message, { cause: error, details: { path } });
}
