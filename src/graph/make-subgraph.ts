/** Puts nodes of a graph into a subgraph, with one node in their place (rule E9). */
import { createRecord, listNames, nameOf, own, placeOf } from '../config/document.js';
import { MillraceError } from '../errors.js';
import { addNodes, removeNodes } from './edit-graph.js';
import { settleGroups } from './edit-groups.js';
import { extractNodes } from './extract-nodes.js';
import { freeName } from './free-name.js';
import type { Connection, Graph, GraphNode, InputEnd, PromotedPort } from './graph.js';
import { groupingOf } from './groups.js';
import { spanOf } from './span.js';
import { SUBGRAPH_PREFIX, subgraphNames } from './subgraph-scope.js';
import { namesOutside } from './subgraph-names.js';
import type { PlacedGraph } from './subgraph-names.js';

/** What becomes a subgraph. */
export interface NewSubgraph {
  readonly nodeIds: Iterable<string>;
  /** Comments that go with them. @default none */
  readonly commentIds?: Iterable<string>;
  /** Numbered where it is taken. */
  readonly name: string;
  /** Of the node in their place. @default the name, numbered where it is taken */
  readonly nodeId?: string;
  /** Inputs that take lists of wires: each gets a port of its own. @default those that have several */
  readonly lists?: readonly Connection[];
}

/** A graph with a new subgraph. */
export interface MadeSubgraph {
  readonly graph: Graph;
  readonly name: string;
  readonly nodeId: string;
}

/**
 * The graph with nodes in a new subgraph of it. Each output that fed them becomes one input of the
 * subgraph, each of their outputs that fed others one output; one node of the subgraph is wired as
 * they were, and stands in their middle. Ports of the graph itself go through it.
 *
 * @throws MillraceError `bad-option` for an empty name, and a `nodeId` that another node has; `nothing-selected` without nodes; `subgraph-circle` when a node lies between
 * them that would come before and after the subgraph; `mixed-wires` when an input is wired from inside
 * and from outside: a port of a subgraph can't do both
 */
export function makeSubgraph(place: PlacedGraph, options: NewSubgraph): MadeSubgraph {
  const { graph, outer } = place;
  const ids = new Set([...options.nodeIds].filter((id) => Object.hasOwn(graph.nodes, id)));
  checkNodes(graph, ids);
  checkName(options.name);
  const taken = new Set([...subgraphNames(graph, outer), ...namesOutside(graph)]);
  const name = freeName(options.name, (each) => taken.has(each), ' ');
  // In a run a slash leads into a subgraph.
  const plain = name.replaceAll('/', '-');
  const nodeId = options.nodeId ?? freeName(plain, (id) => Object.hasOwn(graph.nodes, id));
  checkNodeId(graph, ids, nodeId);
  const border = new Border(graph, ids, { nodeId, lists: options.lists ?? [] });
  const { subgraphs: _, ...inner } = extractNodes(place, {
    nodeIds: ids,
    commentIds: options.commentIds ?? [],
  });
  const ports = { inputs: border.inputs.ports, outputs: border.outputs.ports };
  const subgraphs = Object.assign(createRecord<Graph>(), graph.subgraphs, {
    [name]: { ...inner, ports },
  });
  const node = { ...border.node(SUBGRAPH_PREFIX + name), ...middleOf(inner) };
  const left = removeMoved(graph, ids, inner, options.commentIds ?? []);
  const joined = joinGroup({ ...left, subgraphs }, graph, { ids, nodeId });
  return { graph: border.rewire(addNodes(joined, { [nodeId]: node })), name, nodeId };
}

/** Of a card of the usual width round the middle of nodes. */
export function middleOf({ nodes }: Pick<Graph, 'nodes'>): {
  readonly x: number;
  readonly y: number;
} {
  const { left, right, top, bottom } = spanOf(Object.values(nodes));
  return { x: Math.round((left + right) / 2 - 110), y: Math.round((top + bottom) / 2) };
}

function checkName(name: string): void {
  if (name.trim() !== '') return;
  throw new MillraceError(
    'bad-option',
    `makeSubgraph: expected a name that is not empty, got ${JSON.stringify(name)}`,
  );
}

