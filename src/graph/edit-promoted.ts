/** Pure edits of the ports a graph has itself, and of what is wired to them outside (rule E9). */
import { createRecord, own } from '../config/document.js';
import { disconnectAll, updateNodes } from './edit-graph.js';
import { freeName } from './free-name.js';
import type { Connection, Graph, PromotedPort } from './graph.js';
import { renamePorts } from './migrate-rename.js';
import { changeUsers } from './subgraph-users.js';

/** The side of a graph its ports are on. */
export type PortSide = 'inputs' | 'outputs';

/** Ports of a graph, none where it has none. */
export function promotedPorts({ ports }: Graph, side: PortSide): readonly PromotedPort[] {
  return ports?.[side] ?? [];
}

/** The names of a graph's ports, in their order; one name may stand for several inputs. */
export function portNames(graph: Graph, side: PortSide): readonly string[] {
  return [...new Set(promotedPorts(graph, side).map(({ name }) => name))];
}

/** A port of a node that becomes one of its graph. */
export interface Promotion extends Connection {
  readonly side: PortSide;
  /** Numbered where it is taken. @default the port's own */
  readonly name?: string;
}

/** Makes a port of a node one of the graph; one that is one already stays as it is. */
export function promotePort(graph: Graph, promotion: Promotion): Graph {
  const { side, nodeId, portName, name = portName } = promotion;
  const ports = promotedPorts(graph, side);
  const isKnown = ports.some((port) => port.nodeId === nodeId && port.portName === portName);
  if (isKnown || !Object.hasOwn(graph.nodes, nodeId)) return graph;
  const taken = new Set(ports.map((port) => port.name));
  const free = freeName(name, (each) => taken.has(each), ' ');
  return withPorts(graph, side, [...ports, { name: free, nodeId, portName }]);
}

/** Puts a port of a graph at another place among those of its side. */
export function movePort(
  graph: Graph,
  { side, name, index }: { readonly side: PortSide; readonly name: string; readonly index: number },
): Graph {
  const names = portNames(graph, side);
  const from = names.indexOf(name);
  const to = Math.max(0, Math.min(names.length - 1, Math.trunc(index)));
  if (from < 0 || from === to) return graph;
  const order = names.filter((each) => each !== name);
  order.splice(to, 0, name);
  const ports = promotedPorts(graph, side);
  const sorted = order.flatMap((each) => ports.filter((port) => port.name === each));
  return withPorts(graph, side, sorted);
}

/** A port of a graph of a document. */
export interface PortOfGraph {
  /** The keys of `subgraphs` that lead to the graph. */
  readonly keys: readonly string[];
  readonly side: PortSide;
  readonly name: string;
}

/**
 * The document with another name for a port of one of its graphs; wires, values and pins of the nodes
 * of that graph follow. The same document when the name is empty or taken.
 */
export function renamePort(document: Graph, port: PortOfGraph, to: string): Graph {
  const { side, name } = port;
  return changeGraph(
    document,
    port,
    (graph) => {
      const names = portNames(graph, side);
      if (to === '' || names.includes(to) || !names.includes(name)) return graph;
      const renamed = promotedPorts(graph, side).map((each) =>
        each.name === name ? { ...each, name: to } : each,
      );
      return withPorts(graph, side, renamed);
    },
    (graph, ids) => {
      const renames = { inputs: new Map<string, string>(), outputs: new Map<string, string>() };
      renames[side].set(name, to);
      return renamePorts(graph, new Map(ids.map((id) => [id, renames])));
    },
  );
}

/**
 * The document without a port of one of its graphs, or without one of the ends of it; with the last
 * end the wires, values and pins go that nodes of that graph have there.
 */
export function withdrawPort(document: Graph, port: PortOfGraph, end?: Connection): Graph {
  const { side, name } = port;
  let isLast = true;
  return changeGraph(
    document,
    port,
    (graph) => {
      const ports = promotedPorts(graph, side);
      const left = ports.filter((each) => {
        const isMeant =
          end === undefined || (each.nodeId === end.nodeId && each.portName === end.portName);
        return each.name !== name || !isMeant;
      });
      isLast = !left.some((each) => each.name === name);
      return left.length === ports.length ? graph : withPorts(graph, side, left);
    },
    (graph, ids) => (isLast ? clearPort(graph, ids, port) : graph),
  );
}

/** A change of one graph, and of those that have nodes of it, when there was something to change. */
function changeGraph(
  document: Graph,
  { keys }: PortOfGraph,
  change: (graph: Graph) => Graph,
  follow: (graph: Graph, nodeIds: readonly string[]) => Graph,
): Graph {
  const changed = changeAt(document, keys, change);
  return changed === document ? document : changeUsers(changed, keys, follow);
}

/** The document with the graph at some keys changed. */
export function changeAt(
  graph: Graph,
  keys: readonly string[],
  change: (graph: Graph) => Graph,
): Graph {
  const [key, ...rest] = keys;
  if (key === undefined) return change(graph);
  const inner = own(graph.subgraphs ?? {}, key);
  const next = inner && changeAt(inner, rest, change);
  if (next === undefined || next === inner) return graph;
  const subgraphs = Object.assign(createRecord<Graph>(), graph.subgraphs);
  subgraphs[key] = next;
  return { ...graph, subgraphs };
}

/** Nodes without what they have at a port. */
function clearPort(graph: Graph, ids: readonly string[], { side, name }: PortOfGraph): Graph {
  const wires = ids.flatMap((nodeId) => {
    const here = { nodeId, portName: name };
    const ends = own(graph.nodes[nodeId]!.connections[side], name) ?? [];
    return ends.map((end) =>
      side === 'inputs' ? { from: end, to: here } : { from: here, to: end },
    );
  });
  return updateNodes(disconnectAll(graph, wires), ids, (node) => {
    const values = side === 'inputs' ? node.inputData : (node.pinned ?? {});
    if (!Object.hasOwn(values, name)) return node;
    const left = Object.assign(createRecord<never>(), values);
    delete left[name];
    if (side === 'inputs') return { ...node, inputData: left };
    const { pinned: _, ...rest } = node;
    return Object.keys(left).length === 0 ? rest : { ...rest, pinned: left };
  });
}

function withPorts(graph: Graph, side: PortSide, ports: readonly PromotedPort[]): Graph {
  const { inputs = [], outputs = [] } = graph.ports ?? {};
  return { ...graph, ports: { ...graph.ports, inputs, outputs, [side]: ports } };
}
