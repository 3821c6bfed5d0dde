/** Changes a graph and its subgraphs. */
import { createRecord } from '../config/document.js';
import type { Graph } from './graph.js';

/** What is told of a graph of a document. */
export interface GraphPlace {
  /** Own keys from the document to the graph. */
  readonly path: readonly string[];
  /** The graphs around it, as they were, innermost first. */
  readonly outer: readonly Graph[];
}

/**
 * The graph with a function applied to it and to all its subgraphs, outer ones first; what does not
 * change is shared, and one object in several places is changed once.
 */
export function mapGraphs(graph: Graph, change: (graph: Graph, place: GraphPlace) => Graph): Graph {
  const mapped = new Map<Graph, Graph>();
  const visit = (each: Graph, place: GraphPlace): Graph => {
    const known = mapped.get(each);
    if (known !== undefined) return known;
    // A graph inside itself, which only code can make, ends here.
    mapped.set(each, each);
    let next = change(each, place);
    const { subgraphs } = each;
    if (subgraphs !== undefined) {
      const inner = createRecord<Graph>();
      for (const name of Object.keys(subgraphs)) {
        const path = [...place.path, 'subgraphs', name];
        inner[name] = visit(subgraphs[name]!, { path, outer: [each, ...place.outer] });
      }
      const isSame = Object.keys(inner).every((name) => inner[name] === subgraphs[name]);
      if (!isSame) next = { ...next, subgraphs: inner };
    }
    mapped.set(each, next);
    return next;
  };
  return visit(graph, { path: [], outer: [] });
}
