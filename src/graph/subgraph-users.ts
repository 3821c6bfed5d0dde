/** The nodes that mean one subgraph of a document, wherever they are. */
import { own } from '../config/document.js';
import type { Graph } from './graph.js';
import { SUBGRAPH_PREFIX } from './subgraph-scope.js';
import { mapSubgraphs } from './subgraph-names.js';

/**
 * The document with a function applied to each graph that has nodes of a subgraph.
 * @param keys of `subgraphs`, which lead to the subgraph; none for the document, which has no nodes
 */
export function changeUsers(
  document: Graph,
  keys: readonly string[],
  change: (graph: Graph, nodeIds: readonly string[]) => Graph,
): Graph {
  const [key, ...rest] = keys;
  if (key === undefined) return document;
  if (rest.length > 0) {
    return mapSubgraphs(document, (inner, name) =>
      name === key ? changeUsers(inner, rest, change) : inner,
    );
  }
  const visit = (graph: Graph): Graph => {
    const type = SUBGRAPH_PREFIX + key;
    const ids = Object.keys(graph.nodes).filter((id) => graph.nodes[id]!.type === type);
    const changed = ids.length === 0 ? graph : change(graph, ids);
    // A graph that has another of the name means that one.
    return mapSubgraphs(changed, (inner) =>
      own(inner.subgraphs ?? {}, key) === undefined ? visit(inner) : inner,
    );
  };
  return visit(document);
}

/** How many nodes of a document mean a subgraph. */
export function countUsers(document: Graph, keys: readonly string[]): number {
  let count = 0;
  changeUsers(document, keys, (graph, ids) => {
    count += ids.length;
    return graph;
  });
  return count;
}
