/** Adds nodes to a graph, with the wires they bring. */
import { createRecord } from '../config/document.js';
import { checkFree } from './check-free.js';
import { finiteOr } from './finite.js';
import type { Graph, GraphNode } from './graph.js';
import { joinWires } from './join-wires.js';

/** What a new node needs; the rest is empty. */
export interface NewNode extends Partial<Omit<GraphNode, 'id'>> {
  readonly type: string;
}

const DEFAULT_WIDTH = 200;

/**
 * Adds nodes by id, behind the others. The wires that inputs list are known at both ends then; others,
 * which only an output lists or whose node is not there, go.
 *
 * @throws MillraceError `id-taken` for an id that another node has: its wires would lead to the new one
 */
export function addNodes(graph: Graph, added: Readonly<Record<string, NewNode>>): Graph {
  const ids = Object.keys(added);
  if (ids.length === 0) return graph;
  checkFree(graph.nodes, ids, 'node');
  const nodes = Object.assign(createRecord<GraphNode>(), graph.nodes);
  for (const id of ids) {
    const { x = 0, y = 0, width = DEFAULT_WIDTH, ...node } = added[id]!;
    nodes[id] = {
      x: finiteOr(x, 0),
      y: finiteOr(y, 0),
      width: finiteOr(width, DEFAULT_WIDTH),
      inputData: createRecord(),
      connections: { inputs: createRecord(), outputs: createRecord() },
      ...node,
      id,
    };
  }
  return joinWires({ ...graph, nodes }, ids);
}
