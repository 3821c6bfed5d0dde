/** What moves together when something of the selection is moved. */
import { commentsOf } from '../../src/graph/comments.js';
import type { Graph } from '../../src/graph/graph.js';
import { groupingOf } from '../../src/graph/groups.js';
import { parseMark } from './marks.js';

/** What is selected of a graph, of an editor's state or otherwise. */
export interface Selected {
  readonly graph: Graph;
  readonly selection: ReadonlySet<string>;
  readonly marks: ReadonlySet<string>;
}

/** Things that move together. */
export interface Moved {
  readonly nodeIds: readonly string[];
  readonly commentIds: readonly string[];
}

/** The selected nodes, those of selected groups, and the selected comments. */
export function movedWith({ graph, selection, marks }: Selected): Moved {
  if (marks.size === 0) return { nodeIds: [...selection], commentIds: [] };
  const nodeIds = new Set(selection);
  const commentIds: string[] = [];
  const { byId } = groupingOf(graph);
  const comments = commentsOf(graph);
  for (const key of marks) {
    const mark = parseMark(key);
    if (mark.type === 'comment' && comments.has(mark.id)) commentIds.push(mark.id);
    if (mark.type !== 'group') continue;
    for (const id of byId.get(mark.id)?.nodeIds ?? []) nodeIds.add(id);
  }
  return { nodeIds: [...nodeIds], commentIds };
}

/** The selected groups that are drawn. */
export function markedGroups({ graph, marks }: Omit<Selected, 'selection'>): readonly string[] {
  return markedIds(marks, 'group').filter((id) => groupingOf(graph).byId.has(id));
}

/** The selected comments that are drawn. */
export function markedComments({ graph, marks }: Omit<Selected, 'selection'>): readonly string[] {
  return markedIds(marks, 'comment').filter((id) => commentsOf(graph).has(id));
}

function markedIds(marks: ReadonlySet<string>, type: 'group' | 'comment'): readonly string[] {
  return [...marks].flatMap((key) => {
    const mark = parseMark(key);
    return mark.type === type ? [mark.id] : [];
  });
}
