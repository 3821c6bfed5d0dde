/** What is selected besides nodes: wires, comments, groups. Each is a text that names it. */
import { own } from '../../src/config/document.js';
import { commentsOf } from '../../src/graph/comments.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import type { Graph } from '../../src/graph/graph.js';
import { groupingOf } from '../../src/graph/groups.js';

/** Something on the canvas that is no node. */
export type Mark =
  | { readonly type: 'wire'; readonly wire: Wire }
  | { readonly type: 'comment'; readonly id: string }
  | { readonly type: 'group'; readonly id: string };

/** A mark as the text that `state.marks` holds. */
export function markKey(mark: Mark): string {
  if (mark.type !== 'wire') return JSON.stringify([mark.type, mark.id]);
  const { from, to } = mark.wire;
  return JSON.stringify(['wire', from.nodeId, from.portName, to.nodeId, to.portName]);
}

/** The mark behind a text of {@link markKey}. */
export function parseMark(key: string): Mark {
  const [type, id, ...rest] = JSON.parse(key) as [Mark['type'], string, ...string[]];
  if (type !== 'wire') return { type, id };
  const [fromPort, nodeId, portName] = rest as [string, string, string];
  return { type, wire: { from: { nodeId: id, portName: fromPort }, to: { nodeId, portName } } };
}

/** The marks that are in the graph; the same set when all of them are. */
export function presentMarks(marks: ReadonlySet<string>, graph: Graph): ReadonlySet<string> {
  if (marks.size === 0) return marks;
  const left = [...marks].filter((key) => isMark(key) && isThere(parseMark(key), graph));
  return left.length === marks.size ? marks : new Set(left);
}

/** What "select all" means besides nodes: all comments. */
export function allMarks(graph: Graph): ReadonlySet<string> {
  return new Set([...commentsOf(graph).keys()].map((id) => markKey({ type: 'comment', id })));
}

const PARTS = { wire: 5, comment: 2, group: 2 } as const;

/** Hosts name marks, too: another text is none. */
function isMark(key: string): boolean {
  try {
    const parts: unknown = JSON.parse(key);
    if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string')) return false;
    return own<number>(PARTS, parts[0] ?? '') === parts.length;
  } catch {
    return false;
  }
}

function isThere(mark: Mark, graph: Graph): boolean {
  if (mark.type === 'comment') return commentsOf(graph).has(mark.id);
  if (mark.type === 'group') return groupingOf(graph).byId.has(mark.id);
  const { from, to } = mark.wire;
  const ends = own(own(graph.nodes, to.nodeId)?.connections.inputs ?? {}, to.portName) ?? [];
  return ends.some((end) => end.nodeId === from.nodeId && end.portName === from.portName);
}
