/** Rule R16: no graph contains itself. */
import { describe } from '../../src/config/document.js';
import { MillraceError } from '../../src/errors.js';
import { findSubgraph } from '../../src/graph/subgraph-scope.js';
import { leadsTo, subgraphOfType } from '../../src/graph/subgraph-names.js';
import type { EditorState } from './editor-state.js';

/**
 * Checks that nodes of these types can come into the shown graph.
 * @throws MillraceError `subgraph-recursion` for a subgraph that the shown graph is a part of
 */
export function checkRecursion(
  { graph, outer }: Pick<EditorState, 'graph' | 'outer'>,
  types: readonly string[],
): void {
  for (const type of new Set(types)) {
    const name = subgraphOfType(type);
    const found = name === undefined ? undefined : findSubgraph(name, graph, outer);
    if (found === undefined || !leadsTo(found, new Set([graph, ...outer]))) continue;
    throw new MillraceError(
      'subgraph-recursion',
      `the subgraph ${describe(name)} would contain itself: what is shown is a part of it; add it to a graph around it, or make a copy of it`,
      { details: { type } },
    );
  }
}
