/** Gives what a subgraph's node has, values and wires, to the nodes it consists of (rule E9). */
import { createRecord, own } from '../config/document.js';
import type { Connection, Graph, GraphNode, InputEnd, PromotedPort } from './graph.js';

/** What a subgraph's ports are, by the new ids of its nodes. */
export class InnerPorts {
  readonly ids: ReadonlyMap<string, string>;
  readonly #inputs = new Map<string, Connection[]>();
  readonly #outputs = new Map<string, Connection | undefined>();

  constructor({ ports }: Graph, ids: ReadonlyMap<string, string>) {
    this.ids = ids;
    for (const port of ports?.inputs ?? []) {
      const end = this.#here(port);
      const ends = this.#inputs.get(port.name);
      if (ends === undefined) this.#inputs.set(port.name, end === undefined ? [] : [end]);
      else if (end !== undefined) ends.push(end);
    }
    for (const port of ports?.outputs ?? []) {
      if (!this.#outputs.has(port.name)) this.#outputs.set(port.name, this.#here(port));
    }
  }

  /** All inputs that a port feeds. */
  inputs(name: string): readonly Connection[] {
    return this.#inputs.get(name) ?? [];
  }

  /** The output that a port gives. */
  output(name: string): Connection | undefined {
    return this.#outputs.get(name);
  }

  #here({ nodeId, portName }: PromotedPort): Connection | undefined {
    const id = this.ids.get(nodeId);
    return id === undefined ? undefined : { nodeId: id, portName };
  }
}

/** A node that is being written: what it shares with the graph is copied once. */
interface Draft {
  inputData: Record<string, Readonly<Record<string, unknown>>>;
  pinned: Record<string, unknown> | undefined;
  disabled: boolean;
  inputs: Record<string, InputEnd[]>;
  outputs: Record<string, Connection[]>;
}

/** Takes time by the number of wires and values, and of the nodes. */
export class Handover {
  readonly graph: Graph;
  readonly #nodes: Graph['nodes'];
  readonly #node: GraphNode;
  readonly #inner: InnerPorts;
  readonly #drafts = new Map<string, Draft>();
  /** Wires that outputs have got: one output may be two ports, which fed one input. */
  readonly #wired = new Set<string>();

  /** @param graph with the inner nodes in it, and the node they take the place of */
  constructor(graph: Graph, node: GraphNode, inner: InnerPorts) {
    this.#nodes = graph.nodes;
    this.#node = node;
    this.#inner = inner;
    this.#giveValues();
    this.#wireInputs();
    this.#wireOutputs();
    this.graph = { ...graph, nodes: this.#written() };
  }

  #giveValues(): void {
    const { inputData, pinned = {}, disabled } = this.#node;
    for (const [name, values] of Object.entries(inputData)) {
      for (const { nodeId, portName } of this.#inner.inputs(name)) {
        this.#draft(nodeId)!.inputData[portName] = renameOnlyKey(values, name, portName);
      }
    }
    for (const [name, value] of Object.entries(pinned)) {
      const end = this.#inner.output(name);
      if (end === undefined) continue;
      const draft = this.#draft(end.nodeId)!;
      (draft.pinned ??= createRecord())[end.portName] = value;
    }
    if (disabled !== true) return;
    for (const id of this.#inner.ids.values()) this.#draft(id)!.disabled = true;
  }

  /** What is wired inside goes before what is given from outside. */
  #wireInputs(): void {
    for (const [name, ends] of Object.entries(this.#node.connections.inputs)) {
      for (const to of this.#inner.inputs(name)) {
        const { inputs } = this.#draft(to.nodeId)!;
        if (own(inputs, to.portName) !== undefined) continue;
        // The wires keep their places, and their points.
        inputs[to.portName] = [...ends];
        for (const { nodeId, portName } of ends) this.#addOutput(nodeId, portName, to);
      }
    }
  }

  #wireOutputs(): void {
    const { id } = this.#node;
    // A wire from the node to itself came to an inner node just now.
    const { outputs } = this.#draft(id)!;
    for (const [portName, ends] of Object.entries(outputs)) {
      const from = this.#inner.output(portName);
      if (from === undefined) continue;
      for (const to of ends) {
        const list = to.nodeId === id ? undefined : this.#draft(to.nodeId)?.inputs[to.portName];
        const index =
          list?.findIndex((end) => end.nodeId === id && end.portName === portName) ?? -1;
        if (index < 0) continue;
        list![index] = { ...list![index]!, ...from };
        this.#addOutput(from.nodeId, from.portName, to);
      }
    }
  }

  #addOutput(nodeId: string, portName: string, { nodeId: target, portName: input }: Connection) {
    const draft = this.#draft(nodeId);
    const key = JSON.stringify([nodeId, portName, target, input]);
    if (draft === undefined || this.#wired.has(key)) return;
    this.#wired.add(key);
    (draft.outputs[portName] ??= []).push({ nodeId: target, portName: input });
  }

  /** Undefined for a node that is not there. */
  #draft(id: string): Draft | undefined {
    const known = this.#drafts.get(id);
    const node = own(this.#nodes, id);
    if (known !== undefined || node === undefined) return known;
    const draft: Draft = {
      inputData: copyOf(node.inputData),
      pinned: node.pinned && copyOf(node.pinned),
      disabled: node.disabled === true,
      inputs: copyLists(node.connections.inputs),
      outputs: copyLists(node.connections.outputs),
    };
    this.#drafts.set(id, draft);
    return draft;
  }

  #written(): Graph['nodes'] {
    const nodes = copyOf(this.#nodes);
    for (const [id, { inputData, pinned, disabled, inputs, outputs }] of this.#drafts) {
      const node = nodes[id]!;
      nodes[id] = {
        ...node,
        inputData,
        connections: { ...node.connections, inputs, outputs },
        ...(pinned && { pinned }),
        ...(disabled && { disabled }),
      };
    }
    return nodes;
  }
}

function copyOf<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.assign(createRecord<T>(), record);
}

function copyLists<T>(ports: Readonly<Record<string, readonly T[]>>): Record<string, T[]> {
  const copies = createRecord<T[]>();
  for (const [name, list] of Object.entries(ports)) copies[name] = [...list];
  return copies;
}

/** A port with one control has its value under the port's name. */
function renameOnlyKey(
  values: Readonly<Record<string, unknown>>,
  from: string,
  to: string,
): Readonly<Record<string, unknown>> {
  const [key, ...others] = Object.keys(values);
  if (key !== from || others.length > 0) return values;
  return Object.assign(createRecord<unknown>(), { [to]: values[from] });
}
