/** Turns the wires of the selected nodes from names into numbers, and says which can't be. */
import type { InputPort, OutputPort } from '../config/config.js';
import { describe, listNames, nameOf, placeOf } from '../config/document.js';
import type { FindSignatureProblem } from './drift.js';
import type { Connection, Graph, GraphNode, NodePorts } from './graph.js';
import { PortFunctionFailure, PortIndex } from './node-ports.js';
import type { PortLookup } from './node-ports.js';
import { readSettings } from './node-settings.js';
import { findPinned } from './pinned.js';
import type { PlanNode, PlanProblem } from './plan.js';
import type { FoundType, GraphTypes } from './subgraph-types.js';

/** A node of the plan to be, whose problems are still being found. */
export type ResolvedNode = Omit<PlanNode, 'problems'> & { problems: readonly PlanProblem[] };

/** Nodes by own-key position, and their wires in the order of the target's input ports. */
export interface ResolvedWires {
  readonly nodes: readonly ResolvedNode[];
  /** Those of the nodes, to be added to. */
  readonly problems: readonly PlanProblem[][];
  /** Node k owns the wires `wireBase[k] … wireBase[k + 1] − 1`. */
  readonly wireBase: Int32Array;
  /** Index of the target's input port. */
  readonly wireInput: Int32Array;
  /** Own-key position of the source node. */
  readonly wireSource: Int32Array;
  /** Index of the source's output port. */
  readonly wireOutput: Int32Array;
  /** Own-key positions of the ids; the plan puts ranks in their place. */
  readonly keyById: Map<string, number>;
}

/** A look at so few names costs less than one in a map of them. */
const FEW = 8;

const NO_PORTS: NodePorts = { inputs: [], outputs: [] };

/** What the nodes of a graph are looked up in. */
export interface WireContext {
  readonly types: GraphTypes;
  readonly lookup: PortLookup;
  /** Asked of a node that was drawn against another signature; with a problem, it keeps that one's ports. */
  readonly findChange: FindSignatureProblem;
}

/** Finds type and ports of the nodes, and what their wires connect. */
export function resolveWires(
  graph: Graph,
  ids: readonly string[],
  { types, lookup, findChange }: WireContext,
): ResolvedWires {
  const resolver = new WireResolver(graph, ids, lookup);
  for (const id of ids) {
    const node = graph.nodes[id]!;
    const found = types.find(node.type);
    const { fingerprint } = node;
    const isOutdated = fingerprint !== undefined && found.type?.fingerprint !== fingerprint;
    resolver.addNode(node, found, isOutdated ? findChange(node) : undefined);
  }
  return resolver.resolve();
}

class WireResolver {
  readonly #graph: Graph;
  readonly #lookup: PortLookup;
  readonly #nodes: ResolvedNode[] = [];
  readonly #problems: PlanProblem[][] = [];
  readonly #keyById = new Map<string, number>();
  readonly #index = new PortIndex();
  readonly #wireInput: number[] = [];
  readonly #wireSource: number[] = [];
  readonly #wireOutput: number[] = [];

  constructor(graph: Graph, ids: readonly string[], lookup: PortLookup) {
    this.#graph = graph;
    this.#lookup = lookup;
    for (let key = 0; key < ids.length; key += 1) this.#keyById.set(ids[key]!, key);
  }

  addNode(node: GraphNode, found: FoundType, problem: PlanProblem | undefined): void {
    const { id } = node;
    const { type } = found;
    const problems: PlanProblem[] = problem === undefined ? [] : [problem];
    let ports = NO_PORTS;
    try {
      ports = this.#lookup.portsOf(node, problem === undefined ? type : undefined);
    } catch (error) {
      if (!(error instanceof PortFunctionFailure)) throw error;
      ports = error.ports;
      problems.push({ code: 'port-function-failed', message: `${nameOf(id)}: ${error.message}` });
    }
    const { inputs, outputs } = ports;
    const { settings, problems: badSettings } = readSettings(type, node);
    if (badSettings.length > 0) problems.push(...badSettings);
    const pinned = findPinned(node, outputs);
    // What is disabled or pinned is not run, so it may be part of a circle.
    const runs = found.subgraph !== undefined && node.disabled !== true && pinned !== 'all';
    if (runs && found.circle !== undefined) problems.push(recursion(id, found.circle));
    const subgraph = runs && found.circle === undefined ? found.subgraph : undefined;
    if (pinned === 'all') problems.length = 0;
    this.#problems.push(problems);
    this.#nodes.push({ id, node, type, inputs, outputs, problems, settings, pinned, subgraph });
  }

