/** Takes away all that is selected, of whatever kind. */
import { removeComments } from '../../src/graph/comments.js';
import { disconnectAll, removeNodes } from '../../src/graph/edit-graph.js';
import { removeGroups } from '../../src/graph/edit-groups.js';
import type { Graph } from '../../src/graph/graph.js';
import { parseMark } from './marks.js';
import type { EditorState } from './editor-state.js';

/** The graph without the nodes, wires, comments and groups that are selected; a group's nodes stay. */
export function removeSelected({
  graph,
  selection,
  marks,
}: Pick<EditorState, 'graph' | 'selection' | 'marks'>): Graph {
  const parsed = [...marks].map(parseMark);
  const comments = parsed.flatMap((mark) => (mark.type === 'comment' ? [mark.id] : []));
  const groups = parsed.flatMap((mark) => (mark.type === 'group' ? [mark.id] : []));
  let left = removeNodes(graph, selection);
  left = disconnectAll(
    left,
    parsed.flatMap((mark) => (mark.type === 'wire' ? [mark.wire] : [])),
  );
  if (comments.length > 0) left = removeComments(left, comments);
  return groups.length > 0 ? removeGroups(left, groups) : left;
}
