/** Rule R16: the job of a node that is a graph. */
import { createRecord } from '../config/document.js';
import { MillraceError } from '../errors.js';
import type { CheckCache } from './inputs/check-cache.js';
import { givenByPins } from './given-outputs.js';
import { Job } from './job.js';
import { noValue } from './no-value.js';
import { resolveRunInputs } from './inputs/run-inputs.js';

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
  const { secrets } = job.shared;
  const given = createRecord<unknown>();
  job.node(rank).inputs.forEach((port, index) => {
    given[port.name] = values[index];
  });
  const { inputs, errors } = resolveRunInputs(given, { program, graph, checks, secrets });
  const nested = new Job({
    program,
    shared: job.shared,
    prefix: `${job.nameOf(rank)}/`,
    inputs,
    inputErrors: errors,
    given: givenByPins(program),
    afresh: job.isAfresh(rank) ? 'all' : new Set(),
  });
  job.nested.set(rank, nested);
  return nested;
}

/**
 * Puts what the nodes of a subgraph put out into its node's slots.
 * @throws MillraceError `subgraph-failed` when one of its nodes failed
 */
export function mapSubgraphOutputs(job: Job, rank: number): void {
  const nested = job.nested.get(rank)!;
  if (nested.firstError !== undefined) throw failureOf(nested);
  const { graph, program } = job.program.subprograms.get(rank)!;
  const base = job.program.plan.outputBase[rank]!;
  job.node(rank).outputs.forEach((port, index) => {
    const promoted = graph.ports?.outputs.find(({ name }) => name === port.name);
    const source = promoted && program.plan.rankById.get(promoted.nodeId);
    let value: unknown = noValue;
    if (promoted !== undefined && source !== undefined) {
      const at = program.plan.nodes[source]!.outputs.findIndex(
        ({ name }) => name === promoted.portName,
      );
      if (at >= 0) value = nested.values[program.plan.outputBase[source]! + at];
    }
    job.values[base + index] = value;
  });
}

function failureOf(nested: Job): MillraceError {
  const { rank, error } = nested.firstError!;
  const path = nested.nameOf(rank);
  // A failure further in names its own path.
  const message = error.code === 'subgraph-failed' ? error.message : `${path}: ${error.message}`;
  return new MillraceError('subgraph-failed', message, { cause: error, details: { path } });
}
