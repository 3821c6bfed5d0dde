/** Gives ports of nodes other names, wherever a graph uses them. */
import { createRecord } from '../config/document.js';
import type { Connection, Connections, Graph, GraphNode, PromotedPort } from './graph.js';

type Names = ReadonlyMap<string, string>;

/** New names of a node's ports by those they had. */
export interface Renames {
  readonly inputs: Names;
  readonly outputs: Names;
}

/**
 * The graph with control values, pins, wires and promoted ports under the new names of the ports,
 * which are free.
 */
export function renamePorts(graph: Graph, renames: ReadonlyMap<string, Renames>): Graph {
  if (renames.size === 0) return graph;
  const nodes = createRecord<GraphNode>();
  for (const id of Object.keys(graph.nodes)) nodes[id] = renameIn(graph.nodes[id]!, renames);
  const { ports } = graph;
  if (ports === undefined) return { ...graph, nodes };
  const promoted = (side: 'inputs' | 'outputs'): readonly PromotedPort[] =>
    ports[side].map((port) => renameEnd(port, side, renames));
  return {
    ...graph,
    nodes,
    ports: { ...ports, inputs: promoted('inputs'), outputs: promoted('outputs') },
  };
}

function renameIn(node: GraphNode, renames: ReadonlyMap<string, Renames>): GraphNode {
  const mine = renames.get(node.id);
  const { connections } = node;
  const inputs = renameWires(connections.inputs, mine?.inputs, (end) =>
    renameEnd(end, 'outputs', renames),
  );
  const outputs = renameWires(connections.outputs, mine?.outputs, (end) =>
    renameEnd(end, 'inputs', renames),
  );
  const isWiredAlike = inputs === connections.inputs && outputs === connections.outputs;
  if (mine === undefined && isWiredAlike) return node;
  const renamed = isWiredAlike
    ? node
    : { ...node, connections: { ...connections, inputs, outputs } };
  if (mine === undefined) return renamed;
  const { inputData, pinned } = node;
  return {
    ...renamed,
    inputData: renameKeys(inputData, mine.inputs),
    ...(pinned === undefined ? {} : { pinned: renameKeys(pinned, mine.outputs) }),
  };
}

function renameEnd<T extends Connection>(
  end: T,
  side: 'inputs' | 'outputs',
  renames: ReadonlyMap<string, Renames>,
): T {
  const portName = renames.get(end.nodeId)?.[side].get(end.portName);
  return portName === undefined ? end : { ...end, portName };
}

function renameWires(
  ports: Connections,
  names: Names | undefined,
  rename: (end: Connection) => Connection,
): Connections {
  let isSame = true;
  const renamed = createRecord<readonly Connection[]>();
  for (const port of Object.keys(ports)) {
    const ends = ports[port]!;
    const next = ends.map(rename);
    const keeps = next.every((end, at) => end === ends[at]);
    const name = names?.get(port) ?? port;
    renamed[name] = keeps ? ends : next;
    isSame &&= keeps && name === port;
  }
  return isSame ? ports : renamed;
}

function renameKeys<T>(record: Readonly<Record<string, T>>, names: Names): Record<string, T> {
  const renamed = createRecord<T>();
  for (const key of Object.keys(record)) renamed[names.get(key) ?? key] = record[key]!;
  return renamed;
}
