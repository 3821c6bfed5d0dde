/** Makes both sides of every wire agree; the input side is authoritative. */
import { createRecord, createSmallRecord, describe, own, placeOf } from '../config/document.js';
import type { IssueList, Path } from '../config/document.js';
import type { NodeType } from '../config/config.js';
import type { Connection, Connections, GraphNode, SavedSignature } from './graph.js';
import type { NodeTypeLookup } from './node-types.js';

type Nodes = Readonly<Record<string, GraphNode>>;
type Wires = Record<string, Connection[]>;

/** What the repair needs to know besides the nodes. */
export interface RepairContext {
  readonly types: NodeTypeLookup;
  /** The inputs of placeholders. */
  readonly signatures?: Readonly<Record<string, SavedSignature>> | undefined;
  /** Where the nodes stand in the document. */
  readonly base: Path;
  readonly list: IssueList;
}

/**
 * Adds the missing side of wires saved on one side only, with an issue each. An output-only wire is
 * added when its input exists and is free; else it stays where it is, reported, out of the plan.
 */
export function repairConnections(nodes: Nodes, context: RepairContext): Nodes {
  const repair = new Repair(nodes, context);
  const all = Object.values(nodes);
  for (const node of all) repair.checkOutputs(node);
  for (const node of all) repair.checkInputs(node);
  return repair.result();
}

class Repair {
  /** As the parser made them, without prototypes: what is found under a key is their own. */
  readonly #nodes: Nodes;
  readonly #context: RepairContext;
  readonly #inputs = new Side('inputs');
  readonly #outputs = new Side('outputs');

  constructor(nodes: Nodes, context: RepairContext) {
    this.#nodes = nodes;
    this.#context = context;
  }

  /** Wires of this node's output side that their target does not list. */
  checkOutputs(node: GraphNode): void {
    const { outputs } = node.connections;
    for (const port of Object.keys(outputs)) {
      outputs[port]!.forEach((wire, index) => {
        const target = this.#nodes[wire.nodeId];
        if (target !== undefined && this.#inputs.has(target, wire.portName, node.id, port)) return;
        this.#repairOutput(node, port, index, target);
      });
    }
  }

  #repairOutput(node: GraphNode, port: string, index: number, target: GraphNode | undefined): void {
    const { list, base } = this.#context;
    const { nodeId, portName } = node.connections.outputs[port]![index]!;
    const path = [...base, node.id, 'connections', 'outputs', port, index];
    const at = { nodeId: node.id, portName: port };
    const [from, to] = [placeOf(node.id, port), placeOf(nodeId, portName)];
    if (target === undefined) {
      const message = `${from} leads to ${to}, but there is no node ${describe(nodeId)}; the wire is left out`;
      list.warn('dangling-connection', path, message, at);
    } else if (!this.#exists(target, portName)) {
      const message = `only ${from} knows its wire to ${to}, and that input does not exist; the wire is left out`;
      list.error('connection-one-sided', path, message, at);
    } else if (!this.#isFree(target, portName)) {
      const message = `only ${from} knows its wire to ${to}, and that input has another wire; the wire is left out`;
      list.error('connection-one-sided', path, message, at);
    } else {
      this.#inputs.add(target, portName, { nodeId: node.id, portName: port });
      const message = `only ${from} knew its wire to ${to}; the input now lists it, too`;
      list.warn('connection-input-added', path, message, { nodeId, portName });
    }
  }

  /** Wires of this node's input side that their source does not list. */
  checkInputs(node: GraphNode): void {
    const inputs = this.#inputs.of(node);
    for (const port of Object.keys(inputs)) {
      inputs[port]!.forEach((wire, index) => {
        const source = this.#nodes[wire.nodeId];
        if (source !== undefined && this.#outputs.has(source, wire.portName, node.id, port)) return;
        this.#repairInput(node, port, index, source);
      });
    }
  }

  #repairInput(node: GraphNode, port: string, index: number, source: GraphNode | undefined): void {
    const { list, base } = this.#context;
    const { nodeId, portName } = this.#inputs.of(node)[port]![index]!;
    const path = [...base, node.id, 'connections', 'inputs', port, index];
    const at = { nodeId: node.id, portName: port };
    const [from, to] = [placeOf(nodeId, portName), placeOf(node.id, port)];
    if (source === undefined) {
      const message = `${to} is wired to ${from}, but there is no node ${describe(nodeId)}; remove the wire or bring the node back`;
      list.error('dangling-connection', path, message, at);
    } else {
      this.#outputs.add(source, portName, at);
      const message = `only ${to} knew its wire from ${from}; the output now lists it, too`;
      list.warn('connection-output-added', path, message, at);
    }
  }

