/** What is on the map of a graph. */
import { commentsOf } from '../../src/graph/comments.js';
import { groupingOf } from '../../src/graph/groups.js';
import type { EditorContextValue } from '../editor-context.js';
import { nodeIdsOf } from '../store/changed-nodes.js';
import { boxAround } from '../surface/geometry.js';
import type { MapItem } from './draw-map.js';

/** Room of a group round its nodes. */
const AROUND = 24;

/** Everything on the canvas, with what the nodes show of a run. */
export function mapItems(editor: EditorContextValue): readonly MapItem[] {
  const { getState, boxOf, statuses } = editor;
  const { graph, selection } = getState();
  const items: MapItem[] = [];
  for (const id of nodeIdsOf(graph)) {
    const box = boxOf(id);
    if (box === undefined) continue;
    const { status } = statuses.get(id);
    items.push({ kind: 'node', box, status, isSelected: selection.has(id) });
  }
  for (const { nodeIds } of groupingOf(graph).groups) {
    const box = boxAround(nodeIds.flatMap((id) => boxOf(id) ?? []));
    if (box === undefined) continue;
    const { x, y, width, height } = box;
    const grown = {
      x: x - AROUND,
      y: y - AROUND,
      width: width + 2 * AROUND,
      height: height + 2 * AROUND,
    };
    items.push({ kind: 'group', box: grown });
  }
  for (const { x, y, width, height } of commentsOf(graph).values()) {
    items.push({ kind: 'comment', box: { x, y, width, height } });
  }
  return items;
}
