/** dagre, as the engine of a layout. In a chunk of its own: it comes when something is tidied. */
import { Graph, layout } from '@dagrejs/dagre';
import type { Drawing, LayoutEngine, Place } from '../../src/graph/drawing.js';

/** Of more cards than this the ranking that takes squared time is left to a quick one. */
const MANY = 150;

/** Corners by dagre; groups are kept together. */
export const dagreEngine: LayoutEngine = (drawing) => {
  const graph = toDagre(drawing);
  layout(graph);
  return new Map(
    [...drawing.nodes].map(([id, { width, height }]) => {
      const { x = 0, y = 0 } = graph.node(NODE + id) as Partial<Place>;
      return [id, { x: x - width / 2, y: y - height / 2 }];
    }),
  );
};

/** Ids of nodes and groups may be equal, or mean something to dagre. */
const [NODE, GROUP] = ['n:', 'g:'];

function toDagre({ nodes, edges, groups, direction, spacing }: Drawing): Graph {
  const graph = new Graph({ compound: groups.size > 0 });
  graph.setGraph({
    rankdir: direction === 'right' ? 'LR' : 'TB',
    nodesep: spacing.nodes,
    ranksep: spacing.layers,
    ranker: nodes.size > MANY ? 'tight-tree' : 'network-simplex',
  });
  for (const [id, { width, height }] of nodes) graph.setNode(NODE + id, { width, height });
  for (const { from, to, wires } of edges) {
    graph.setEdge(NODE + from, NODE + to, { weight: wires, minlen: 1 });
  }
  for (const [group, ids] of groups) {
    graph.setNode(GROUP + group, {});
    for (const id of ids) graph.setParent(NODE + id, GROUP + group);
  }
  return graph;
}
