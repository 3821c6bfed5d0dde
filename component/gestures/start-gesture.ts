/** Which gesture a press begins. */
import type { Gesture, GestureContext, Press } from './gesture.js';
import { NodeDrag } from './drag-nodes.js';
import { WireDrawing } from './draw-wire.js';
import { Pan } from './pan.js';
import { PointDrag, WirePress } from './press-wire.js';
import { CommentResize } from './resize-comment.js';
import { NodeResize } from './resize-node.js';
import { isResizeEdge } from '../surface/resize-edge.js';
import { SelectBox } from './select-box.js';

/** @returns undefined where the press is not the canvas's */
export function startGesture(context: GestureContext, press: Press): Gesture | undefined {
  const { surface, readOnly } = context;
  const { target } = press;
  if (press.pans) return new Pan(context, press.at, { clears: false });
  const end = readOnly ? undefined : surface.nodes.portAt(target, { rows: false });
  if (end !== undefined) return new WireDrawing(context, press, end);
  const id = surface.nodes.nodeAt(target);
  const mark = surface.items.markAt(target);
  if (press.isField) {
    if (id !== undefined) selectQuietly(context, id);
    return undefined;
  }
  const resized = readOnly ? undefined : startResize(context, press);
  if (resized !== undefined) return resized;
  if (id !== undefined) return new NodeDrag(context, press, { type: 'node', id });
  if (mark !== undefined) return new NodeDrag(context, press, mark);
  return startOnWire(context, press) ?? startOnCanvas(context, press);
}

function startResize(context: GestureContext, { at, target }: Press): Gesture | undefined {
  const { surface } = context;
  const nodeId = surface.nodes.nodeAt(target);
  if (nodeId !== undefined && isResizeEdge({ target, clientX: at.x })) {
    return new NodeResize(context, at, nodeId);
  }
  const commentId = surface.items.resizedAt(target);
  return commentId === undefined ? undefined : new CommentResize(context, at, commentId);
}

function startOnWire(context: GestureContext, press: Press): Gesture | undefined {
  const { layer } = context.surface;
  const wire = layer?.at(press.target);
  if (wire === undefined) return undefined;
  const { from, to } = wire;
  const point = context.readOnly ? undefined : layer?.pointAt(press.target);
  return point === undefined
    ? new WirePress(context, press, { from, to })
    : new PointDrag(context, press, { from, to }, point);
}

/** Shift means a box, with the selecting tool no key does; Ctrl adds what it touches. */
function startOnCanvas(context: GestureContext, press: Press): Gesture {
  const isBox = press.shift || context.store.getState().settings.tool === 'select';
  if (isBox) return new SelectBox(context, press);
  return new Pan(context, press.at, { clears: !press.adds });
}

/** Who works at a node's fields means that node. */
export function selectQuietly({ store }: Pick<GestureContext, 'store'>, nodeId: string): void {
  if (!store.getState().selection.has(nodeId)) store.dispatch({ type: 'select', ids: [nodeId] });
}
