/** Values a caller gives for one run (design: they override controls, not wires). */
import type { InputPort } from '../../config/config.js';
import { describe, isRecord, listNames, own, placeOf } from '../../config/document.js';
import { MillraceError } from '../../errors.js';
import type { Graph } from '../../graph/graph.js';
import type { CheckCache } from './check-cache.js';
import { checkInput } from './input-errors.js';
import { ownerOf } from './input-owner.js';
import type { Program } from '../program.js';
import { RemoteValue } from '../python/remote-value.js';

/** Values and misfits by input port of the program. */
export interface RunInputs {
  readonly inputs: ReadonlyMap<number, unknown>;
  readonly errors: ReadonlyMap<number, MillraceError>;
}

/** The run that the inputs are for. */
export interface RunInputsTarget {
  readonly program: Program;
  readonly graph: Graph;
  readonly checks: CheckCache;
  readonly secrets: Readonly<Record<string, unknown>>;
}

/**
 * Finds the ports a run's `inputs` mean and checks the values in depth; a misfit is the node's
 * error. A key is the name of a promoted input, else a node id with values by port.
 *
 * @throws MillraceError `unknown-input` for a key or port that does not exist
 */
export function resolveRunInputs(
  given: Readonly<Record<string, unknown>> | undefined,
  target: RunInputsTarget,
): RunInputs {
  const reader = new RunInputReader(target);
  reader.readSecrets();
  for (const key of Object.keys(given ?? {})) reader.read(key, given![key]);
  return reader;
}

interface FoundInput {
  readonly rank: number;
  readonly port: InputPort;
  readonly input: number;
}

class RunInputReader implements RunInputs {
  readonly inputs = new Map<number, unknown>();
  readonly errors = new Map<number, MillraceError>();
  readonly #target: RunInputsTarget;

  constructor(target: RunInputsTarget) {
    this.#target = target;
  }

  /** Rule R11: inputs that are secrets get them; a value given for the run comes later. */
  readSecrets(): void {
    const { program, secrets } = this.#target;
    for (const [input, name] of program.secrets) {
      const value = own(secrets, name);
      if (value === undefined) continue;
      const rank = ownerOf(program.plan.inputBase, input);
      const port = program.plan.nodes[rank]!.inputs[input - program.plan.inputBase[rank]!]!;
      this.#check({ rank, port, input }, value, 'a secret');
      const { details } = this.errors.get(input) ?? {};
      if (details === undefined) continue;
      // The value that does not fit is not for messages.
      const message = `${placeOf(program.plan.nodes[rank]!.id, port.name)}: expected the secret ${describe(name)} to be ${String(details['expected'])}`;
      this.errors.set(input, new MillraceError('input-mismatch', message));
    }
  }

  read(key: string, value: unknown): void {
    const { graph } = this.#target;
    const names = graph.ports?.inputs ?? [];
    const promoted = names.filter((port) => port.name === key);
    for (const port of promoted) this.#put(port.nodeId, port.portName, value);
    if (promoted.length > 0) return;
    if (own(graph.nodes, key) === undefined) {
      throw new MillraceError(
        'unknown-input',
        `\`inputs\` names ${describe(key)}, which is neither a node nor an input of the graph (its inputs: ${listNames(names.map((port) => port.name))})`,
      );
    }
    if (!isRecord(value)) {
      throw new MillraceError(
        'unknown-input',
        `expected \`inputs[${describe(key)}]\` to be an object of values by port, got ${describe(value)}`,
      );
    }
    for (const port of Object.keys(value)) this.#put(key, port, value[port]);
  }

  #put(nodeId: string, portName: string, value: unknown): void {
    const found = this.#find(nodeId, portName);
    if (found === undefined || value === undefined) return;
    this.errors.delete(found.input);
    this.#check(found, value, "the run's inputs");
  }

  #check({ rank, port, input }: FoundInput, value: unknown, origin: string): void {
    const { program, checks } = this.#target;
    const {
      id,
      node: { type },
    } = program.plan.nodes[rank]!;
    const binding = program.bindings[rank];
    const isSubgraph = program.subprograms.has(rank);
    const check =
      binding === undefined || isSubgraph
        ? undefined
        : checks.ofPort(type, port, { language: binding.language, deep: true });
    const place = placeOf(id, port.name);
    this.inputs.set(input, value);
    // A value that stays in Python is checked there.
    if (RemoteValue.is(value) && (binding?.language === 'python' || isSubgraph)) return;
    try {
      const local = RemoteValue.is(value) ? value.toValue(place) : value;
      this.inputs.set(input, checkInput(local, check, { place, origin }));
    } catch (error) {
      this.errors.set(input, error as MillraceError);
    }
  }

  /** Undefined for a node outside the selection: its value is simply not needed. */
  #find(nodeId: string, portName: string): FoundInput | undefined {
    const { program, graph } = this.#target;
    const rank = program.plan.rankById.get(nodeId);
    if (rank === undefined) {
      if (own(graph.nodes, nodeId) !== undefined) return undefined;
      throw new MillraceError(
        'unknown-input',
        `the graph's input leads to node ${describe(nodeId)}, which is not there`,
      );
    }
    const ports = program.plan.nodes[rank]!.inputs;
    const index = ports.findIndex((port) => port.name === portName);
    if (index >= 0) {
      return { rank, port: ports[index]!, input: program.plan.inputBase[rank]! + index };
    }
    throw new MillraceError(
      'unknown-input',
      `\`inputs\` gives ${placeOf(nodeId, portName)}, but ${nodeId} has no such input (it has: ${listNames(ports.map((port) => port.name))})`,
    );
  }
}
