/** Puts the nodes of a subgraph back into the graph, in the place of a node (rule E9). */
import { createRecord, listNames, nameOf, own } from '../config/document.js';
import { MillraceError } from '../errors.js';
import { connect, disconnect, removeNodes, updateNodes } from './edit-graph.js';
import type { Wire } from './edit-graph.js';
import { settleGroups } from './edit-groups.js';
import { commentsOf } from './comments.js';
import { extractNodes } from './extract-nodes.js';
import type { Connection, Graph, GraphNode, InputEnd, PromotedPort } from './graph.js';
import { groupingOf } from './groups.js';
import { insertNodes } from './insert-nodes.js';
import { middleOf } from './make-subgraph.js';
import { findSubgraph } from './subgraph-scope.js';
import type { Subgraph } from './subgraph-scope.js';
import { subgraphOfType } from './subgraph-names.js';
import type { PlacedGraph } from './subgraph-names.js';

/** A graph with the nodes of a subgraph in it. */
export interface Unpacked {
  readonly graph: Graph;
  readonly nodeIds: readonly string[];
  readonly commentIds: readonly string[];
}

/**
 * The graph with the nodes of a subgraph in the place of one of its nodes: wired as the node was, with
 * the values it was given. The subgraph stays in the document. Settings of the node (retry, time limit,
 * cache) have no place in its parts and go.
 *
 * @throws MillraceError `no-subgraph` for a node whose type is no subgraph in scope
 */
export function unpackSubgraph(place: PlacedGraph, nodeId: string): Unpacked {
  const node = own(place.graph.nodes, nodeId);
  const found = subgraphAt(place, node);
  if (node === undefined || found === undefined) throw noSubgraph(place.graph, nodeId);
  const part = extractNodes(found, {
    nodeIds: Object.keys(found.graph.nodes),
    commentIds: commentsOf(found.graph).keys(),
  });
  const middle = middleOf(part);
  const inserted = insertNodes(place, part, { dx: node.x - middle.x, dy: node.y - middle.y });
  const inner = new Inner(found.graph, inserted.nodes);
  const filled = giveValues(inserted.graph, node, inner);
  const wired = rewire(filled, node, inner);
  const grouped = joinGroup(wired, node.id, [...inserted.nodes.values()]);
  const left = settleGroups(grouped, removeNodes({ ...grouped, ports: undefined! }, [nodeId]));
  return {
    graph: withPorts(left, grouped.ports, { nodeId, inner }),
    nodeIds: [...inserted.nodes.values()],
    commentIds: [...inserted.comments.values()],
  };
}

/** The subgraph a node stands for; undefined for other nodes. */
export function subgraphAt(
  { graph, outer }: PlacedGraph,
  node: GraphNode | undefined,
): Subgraph | undefined {
  const name = node && subgraphOfType(node.type);
  return name === undefined ? undefined : findSubgraph(name, graph, outer);
}

function noSubgraph({ nodes }: Graph, nodeId: string): MillraceError {
  const known = Object.values(nodes).flatMap(({ id, type }) =>
    subgraphOfType(type) === undefined ? [] : id,
  );
  return new MillraceError(
    'no-subgraph',
    `expected the id of a node that is a subgraph (${listNames(known)}), got ${nameOf(nodeId)}`,
    { details: { nodeId } },
  );
}

/** What a subgraph's ports are, by the new ids of its nodes. */
class Inner {
  readonly ids: ReadonlyMap<string, string>;
  readonly #ports: NonNullable<Graph['ports']>;

  constructor({ ports = { inputs: [], outputs: [] } }: Graph, ids: ReadonlyMap<string, string>) {
    this.ids = ids;
    this.#ports = ports;
  }

  /** All inputs that a port feeds. */
  inputs(name: string): readonly Connection[] {
    return this.#ports.inputs.flatMap((port) => (port.name === name ? this.#here(port) : []));
  }

  /** The output that a port gives. */
  output(name: string): Connection | undefined {
    const port = this.#ports.outputs.find((each) => each.name === name);
    return port && this.#here(port)[0];
  }

  #here({ nodeId, portName }: PromotedPort): readonly Connection[] {
    const id = this.ids.get(nodeId);
    return id === undefined ? [] : [{ nodeId: id, portName }];
  }
}

