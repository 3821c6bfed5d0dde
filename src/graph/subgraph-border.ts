/** What crosses the border between the nodes of a subgraph to be and the others (rule E9). */
import { createRecord, placeOf } from '../config/document.js';
import { MillraceError } from '../errors.js';
import { FreeNames } from './free-name.js';
import type { Connection, Graph, GraphNode, InputEnd, PromotedPort } from './graph.js';

/** What decides about the border besides graph and nodes. */
export interface BorderOptions {
  /** Of the node in the place of the others. */
  readonly nodeId: string;
  /** Inputs that take lists of wires: each gets a port of its own. */
  readonly lists: readonly Connection[];
}

/** The ports of one side that are made: one for each key. */
class Ports {
  readonly ports: PromotedPort[] = [];
  readonly #byKey = new Map<string, string>();
  readonly #names = new FreeNames(() => false, ' ');

  /** @returns the name of the port */
  promote(key: readonly string[], end: Connection, wanted: string): string {
    const text = JSON.stringify(key);
    let name = this.#byKey.get(text);
    if (name === undefined) this.#byKey.set(text, (name = this.#names.take(wanted)));
    const { nodeId, portName } = end;
    this.ports.push({ name, nodeId, portName });
    return name;
  }
}

/** Plans ports and wires; takes time by the number of wires. */
export class Border {
  readonly inputs = new Ports();
  readonly outputs = new Ports();
  readonly #graph: Graph;
  readonly #ids: ReadonlySet<string>;
  readonly #lists: ReadonlySet<string>;
  readonly #wiresIn = new Map<string, readonly InputEnd[]>();
  /** Names of the inputs that an output outside feeds. */
  readonly #fed = new Map<string, string[]>();
  /** Names of outputs, by node and port. */
  readonly #given = new Map<string, string>();
  readonly #ports: Graph['ports'];
  readonly #nodeId: string;

  /** @throws MillraceError `mixed-wires` */
  constructor(graph: Graph, ids: ReadonlySet<string>, { nodeId, lists }: BorderOptions) {
    this.#graph = graph;
    this.#ids = ids;
    this.#nodeId = nodeId;
    this.#lists = new Set(lists.map(keyOf));
    for (const id of ids) this.#readInputs(graph.nodes[id]!);
    for (const [id, node] of Object.entries(graph.nodes)) if (!ids.has(id)) this.#readOutputs(node);
    this.#ports = graph.ports && this.#readPorts(graph.ports);
  }

  #readInputs(node: GraphNode): void {
    for (const [portName, ends] of Object.entries(node.connections.inputs)) {
      const outside = ends.filter(({ nodeId }) => !this.#ids.has(nodeId));
      const [first] = outside;
      if (first === undefined) continue;
      const end = { nodeId: node.id, portName };
      if (outside.length < ends.length) throw mixedWires(end);
      const isList = ends.length > 1 || this.#lists.has(keyOf(end));
      const key = isList ? ['to', node.id, portName] : ['from', first.nodeId, first.portName];
      const name = this.inputs.promote(key, end, portName);
      if (this.#wiresIn.has(name)) continue;
      this.#wiresIn.set(name, outside);
      for (const source of new Set(outside.map(keyOf))) {
        const names = this.#fed.get(source);
        if (names === undefined) this.#fed.set(source, [name]);
        else names.push(name);
      }
    }
  }

  #readOutputs({ connections }: GraphNode): void {
    for (const end of Object.values(connections.inputs).flat()) {
      if (this.#ids.has(end.nodeId)) this.#give(end);
    }
  }

  #give(end: Connection): string {
    const key = keyOf(end);
    const known = this.#given.get(key);
    if (known !== undefined) return known;
    const name = this.outputs.promote([key], end, end.portName);
    this.#given.set(key, name);
    return name;
  }