  result(): Nodes {
    if (this.#inputs.isUntouched && this.#outputs.isUntouched) return this.#nodes;
    const nodes = createRecord<GraphNode>();
    for (const id of Object.keys(this.#nodes)) {
      const node = this.#nodes[id]!;
      const inputs = this.#inputs.of(node);
      const outputs = this.#outputs.of(node);
      const { connections } = node;
      const same = inputs === connections.inputs && outputs === connections.outputs;
      nodes[id] = same ? node : { ...node, connections: { ...connections, inputs, outputs } };
    }
    return nodes;
  }

  #isFree(target: GraphNode, port: string): boolean {
    const multiple = this.#input(target, port)?.multiple === true;
    return multiple || (own(this.#inputs.of(target), port)?.length ?? 0) === 0;
  }

  /** Inputs of a placeholder are known from its signature, else from its data and wires. */
  #exists(target: GraphNode, port: string): boolean {
    const type = this.#context.types.get(target.type);
    if (this.#input(target, port) !== undefined) return true;
    if (type !== undefined && type.dynamicInputs === undefined) return false;
    const saved = own(this.#context.signatures ?? {}, target.fingerprint ?? '');
    if (type === undefined && saved?.inputs.some((input) => input.name === port)) return true;
    return Object.hasOwn(target.inputData, port) || Object.hasOwn(target.connections.inputs, port);
  }

  #input(target: GraphNode, port: string): NodeType['inputs'][number] | undefined {
    return this.#context.types.get(target.type)?.inputs.find((input) => input.name === port);
  }
}

/** Longer lists are looked up in a set. */
const SHORT_LIST = 8;

/** One side of all wires: as saved, and copied before the first addition. */
class Side {
  readonly #name: 'inputs' | 'outputs';
  readonly #copies = new Map<string, Wires>();
  readonly #sets = new Map<readonly Connection[], Set<string>>();

  constructor(name: 'inputs' | 'outputs') {
    this.#name = name;
  }

  get isUntouched(): boolean {
    return this.#copies.size === 0;
  }

  of(node: GraphNode): Connections {
    const saved = node.connections[this.#name];
    return this.#copies.size === 0 ? saved : (this.#copies.get(node.id) ?? saved);
  }

  /** Does the node's port list the wire whose other end is given? */
  has(node: GraphNode, port: string, nodeId: string, portName: string): boolean {
    const list = this.of(node)[port];
    if (list === undefined) return false;
    if (list.length <= SHORT_LIST) {
      for (const end of list) if (end.nodeId === nodeId && end.portName === portName) return true;
      return false;
    }
    let known = this.#sets.get(list);
    if (known === undefined) {
      known = new Set(list.map((end) => keyOf(end.nodeId, end.portName)));
      this.#sets.set(list, known);
    }
    return known.has(keyOf(nodeId, portName));
  }

  add(node: GraphNode, port: string, end: Connection): void {
    let copy = this.#copies.get(node.id);
    if (copy === undefined) {
      copy = createSmallRecord<Connection[]>();
      const saved = node.connections[this.#name];
      for (const name of Object.keys(saved)) copy[name] = [...saved[name]!];
      this.#copies.set(node.id, copy);
    }
    const list = (copy[port] ??= []);
    list.push(end);
    this.#sets.get(list)?.add(keyOf(end.nodeId, end.portName));
  }
}

/** Different for different ends, whatever characters the ids have. */
function keyOf(nodeId: string, portName: string): string {
  return `${nodeId.length} ${nodeId}${portName}`;
}
