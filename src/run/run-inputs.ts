/** Values a caller gives for one run (design: they override controls, not wires). */
import { describe, isRecord, own } from '../config/document.js';
import { MillraceError } from '../errors.js';
import type { Graph } from '../graph/graph.js';
import { checkInput } from './input-errors.js';
import type { CheckCache, Program } from './program.js';

/** Values and misfits by input port of the program. */
export interface RunInputs {
  readonly inputs: ReadonlyMap<number, unknown>;
  readonly errors: ReadonlyMap<number, MillraceError>;
}

const NONE: RunInputs = { inputs: new Map(), errors: new Map() };

/**
 * Finds the ports a run's `inputs` mean and checks the values in depth; a misfit is the node's
 * error. A key is the name of a promoted input, else a node id with values by port.
 *
 * @throws MillraceError `unknown-input` for a key or port that does not exist
 */
export function resolveRunInputs(
  given: Readonly<Record<string, unknown>> | undefined,
  program: Program,
  graph: Graph,
  checks: CheckCache,
): RunInputs {
  if (given === undefined) return NONE;
  const inputs = new Map<number, unknown>();
  const errors = new Map<number, MillraceError>();
  const put = (nodeId: string, portName: string, value: unknown): void => {
    const input = findInput(program, graph, nodeId, portName);
    if (input === undefined || value === undefined) return;
    const { rank, index } = input;
    const { inputBase, nodes } = program.plan;
    const binding = program.bindings[rank];
    const at = inputBase[rank]! + index;
    const port = nodes[rank]!.inputs[index]!;
    const check = binding && checks.get(port.schema, binding.language, true);
    inputs.set(at, value);
    try {
      const checked = checkInput(value, check, `${nodeId}.${portName}`, "the run's inputs");
      inputs.set(at, checked);
    } catch (error) {
      errors.set(at, error as MillraceError);
    }
  };
  for (const key of Object.keys(given)) {
    const value = given[key];
    const promoted = graph.ports?.inputs.filter((port) => port.name === key) ?? [];
    if (promoted.length > 0) {
      for (const port of promoted) put(port.nodeId, port.portName, value);
    } else if (own(graph.nodes, key) !== undefined) {
      if (!isRecord(value)) {
        throw new MillraceError(
          'unknown-input',
          `expected \`inputs[${JSON.stringify(key)}]\` to be an object of values by port, got ${describe(value)}`,
        );
      }
      for (const port of Object.keys(value)) put(key, port, value[port]);
    } else {
      const names = graph.ports?.inputs.map((port) => JSON.stringify(port.name)).join(', ');
      throw new MillraceError(
        'unknown-input',
        `\`inputs\` names ${JSON.stringify(key)}, which is neither a node nor an input of the graph${names === undefined || names === '' ? '' : ` (its inputs: ${names})`}`,
      );
    }
  }
  return { inputs, errors };
}

/** Undefined for a node outside the selection: its value is simply not needed. */
function findInput(
  program: Program,
  graph: Graph,
  nodeId: string,
  portName: string,
): { rank: number; index: number } | undefined {
  const rank = program.plan.rankById.get(nodeId);
  if (rank === undefined) {
    if (own(graph.nodes, nodeId) !== undefined) return undefined;
    throw new MillraceError(
      'unknown-input',
      `the graph's input leads to node ${JSON.stringify(nodeId)}, which is not there`,
    );
  }
  const ports = program.plan.nodes[rank]!.inputs;
  const index = ports.findIndex((port) => port.name === portName);
  if (index >= 0) return { rank, index };
  const known = ports.map((port) => port.name).join(', ') || 'none';
  throw new MillraceError(
    'unknown-input',
    `\`inputs\` gives ${nodeId}.${portName}, but ${nodeId} has no such input (it has: ${known})`,
  );
}
