/** Which subgraphs could go. */
import { listSubgraphs, subgraphNames } from '../../src/graph/subgraph-scope.js';
import { countUsers } from '../../src/graph/subgraph-users.js';
import type { EditorState } from './editor-state.js';

/** The subgraphs in scope that no node of the document uses. */
export function unusedSubgraphs({ document, graph, outer }: EditorState): readonly string[] {
  const visible = new Set(subgraphNames(graph, outer));
  const around = new Set([graph, ...outer]);
  return listSubgraphs(document).flatMap(({ name, graph: each, path }) => {
    const keys = path.filter((_, at) => at % 2 === 1);
    const isFree = visible.has(name) && !around.has(each) && countUsers(document, keys) === 0;
    return isFree ? name : [];
  });
}
