/** Rule R16: no graph contains itself. */
import { findSubgraph } from '../../src/graph/subgraph-scope.js';
import { leadsTo, subgraphOfType } from '../../src/graph/subgraph-names.js';
import type { EditorState } from './editor-state.js';

/** Whether a node of a type would make the shown graph contain itself. */
export function isCircular(
  { graph, outer }: Pick<EditorState, 'graph' | 'outer'>,
  type: string,
): boolean {
  const name = subgraphOfType(type);
  const found = name === undefined ? undefined : findSubgraph(name, graph, outer);
  return found !== undefined && leadsTo(found, new Set([graph, ...outer]));
}
