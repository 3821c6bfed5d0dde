/** Makes both sides of every wire agree; the input side is authoritative. */
import { createRecord, describe, own } from '../config/document.js';
import type { IssueList } from '../config/document.js';
import type { NodeType } from '../config/config.js';
import type { Connection, GraphNode } from './graph.js';

type Nodes = Readonly<Record<string, GraphNode>>;
type Wires = Record<string, Connection[]>;

const SHORT_LIST = 8;

/**
 * Adds the missing side of wires saved on one side only, with an issue each. An output-only wire is
 * added when its input exists and is free; else it stays where it is, reported, out of the plan.
 */
export function repairConnections(
  nodes: Nodes,
  types: ReadonlyMap<string, NodeType>,
  base: readonly (string | number)[],
  list: IssueList,
): Nodes {
  const repair = new Repair(nodes, types, base, list);
  for (const id of Object.keys(nodes)) repair.outputsOnly(nodes[id]!);
  for (const id of Object.keys(nodes)) repair.inputsOnly(nodes[id]!);
  return repair.result();
}

class Repair {
  readonly #nodes: Nodes;
  readonly #types: ReadonlyMap<string, NodeType>;
  readonly #base: readonly (string | number)[];
  readonly #list: IssueList;
  readonly #inputs = new Map<string, Wires>();
  readonly #outputs = new Map<string, Wires>();
  /** The wires of outputs with many of them; made when first asked. */
  readonly #known = new Map<string, Set<string>>();

  constructor(
    nodes: Nodes,
    types: ReadonlyMap<string, NodeType>,
    base: readonly (string | number)[],
    list: IssueList,
  ) {
    this.#nodes = nodes;
    this.#types = types;
    this.#base = base;
    this.#list = list;
  }

  /** Wires of this node's output side that their target does not list. */
  outputsOnly(node: GraphNode): void {
    for (const [port, wires] of Object.entries(node.connections.outputs)) {
      wires.forEach((wire, index) => {
        const target = own(this.#nodes, wire.nodeId);
        const path = [...this.#base, node.id, 'connections', 'outputs', port, index];
        const at = { nodeId: node.id, portName: port };
        if (target === undefined) {
          const message = `${node.id}.${port} leads to ${wire.nodeId}.${wire.portName}, but there is no node ${describe(wire.nodeId)}; the wire is left out`;
          this.#list.warn('dangling-connection', path, message, at);
          return;
        }
        const listed = own(target.connections.inputs, wire.portName);
        if (listed?.some((end) => end.nodeId === node.id && end.portName === port)) return;
        if (!this.#takes(target, wire.portName)) {
          const message = `only ${node.id}.${port} knows its wire to ${wire.nodeId}.${wire.portName}, and that input ${this.#has(target, wire.portName) ? 'has another wire' : 'does not exist'}; the wire is left out`;
          this.#list.error('connection-one-sided', path, message, at);
          return;
        }
        const inputs = this.#side(this.#inputs, target.id, target.connections.inputs);
        (inputs[wire.portName] ??= []).push({ nodeId: node.id, portName: port });
        this.#list.warn(
          'connection-input-added',
          path,
          `only ${node.id}.${port} knew its wire to ${wire.nodeId}.${wire.portName}; the input now lists it, too`,
          { nodeId: target.id, portName: wire.portName },
        );
      });
    }
  }

  /** Wires of this node's input side that their source does not list. */
  inputsOnly(node: GraphNode): void {
    const inputs = this.#inputs.get(node.id) ?? node.connections.inputs;
    for (const [port, wires] of Object.entries(inputs)) {
      wires.forEach((wire, index) => {
        const source = own(this.#nodes, wire.nodeId);
        const path = [...this.#base, node.id, 'connections', 'inputs', port, index];
        if (source === undefined) {
          this.#list.error(
            'dangling-connection',
            path,
            `${node.id}.${port} is wired to ${wire.nodeId}.${wire.portName}, but there is no node ${describe(wire.nodeId)}; remove the wire or bring the node back`,
            { nodeId: node.id, portName: port },
          );
          return;
        }
        if (this.#isKnown(source, wire.portName, node.id, port)) return;
        const outputs = this.#side(this.#outputs, source.id, source.connections.outputs);
        (outputs[wire.portName] ??= []).push({ nodeId: node.id, portName: port });
        this.#list.warn(
          'connection-output-added',
          path,
          `only ${node.id}.${port} knew its wire from ${wire.nodeId}.${wire.portName}; the output now lists it, too`,
          { nodeId: node.id, portName: port },
        );
      });
    }
  }

  result(): Nodes {
    if (this.#inputs.size === 0 && this.#outputs.size === 0) return this.#nodes;
    const nodes = createRecord<GraphNode>();
    for (const id of Object.keys(this.#nodes)) {
      const node = this.#nodes[id]!;
      const inputs = this.#inputs.get(id) ?? node.connections.inputs;
      const outputs = this.#outputs.get(id) ?? node.connections.outputs;
      nodes[id] = { ...node, connections: { inputs, outputs } };
    }
    return nodes;
  }

  /** Does the source's output side list the wire? Long lists are looked up in a set. */
  #isKnown(source: GraphNode, output: string, nodeId: string, portName: string): boolean {
    const listed = own(this.#outputs.get(source.id) ?? source.connections.outputs, output);
    if (listed === undefined) return false;
    if (listed.length <= SHORT_LIST) {
      return listed.some((end) => end.nodeId === nodeId && end.portName === portName);
    }
    const name = `${source.id}\0${output}`;
    let known = this.#known.get(name);
    if (known === undefined) {
      known = new Set(listed.map((end) => `${end.nodeId}\0${end.portName}`));
      this.#known.set(name, known);
    }
    const key = `${nodeId}\0${portName}`;
    if (known.has(key)) return true;
    known.add(key);
    return false;
  }

  /** A copy of one side that may be added to. */
  #side(copies: Map<string, Wires>, id: string, wires: GraphNode['connections']['inputs']): Wires {
    let copy = copies.get(id);
    if (copy === undefined) {
      copy = createRecord<Connection[]>();
      for (const port of Object.keys(wires)) copy[port] = [...wires[port]!];
      copies.set(id, copy);
    }
    return copy;
  }

  #takes(target: GraphNode, port: string): boolean {
    if (!this.#has(target, port)) return false;
    const multiple = this.#input(target, port)?.multiple === true;
    const inputs = this.#inputs.get(target.id) ?? target.connections.inputs;
    return multiple || (own(inputs, port)?.length ?? 0) === 0;
  }

  #has(target: GraphNode, port: string): boolean {
    const type = this.#types.get(target.type);
    if (type !== undefined && type.dynamicInputs === undefined) {
      return this.#input(target, port) !== undefined;
    }
    return Object.hasOwn(target.inputData, port) || Object.hasOwn(target.connections.inputs, port);
  }

  #input(target: GraphNode, port: string): NodeType['inputs'][number] | undefined {
    return this.#types.get(target.type)?.inputs.find((input) => input.name === port);
  }
}
