/** Makes both sides of wires agree, where nodes come into a graph that bring wires along. */
import { createRecord, own } from '../config/document.js';
import { updateNodes } from './edit-graph.js';
import type { Wire } from './edit-graph.js';
import type { Connection, Graph, GraphNode } from './graph.js';

/**
 * The graph in which the wires of new nodes are known at both their ends. The input side counts:
 * outputs list each wire that an input has, and no other; also one that led nowhere until now. Wires
 * from nodes that are not there go. What other nodes say of each other is not looked at.
 */
export function joinWires(graph: Graph, ids: readonly string[]): Graph {
  const added = ids.filter((id) => hasWires(graph.nodes[id]!));
  const lists = new Lists();
  const fed = updateNodes(graph, added, (node) =>
    withWires(node, 'inputs', (end) => Object.hasOwn(graph.nodes, end.nodeId)),
  );
  const agreed = updateNodes(fed, added, (node) =>
    withWires(node, 'outputs', ({ nodeId, portName }, from) => {
      const ends = own(own(fed.nodes, nodeId)?.connections.inputs ?? {}, portName);
      return lists.has(ends, from);
    }),
  );
  const missing = findMissing(agreed, new Set(ids), lists);
  return updateNodes(agreed, missing.keys(), (node) => withOutputs(node, missing.get(node.id)!));
}

function hasWires({ connections: { inputs, outputs } }: GraphNode): boolean {
  return Object.keys(inputs).length + Object.keys(outputs).length > 0;
}

function withWires(
  node: GraphNode,
  side: 'inputs' | 'outputs',
  stays: (end: Connection, here: Connection) => boolean,
): GraphNode {
  const ports = createRecord<readonly Connection[]>();
  for (const [portName, ends] of Object.entries(node.connections[side])) {
    const here = { nodeId: node.id, portName };
    const kept = ends.filter((end) => stays(end, here));
    if (kept.length > 0) ports[portName] = kept.length === ends.length ? ends : kept;
  }
  return { ...node, connections: { ...node.connections, [side]: ports } };
}

/** Ends by output and by source, of the wires that the sources don't list. */
type Missing = ReadonlyMap<string, ReadonlyMap<string, readonly Connection[]>>;

function findMissing({ nodes }: Graph, ids: ReadonlySet<string>, lists: Lists): Missing {
  const missing = new Map<string, Map<string, Connection[]>>();
  for (const { from, to } of wiresOf(nodes, ids)) {
    const { nodeId, portName } = from;
    if (lists.has(own(nodes[nodeId]!.connections.outputs, portName), to)) continue;
    const ports = missing.get(nodeId) ?? new Map<string, Connection[]>();
    missing.set(nodeId, ports);
    const ends = ports.get(portName);
    if (ends === undefined) ports.set(portName, [to]);
    else ends.push(to);
  }
  return missing;
}

/** All into and from some nodes, as inputs list them. */
function* wiresOf(nodes: Graph['nodes'], ids: ReadonlySet<string>): Iterable<Wire> {
  for (const nodeId of Object.keys(nodes)) {
    const { inputs } = nodes[nodeId]!.connections;
    for (const portName of Object.keys(inputs)) {
      const ends = inputs[portName]!;
      const meant = ids.has(nodeId) ? ends : ends.filter((end) => ids.has(end.nodeId));
      for (const from of distinct(meant)) yield { from, to: { nodeId, portName } };
    }
  }
}

function withOutputs(
  node: GraphNode,
  added: ReadonlyMap<string, readonly Connection[]>,
): GraphNode {
  const outputs: Record<string, readonly Connection[]> = Object.assign(
    createRecord<readonly Connection[]>(),
    node.connections.outputs,
  );
  for (const [port, ends] of added) outputs[port] = [...(outputs[port] ?? []), ...ends];
  return { ...node, connections: { ...node.connections, outputs } };
}

/** Looks ends up in lists, which may be long. */
class Lists {
  readonly #keys = new Map<readonly Connection[], ReadonlySet<string>>();

  has(list: readonly Connection[] | undefined, end: Connection): boolean {
    if (list === undefined) return false;
    let keys = this.#keys.get(list);
    if (keys === undefined) this.#keys.set(list, (keys = new Set(list.map(keyOf))));
    return keys.has(keyOf(end));
  }
}

/** A list may name one wire twice; an output lists it once. */
function distinct(ends: readonly Connection[]): readonly Connection[] {
  return ends.length < 2 ? ends : [...new Map(ends.map((end) => [keyOf(end), end])).values()];
}

function keyOf({ nodeId, portName }: Connection): string {
  return JSON.stringify([nodeId, portName]);
}
