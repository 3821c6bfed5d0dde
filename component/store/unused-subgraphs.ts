/** Which subgraphs could go. */
import type { Graph } from '../../src/graph/graph.js';
import { subgraphOfType } from '../../src/graph/subgraph-names.js';
import type { PlacedGraph } from '../../src/graph/subgraph-names.js';
import { findSubgraph, listSubgraphs, subgraphNames } from '../../src/graph/subgraph-scope.js';
import type { EditorState } from './editor-state.js';

/** By the document: menus ask with each look. */
const USED = new WeakMap<Graph, ReadonlySet<Graph>>();

/** The subgraphs in scope that no node of the document uses. */
export function unusedSubgraphs({ document, graph, outer }: EditorState): readonly string[] {
  const used = usedGraphs(document);
  const around = new Set([graph, ...outer]);
  return subgraphNames(graph, outer).filter((name) => {
    const each = findSubgraph(name, graph, outer)!.graph;
    return !around.has(each) && !used.has(each);
  });
}

function usedGraphs(document: Graph): ReadonlySet<Graph> {
  const known = USED.get(document);
  if (known !== undefined) return known;
  const used = new Set<Graph>();
  const note = ({ graph, outer }: PlacedGraph): void => {
    const types = new Set(Object.values(graph.nodes).map(({ type }) => type));
    for (const type of types) {
      const name = subgraphOfType(type);
      const found = name === undefined ? undefined : findSubgraph(name, graph, outer);
      if (found !== undefined) used.add(found.graph);
    }
  };
  note({ graph: document, outer: [] });
  for (const each of listSubgraphs(document)) note(each);
  USED.set(document, used);
  return used;
}
