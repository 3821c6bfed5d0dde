/** Shows on the canvas what is being chosen: the wire as it would be, and the node it would lead to. */
import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { drawDraft } from '../gestures/draft-wire.js';
import { toCanvas } from '../surface/geometry.js';
import type { Box } from '../surface/geometry.js';
import type { PortEnd } from '../surface/port-end.js';
import type { EditorModel } from '../use-editor-model.js';

export interface PreviewOptions {
  /** What must not cover what is shown. */
  readonly popup: RefObject<HTMLElement | null>;
  readonly from: PortEnd;
  readonly to: PortEnd | undefined;
}

/** When it ends, the view is as it was. */
export function usePreview(model: EditorModel, { popup, from, to }: PreviewOptions): void {
  const latest = useRef(model);
  useEffect(() => {
    latest.current = model;
  });
  useEffect(() => {
    const { store } = latest.current;
    const { viewport } = store.getState();
    return () => store.dispatch({ type: 'moveViewport', viewport });
  }, []);
  useEffect(() => {
    if (to === undefined) return undefined;
    const { surface } = latest.current;
    const box = surface.boxOf(to.nodeId);
    if (box !== undefined) showBox(latest.current, box, popup.current);
    surface.nodes.get(to.nodeId)?.toggleAttribute('data-mr-meant', true);
    const end = drawDraft(surface, from, to, 'fits');
    return () => {
      end();
      surface.nodes.get(to.nodeId)?.toggleAttribute('data-mr-meant', false);
    };
  }, [from, to, popup]);
}

/** Pixels of the screen round what is shown. */
const MARGIN = 24;

/** Moves the view by as little as it takes to have a box beside the popup. */
function showBox({ surface, store }: EditorModel, box: Box, popup: HTMLElement | null): void {
  const stage = surface.elements?.stage.getBoundingClientRect();
  if (stage === undefined || stage.width === 0) return;
  const { viewport } = store.getState();
  const { scale } = viewport;
  const corner = { x: box.x * scale + viewport.x, y: box.y * scale + viewport.y };
  const size = { width: box.width * scale, height: box.height * scale };
  const room = roomBeside(stage, popup?.getBoundingClientRect());
  const x = shift(corner.x, size.width, room.left, room.right);
  const y = shift(corner.y, size.height, 0, stage.height);
  if (x === 0 && y === 0) return;
  const moved = { ...viewport, x: viewport.x + x, y: viewport.y + y };
  // Nothing but numbers that make sense: a node may lie at the end of the world.
  if (Number.isFinite(toCanvas(moved, { x: 0, y: 0 }).x)) {
    store.dispatch({ type: 'moveViewport', viewport: moved });
  }
}

/** The wider side of the popup, from the corner of the stage; all of it in a narrow one. */
function roomBeside(stage: DOMRect, popup: DOMRect | undefined): { left: number; right: number } {
  const whole = { left: 0, right: stage.width };
  if (popup === undefined) return whole;
  const before = popup.left - stage.left;
  const after = stage.right - popup.right;
  if (Math.max(before, after) < 200) return whole;
  return before > after
    ? { left: 0, right: before }
    : { left: stage.width - after, right: stage.width };
}

/** How far something has to move to lie inside; what is larger shows its beginning. */
function shift(at: number, size: number, start: number, end: number): number {
  if (at < start + MARGIN || size > end - start - 2 * MARGIN) return start + MARGIN - at;
  return Math.min(0, end - MARGIN - size - at);
}
