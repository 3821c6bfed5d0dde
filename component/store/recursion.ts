/** Rule R16, for the nodes that an edit brings. */
import { checkUses } from '../../src/graph/check-uses.js';
import { subgraphOfType } from '../../src/graph/subgraph-names.js';
import type { PlacedGraph } from '../../src/graph/subgraph-names.js';

/**
 * Checks that nodes of these types can come into the shown graph.
 * @throws MillraceError `subgraph-recursion` for a subgraph that the shown graph is a part of
 */
export function checkRecursion(place: PlacedGraph, types: readonly string[]): void {
  checkUses(place, new Set(types.flatMap((type) => subgraphOfType(type) ?? [])));
}