  resolve(): ResolvedWires {
    const wireBase = new Int32Array(this.#nodes.length + 1);
    for (let key = 0; key < this.#nodes.length; key += 1) {
      this.#resolveNode(key);
      wireBase[key + 1] = this.#wireInput.length;
    }
    return {
      nodes: this.#nodes,
      problems: this.#problems,
      wireBase,
      wireInput: new Int32Array(this.#wireInput),
      wireSource: new Int32Array(this.#wireSource),
      wireOutput: new Int32Array(this.#wireOutput),
      keyById: this.#keyById,
    };
  }

  #resolveNode(key: number): void {
    const { id, node, inputs, pinned } = this.#nodes[key]!;
    if (pinned === 'all') return;
    const wired = node.connections.inputs;
    const names = Object.keys(wired);
    let unused = names.length;
    if (unused === 0) return;
    for (let input = 0; input < inputs.length; input += 1) {
      const port = inputs[input]!;
      const { name } = port;
      const isWired = names.length > FEW ? Object.hasOwn(wired, name) : names.includes(name);
      const wires = isWired ? wired[name] : undefined;
      if (wires === undefined) continue;
      unused -= 1;
      if (port.secret !== undefined) {
        if (wires.length > 0) this.#problems[key]!.push(secretWired(id, port.name));
      } else if (wires.length > 1 && port.multiple !== true) {
        this.#problems[key]!.push(tooManyWires(id, port.name, wires));
      } else {
        for (const wire of wires) this.#resolveWire(key, input, wire);
      }
    }
    if (unused === 0) return;
    for (const name of names) {
      if (wired[name]!.length === 0 || this.#find(inputs, name) >= 0) continue;
      this.#problems[key]!.push(unknownInput(id, name, inputs));
    }
  }

  #resolveWire(key: number, input: number, wire: Connection): void {
    const source = this.#keyById.get(wire.nodeId);
    const output =
      source === undefined ? -1 : this.#find(this.#nodes[source]!.outputs, wire.portName);
    if (source === undefined || output < 0) {
      const { id, inputs } = this.#nodes[key]!;
      const { name } = inputs[input]!;
      const outputs = source === undefined ? undefined : this.#nodes[source]!.outputs;
      const reason = this.#whyDangling(wire, outputs);
      const message = `${placeOf(id, name)} is wired to ${placeOf(wire.nodeId, wire.portName)}, ${reason}`;
      this.#problems[key]!.push({ code: 'dangling-connection', message, portName: name });
      return;
    }
    this.#wireInput.push(input);
    this.#wireSource.push(source);
    this.#wireOutput.push(output);
  }

  #find(ports: NodePorts['inputs'] | NodePorts['outputs'], name: string): number {
    if (ports.length > FEW) return this.#index.find(ports, name);
    let index = ports.length - 1;
    while (index >= 0 && ports[index]!.name !== name) index -= 1;
    return index;
  }

  #whyDangling({ nodeId }: Connection, outputs: readonly OutputPort[] | undefined): string {
    if (outputs !== undefined) {
      const names = listNames(outputs.map((port) => port.name));
      return `but ${nameOf(nodeId)} has no output of that name (it has: ${names}); rewire it`;
    }
    const isThere = Object.hasOwn(this.#graph.nodes, nodeId);
    const gone = isThere
      ? 'which is not part of this run'
      : `but there is no node ${describe(nodeId)}`;
    return `${gone}; remove the wire or bring the node back`;
  }
}

function tooManyWires(id: string, portName: string, wires: readonly Connection[]): PlanProblem {
  const shown = wires.slice(0, 12).map((wire) => placeOf(wire.nodeId, wire.portName));
  const more = wires.length > shown.length ? ` and ${wires.length - shown.length} more` : '';
  const message = `${placeOf(id, portName)} takes one wire but has ${wires.length} (from ${shown.join(', ')}${more}); remove all but one`;
  return { code: 'too-many-wires', message, portName };
}

function recursion(id: string, path: readonly string[]): PlanProblem {
  const message = `${nameOf(id)} would run a subgraph inside itself: ${path.map(nameOf).join(' → ')}; remove the node, or one on the way to it`;
  return { code: 'subgraph-recursion', message, details: { path } };
}

function secretWired(id: string, portName: string): PlanProblem {
  const message = `${placeOf(id, portName)} is a secret, which comes from \`context.secrets\` of the run and from no wire; remove the wire`;
  return { code: 'secret-wired', message, portName };
}

function unknownInput(id: string, portName: string, inputs: readonly InputPort[]): PlanProblem {
  const names = listNames(inputs.map((port) => port.name));
  const message = `${nameOf(id)} has a wire into ${describe(portName)}, but no input of that name (it has: ${names}); remove the wire`;
  return { code: 'unknown-input', message, portName };
}
