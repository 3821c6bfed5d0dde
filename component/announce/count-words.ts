/** How many of what: `2 nodes, 1 comment`. */
import { commentsOf } from '../../src/graph/comments.js';
import { groupingOf } from '../../src/graph/groups.js';
import type { Graph } from '../../src/graph/graph.js';
import { parseMark } from '../store/marks.js';
import type { EditorText } from '../text/english.js';

/** How many of each kind; none of one that is left out. */
export interface Counts {
  readonly nodes?: number;
  readonly wires?: number;
  readonly comments?: number;
  readonly groups?: number;
}

const KINDS = ['nodes', 'wires', 'comments', 'groups'] as const;

/** The kinds there are some of, in words; empty for nothing. */
export function countWords(words: EditorText['announce'], counts: Counts): string {
  return KINDS.flatMap((kind) => {
    const count = counts[kind] ?? 0;
    return count > 0 ? words[kind](count) : [];
  }).join(', ');
}

/** All that a graph holds, but its wires. */
export function countGraph(graph: Graph): Counts {
  return {
    nodes: Object.keys(graph.nodes).length,
    comments: commentsOf(graph).size,
    groups: groupingOf(graph).groups.length,
  };
}

/** What marks stand for. */
export function countMarks(keys: Iterable<string>): Counts {
  const counts = { wires: 0, comments: 0, groups: 0 };
  for (const key of keys) counts[`${parseMark(key).type}s`] += 1;
  return counts;
}