function checkNodes(graph: Graph, ids: ReadonlySet<string>): void {
  if (ids.size === 0) {
    throw new MillraceError(
      'nothing-selected',
      'expected nodes to make a subgraph of, got none that are in the graph; select some',
    );
  }
  const between = nodesBetween(graph, ids);
  if (between.length > 0) {
    throw new MillraceError(
      'subgraph-circle',
      `the subgraph would come before and after ${listNames(between)}, which lie between its nodes; select them, too`,
      { details: { nodeIds: between } },
    );
  }
}

/** A node that is there would be lost. */
function checkNodeId({ nodes }: Graph, ids: ReadonlySet<string>, nodeId: string): void {
  if (!Object.hasOwn(nodes, nodeId) || ids.has(nodeId)) return;
  throw new MillraceError(
    'bad-option',
    `makeSubgraph: expected as \`nodeId\` an id that is free, got ${nameOf(nodeId)}, which another node has; leave it out for a free one`,
    { details: { nodeId } },
  );
}

/** Nodes outside a set that lead to it and that it leads to. */
export function nodesBetween({ nodes }: Graph, ids: ReadonlySet<string>): readonly string[] {
  const reach = (side: 'inputs' | 'outputs'): ReadonlySet<string> => {
    const found = new Set<string>();
    const open = [...ids];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const { nodeId } of Object.values(own(nodes, id)?.connections[side] ?? {}).flat()) {
        if (found.has(nodeId) || ids.has(nodeId)) continue;
        found.add(nodeId);
        open.push(nodeId);
      }
    }
    return found;
  };
  const before = reach('inputs');
  return [...reach('outputs')].filter((id) => before.has(id));
}

/** The ports of one side that are made: one for each key. */
class Ports {
  readonly ports: PromotedPort[] = [];
  readonly #names = new Map<string, string>();

  /** @returns the name of the port */
  promote(key: readonly string[], end: Connection, wanted: string): string {
    const text = JSON.stringify(key);
    let name = this.#names.get(text);
    if (name === undefined) {
      const taken = new Set(this.#names.values());
      name = freeName(wanted, (each) => taken.has(each), ' ');
      this.#names.set(text, name);
    }
    const { nodeId, portName } = end;
    this.ports.push({ name, nodeId, portName });
    return name;
  }
}

/** What crosses the border between the nodes of a subgraph and the others. */
class Border {
  readonly inputs = new Ports();
  readonly outputs = new Ports();
  readonly #graph: Graph;
  readonly #ids: ReadonlySet<string>;
  readonly #lists: ReadonlySet<string>;
  readonly #wiresIn = new Map<string, readonly InputEnd[]>();
  /** Names of outputs, by node and port. */
  readonly #given = new Map<string, string>();
  readonly #ports: Graph['ports'];
  /** Of the node in the place of the others. */
  readonly #nodeId: string;

