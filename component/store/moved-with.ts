/** What moves together when something of the selection is moved. */
import { commentsOf } from '../../src/graph/comments.js';
import type { Graph } from '../../src/graph/graph.js';
import { groupingOf } from '../../src/graph/groups.js';
import { contains } from '../surface/geometry.js';
import type { Box } from '../surface/geometry.js';
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

/** Where a group's nodes are; undefined for one that is not drawn. */
export type FindExtent = (groupId: string) => Box | undefined;

/**
 * The selected nodes, those of selected groups, and the selected comments.
 * @param extentOf With it, also the comments that lie in a selected group.
 */
export function movedWith({ graph, selection, marks }: Selected, extentOf?: FindExtent): Moved {
  if (marks.size === 0) return { nodeIds: [...selection], commentIds: [] };
  const nodeIds = new Set(selection);
  const commentIds = new Set<string>();
  const { byId } = groupingOf(graph);
  const comments = commentsOf(graph);
  for (const key of marks) {
    const mark = parseMark(key);
    if (mark.type === 'comment' && comments.has(mark.id)) commentIds.add(mark.id);
    if (mark.type !== 'group') continue;
    for (const id of byId.get(mark.id)?.nodeIds ?? []) nodeIds.add(id);
    for (const id of commentsIn(graph, extentOf?.(mark.id))) commentIds.add(id);
  }
  return { nodeIds: [...nodeIds], commentIds: [...commentIds] };
}

/** The comments that lie in a part of the canvas with all they have. */
export function commentsIn(graph: Graph, area: Box | undefined): readonly string[] {
  if (area === undefined) return [];
  return [...commentsOf(graph).values()].flatMap((each) => (contains(area, each) ? each.id : []));
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
