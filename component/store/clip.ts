/** What is cut, copied and pasted. */
import type { Graph } from '../../src/graph/graph.js';

/**
 * A document of its own: nodes in the graph's order, wired only to each other, the signatures they were
 * drawn against, the subgraphs they use, comments, and groups all of whose nodes are there.
 */
export type Clip = Graph;

/** True for a clip with nothing to paste. */
export function isEmptyClip({ nodes, comments = {} }: Clip): boolean {
  return Object.keys(nodes).length + Object.keys(comments).length === 0;
}