/** What the node was given, pinned to, and whether it ran, at the nodes it consists of. */
function giveValues(graph: Graph, node: GraphNode, inner: Inner): Graph {
  let next = graph;
  for (const [name, values] of Object.entries(node.inputData)) {
    for (const { nodeId, portName } of inner.inputs(name)) {
      next = updateNodes(next, [nodeId], (each) => ({
        ...each,
        inputData: withKey(each.inputData, portName, renameOnlyKey(values, name, portName)),
      }));
    }
  }
  for (const [name, value] of Object.entries(node.pinned ?? {})) {
    const end = inner.output(name);
    next = updateNodes(next, end === undefined ? [] : [end.nodeId], (each) => ({
      ...each,
      pinned: withKey(each.pinned ?? {}, end!.portName, value),
    }));
  }
  if (node.disabled !== true) return next;
  return updateNodes(next, inner.ids.values(), (each) => ({ ...each, disabled: true }));
}

/** A port with one control has its value under the port's name. */
function renameOnlyKey(
  values: Readonly<Record<string, unknown>>,
  from: string,
  to: string,
): Readonly<Record<string, unknown>> {
  const [key, ...others] = Object.keys(values);
  return key === from && others.length === 0 ? withKey({}, to, values[from]) : values;
}

function withKey<T>(record: Readonly<Record<string, T>>, key: string, value: T): Record<string, T> {
  const copy = Object.assign(createRecord<T>(), record);
  copy[key] = value;
  return copy;
}

function rewire(graph: Graph, node: GraphNode, inner: Inner): Graph {
  let next = graph;
  for (const [name, ends] of Object.entries(node.connections.inputs)) {
    for (const to of inner.inputs(name)) next = feed(next, ends, to);
  }
  for (const [portName, ends] of Object.entries(node.connections.outputs)) {
    const from = inner.output(portName);
    for (const to of ends) {
      const wire = { from: { nodeId: node.id, portName }, to };
      next = from === undefined ? disconnect(next, wire) : moveSource(next, wire, from);
    }
  }
  return next;
}

/** What is wired inside goes before what is given from outside. */
function feed(graph: Graph, ends: readonly InputEnd[], to: Connection): Graph {
  const isWired = own(graph.nodes[to.nodeId]!.connections.inputs, to.portName) !== undefined;
  if (isWired) return graph;
  const next = ends.reduce(
    (each, { nodeId, portName }) =>
      connect(each, { from: { nodeId, portName }, to }, { keep: true }),
    graph,
  );
  // The wires keep their places, and their points.
  return updateNodes(next, [to.nodeId], (node) => {
    const { connections } = node;
    const inputs = withKey(connections.inputs, to.portName, ends);
    return { ...node, connections: { ...connections, inputs } };
  });
}

/** The wire from another output, in its place among those of its input. */
function moveSource(graph: Graph, { from, to }: Wire, source: Connection): Graph {
  const ends = own(own(graph.nodes, to.nodeId)?.connections.inputs ?? {}, to.portName) ?? [];
  const index = ends.findIndex(
    (end) => end.nodeId === from.nodeId && end.portName === from.portName,
  );
  if (index < 0) return graph;
  const wired = connect(graph, { from: source, to }, { keep: true });
  return updateNodes(wired, [to.nodeId], (node) => {
    const { connections } = node;
    const moved = ends.map((end, at) => (at === index ? { ...end, ...source } : end));
    const inputs = withKey(connections.inputs, to.portName, moved);
    return { ...node, connections: { ...connections, inputs } };
  });
}

/** The graph's own ports, at the nodes that the node consists of. */
function withPorts(
  graph: Graph,
  ports: Graph['ports'],
  { nodeId, inner }: { readonly nodeId: string; readonly inner: Inner },
): Graph {
  const { ports: _, ...rest } = graph;
  if (ports === undefined) return rest;
  const replace = (
    list: readonly PromotedPort[],
    find: (name: string) => readonly Connection[],
  ): readonly PromotedPort[] =>
    list.flatMap((port) =>
      port.nodeId === nodeId ? find(port.portName).map((end) => ({ ...port, ...end })) : port,
    );
  const inputs = replace(ports.inputs, (name) => inner.inputs(name));
  const outputs = replace(ports.outputs, (name) => {
    const end = inner.output(name);
    return end === undefined ? [] : [end];
  });
  return { ...rest, ports: { ...ports, inputs, outputs } };
}

/** The nodes that are in no group of their own go into that of the node. */
function joinGroup(graph: Graph, nodeId: string, ids: readonly string[]): Graph {
  const { byNode } = groupingOf(graph);
  const group = byNode.get(nodeId);
  if (group === undefined) return graph;
  const nodeIds = [...group.nodeIds, ...ids.filter((id) => !byNode.has(id))];
  const entry = { ...(graph.groups![group.id] as object), nodeIds };
  return { ...graph, groups: withKey(graph.groups!, group.id, entry) };
}