  constructor(
    graph: Graph,
    ids: ReadonlySet<string>,
    { nodeId, lists }: { readonly nodeId: string; readonly lists: readonly Connection[] },
  ) {
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
      if (outside.length === 0) continue;
      const end = { nodeId: node.id, portName };
      if (outside.length < ends.length) {
        throw new MillraceError(
          'mixed-wires',
          `${placeOf(node.id, portName)} is wired from inside and from outside of what is selected, which one port can't be; select what feeds it, too, or take a wire away`,
          { details: end },
        );
      }
      const isList = ends.length > 1 || this.#lists.has(keyOf(end));
      const [first] = outside;
      const key = isList ? ['to', node.id, portName] : ['from', first!.nodeId, first!.portName];
      const name = this.inputs.promote(key, end, portName);
      if (!this.#wiresIn.has(name)) this.#wiresIn.set(name, outside);
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

  /** The node in the place of the others. */
  node(type: string): Pick<GraphNode, 'type' | 'connections'> {
    const inputs = createRecord<readonly InputEnd[]>();
    const outputs = createRecord<readonly Connection[]>();
    for (const [name, ends] of this.#wiresIn) inputs[name] = ends;
    for (const [nodeId, node] of Object.entries(this.#graph.nodes)) {
      if (this.#ids.has(nodeId)) continue;
      for (const [portName, ends] of Object.entries(node.connections.inputs)) {
        for (const end of ends) {
          const name = this.#ids.has(end.nodeId) ? this.#given.get(keyOf(end)) : undefined;
          if (name !== undefined) outputs[name] = [...(outputs[name] ?? []), { nodeId, portName }];
        }
      }
    }
    return { type, connections: { inputs, outputs } };
  }

  /** The other nodes' ends of the wires, and the graph's ports, at the node in the place of these. */
  rewire(graph: Graph): Graph {
    const nodes = createRecord<GraphNode>();
    for (const [id, node] of Object.entries(graph.nodes)) {
      nodes[id] = id === this.#nodeId ? node : this.#rewireNode(own(this.#graph.nodes, id)!);
    }
    return this.#ports === undefined
      ? { ...graph, nodes }
      : { ...graph, nodes, ports: this.#ports };
  }

  #rewireNode(node: GraphNode): GraphNode {
    const nodeId = this.#nodeId;
    const { inputs, outputs } = node.connections;
    const ends = Object.values(inputs).flat();
    const feeds = Object.values(outputs).flat();
    if (![...ends, ...feeds].some((end) => this.#ids.has(end.nodeId))) return node;
    const taken = createRecord<readonly InputEnd[]>();
    for (const [port, list] of Object.entries(inputs)) {
      taken[port] = list.map((end) =>
        this.#ids.has(end.nodeId)
          ? { ...end, nodeId, portName: this.#given.get(keyOf(end))! }
          : end,
      );
    }
    const given = createRecord<readonly Connection[]>();
    for (const [port, list] of Object.entries(outputs)) {
      given[port] = this.#feeds(list, { nodeId: node.id, portName: port });
    }
    return { ...node, connections: { ...node.connections, inputs: taken, outputs: given } };
  }

  /** What an output feeds: the ports of the subgraph it feeds in the place of the nodes in it. */
  #feeds(ends: readonly Connection[], from: Connection): readonly Connection[] {
    const others = ends.filter((end) => !this.#ids.has(end.nodeId));
    const names = [...this.#wiresIn].flatMap(([name, sources]) =>
      sources.some((source) => keyOf(source) === keyOf(from)) ? name : [],
    );
    return [...others, ...names.map((portName) => ({ nodeId: this.#nodeId, portName }))];
  }
}

function keyOf({ nodeId, portName }: Connection): string {
  return JSON.stringify([nodeId, portName]);
}

/** The graph without what has moved; its ports are written anew afterwards. */
function removeMoved(
  graph: Graph,
  ids: ReadonlySet<string>,
  inner: Graph,
  commentIds: Iterable<string>,
): Graph {
  const { ports: _, ...rest } = graph;
  const left = settleGroups(graph, removeNodes(rest, ids));
  const gone = new Set([...commentIds].filter((id) => Object.hasOwn(inner.comments ?? {}, id)));
  if (gone.size === 0) return left;
  const comments = createRecord<unknown>();
  for (const [id, entry] of Object.entries(left.comments!)) if (!gone.has(id)) comments[id] = entry;
  return { ...left, comments };
}

/** Where all nodes were in one group with others, the node in their place is in it. */
function joinGroup(
  graph: Graph,
  before: Graph,
  { ids, nodeId }: { readonly ids: ReadonlySet<string>; readonly nodeId: string },
): Graph {
  const { byNode } = groupingOf(before);
  const [first] = ids;
  const group = byNode.get(first!);
  const entry = group && own(graph.groups ?? {}, group.id);
  if (entry === undefined || ![...ids].every((id) => byNode.get(id) === group)) return graph;
  const fields = entry as Readonly<Record<string, unknown>> & { nodeIds: readonly string[] };
  const joined = { ...fields, nodeIds: [...fields.nodeIds, nodeId] };
  return {
    ...graph,
    groups: Object.assign(createRecord<unknown>(), graph.groups, { [group!.id]: joined }),
  };
}
