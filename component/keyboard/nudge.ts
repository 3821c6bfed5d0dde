/** Moves what is selected by the arrow keys. */
import { own } from '../../src/config/document.js';
import { commentsOf } from '../../src/graph/comments.js';
import type { EditorContextValue } from '../editor-context.js';
import { movedWith } from '../store/moved-with.js';
import type { Point } from '../surface/geometry.js';
import { ARROWS } from './key-name.js';

/** Canvas pixels an arrow key moves what is selected. */
const NUDGE = 4;
const FAR_NUDGE = 24;

/** @returns false when the key is no arrow, or nothing is selected */
export function nudge(editor: EditorContextValue, { key, shiftKey }: KeyboardEvent): boolean {
  const arrow = ARROWS[key];
  const state = editor.getState();
  const { nodeIds, commentIds } = movedWith(state, editor.extentOf);
  if (arrow === undefined || nodeIds.length + commentIds.length === 0) return false;
  const by = shiftKey ? FAR_NUDGE : NUDGE;
  const moved = ({ x, y }: Point): Point => ({ x: x + arrow[0] * by, y: y + arrow[1] * by });
  const { graph } = state;
  const drawn = commentsOf(graph);
  const places = nodeIds.flatMap((id) => {
    const node = own(graph.nodes, id);
    return node === undefined ? [] : [[id, moved(node)] as const];
  });
  const comments = commentIds.flatMap((id) => {
    const comment = drawn.get(id);
    return comment === undefined ? [] : [[id, moved(comment)] as const];
  });
  editor.dispatch({
    type: 'moveNodes',
    places: Object.fromEntries(places),
    comments: Object.fromEntries(comments),
    mergeKey: `nudge:${JSON.stringify([nodeIds, commentIds])}`,
  });
  return true;
}