  /** The ports of the graph itself, at the node in the place of these. */
  #readPorts({ inputs, outputs, ...rest }: NonNullable<Graph['ports']>): Graph['ports'] {
    const names = new Set<string>();
    const nodeId = this.#nodeId;
    return {
      ...rest,
      inputs: inputs.flatMap((port) => {
        if (!this.#ids.has(port.nodeId)) return port;
        const portName = this.inputs.promote(['port', port.name], port, port.name);
        if (names.has(portName)) return [];
        names.add(portName);
        return { ...port, nodeId, portName };
      }),
      outputs: outputs.map((port) =>
        this.#ids.has(port.nodeId) ? { ...port, nodeId, portName: this.#give(port) } : port,
      ),
    };
  }

  /** The graph with the wires at the node in the place of these, and the ports of the graph itself. */
  rewire(graph: Graph): Graph {
    const nodes = createRecord<GraphNode>();
    for (const id of Object.keys(graph.nodes)) {
      nodes[id] =
        id === this.#nodeId
          ? { ...graph.nodes[id]!, connections: this.#connections() }
          : this.#rewireNode(this.#graph.nodes[id]!);
    }
    return this.#ports === undefined
      ? { ...graph, nodes }
      : { ...graph, nodes, ports: this.#ports };
  }

  /** The wires of the node in the place of the others. */
  #connections(): GraphNode['connections'] {
    const inputs = createRecord<readonly InputEnd[]>();
    const outputs = createRecord<Connection[]>();
    for (const [name, ends] of this.#wiresIn) inputs[name] = ends;
    for (const [nodeId, node] of Object.entries(this.#graph.nodes)) {
      if (this.#ids.has(nodeId)) continue;
      for (const [portName, ends] of Object.entries(node.connections.inputs)) {
        for (const name of new Set(ends.map((end) => this.#portOf(end)))) {
          if (name !== undefined) (outputs[name] ??= []).push({ nodeId, portName });
        }
      }
    }
    return { inputs, outputs };
  }

  /** Of the node, which what led nowhere until now may have meant as well. */
  #portOf(end: Connection): string | undefined {
    if (this.#ids.has(end.nodeId)) return this.#given.get(keyOf(end));
    return end.nodeId === this.#nodeId ? end.portName : undefined;
  }

  #rewireNode(node: GraphNode): GraphNode {
    const { inputs, outputs } = node.connections;
    const ends = [...Object.values(inputs), ...Object.values(outputs)].flat();
    if (!ends.some((end) => this.#ids.has(end.nodeId))) return node;
    const taken = createRecord<readonly InputEnd[]>();
    for (const [port, list] of Object.entries(inputs)) {
      taken[port] = list.map((end) => this.#source(end));
    }
    const given = createRecord<readonly Connection[]>();
    for (const [port, list] of Object.entries(outputs)) {
      given[port] = this.#feeds(list, { nodeId: node.id, portName: port });
    }
    return { ...node, connections: { ...node.connections, inputs: taken, outputs: given } };
  }

  #source(end: InputEnd): InputEnd {
    if (!this.#ids.has(end.nodeId)) return end;
    return { ...end, nodeId: this.#nodeId, portName: this.#given.get(keyOf(end))! };
  }

  /** What an output feeds: the ports of the subgraph it feeds in the place of the nodes in it. */
  #feeds(ends: readonly Connection[], from: Connection): readonly Connection[] {
    const others = ends.filter((end) => !this.#ids.has(end.nodeId));
    const names = this.#fed.get(keyOf(from)) ?? [];
    return [...others, ...names.map((portName) => ({ nodeId: this.#nodeId, portName }))];
  }
}

function mixedWires(end: Connection): MillraceError {
  return new MillraceError(
    'mixed-wires',
    `${placeOf(end.nodeId, end.portName)} is wired from inside and from outside of what is selected, which one port can't be; select what feeds it, too, or take a wire away`,
    { details: { ...end } },
  );
}

function keyOf({ nodeId, portName }: Connection): string {
  return JSON.stringify([nodeId, portName]);
}
