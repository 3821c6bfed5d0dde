/** Graphs with subgraphs for tests, and what is wrong with them at any depth. */
import type { Graph } from '../../../src/graph/graph.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import { planGraph } from '../../../src/graph/plan-graph.js';
import type { PlanOptions } from '../../../src/graph/plan.js';
import { SubgraphTypes } from '../../../src/graph/subgraph-types.js';
import { config, node } from './graphs.js';
import type { RawNode } from './graphs.js';

type Nodes = Readonly<Record<string, RawNode>>;

/** A promoted port as saved. */
export const port = (name: string, end: string) => {
  const [nodeId, portName] = end.split('.');
  return { name, nodeId, portName };
};

/** A graph that adds one to `x` and gives `y`. */
export const INC = {
  version: 1,
  nodes: { n: node('add', { b: 'one.r' }), one: node('one') },
  ports: { inputs: [port('x', 'n.a')], outputs: [port('y', 'n.r')] },
};

/** A parsed graph with subgraphs. */
export function parse(nodes: Nodes, subgraphs: Readonly<Record<string, unknown>>): Graph {
  return parseGraph({ version: 1, nodes, subgraphs }, config).graph;
}

/** `path: code` of all problems, those of subgraphs planned where they are used. */
export function problems(
  graph: Graph,
  options: PlanOptions = { subgraphTypes: new SubgraphTypes(graph, config) },
  prefix = '',
): readonly string[] {
  return planGraph(graph, config, options).nodes.flatMap((each) => {
    const { subgraph } = each;
    const own = each.problems.map(({ code }) => `${prefix}${each.id}: ${code}`);
    if (subgraph === undefined) return own;
    const { outer } = subgraph;
    return [...own, ...problems(subgraph.graph, { ...options, outer }, `${prefix}${each.id}/`)];
  });
}
