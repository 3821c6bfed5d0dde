/** Rule R16: no graph contains itself. */
import { describe } from '../config/document.js';
import { MillraceError } from '../errors.js';
import { findSubgraph } from './subgraph-scope.js';
import { leadsTo } from './subgraph-names.js';
import type { PlacedGraph } from './subgraph-names.js';

/**
 * Checks that nodes of a graph can use the subgraphs of these names.
 * @throws MillraceError `subgraph-recursion` for a subgraph that the graph is a part of
 */
export function checkUses({ graph, outer }: PlacedGraph, names: Iterable<string>): void {
  const around = new Set([graph, ...outer]);
  for (const name of names) {
    const found = findSubgraph(name, graph, outer);
    if (found === undefined || !leadsTo(found, around)) continue;
    throw new MillraceError(
      'subgraph-recursion',
      `the subgraph ${describe(name)} would contain itself: the graph that its node comes into is a part of it; add it to a graph around it, or make a copy of it`,
      { details: { name } },
    );
  }
}
