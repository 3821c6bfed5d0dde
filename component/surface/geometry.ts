/** Places on the canvas and on the screen; no DOM. */
import type { Viewport } from '../store/editor-state.js';

/** A place, in canvas or screen pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle; `x` and `y` are its top left corner. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** How far one may zoom out and in. */
export const SCALES = { min: 0.1, max: 4 } as const;

/** @param point relative to the stage's corner, in screen pixels */
export function toCanvas({ x, y, scale }: Viewport, point: Point): Point {
  return { x: (point.x - x) / scale, y: (point.y - y) / scale };
}

/** The part of the canvas a stage of this size shows. */
export function seenBox(viewport: Viewport, size: { width: number; height: number }): Box {
  const corner = toCanvas(viewport, { x: 0, y: 0 });
  return {
    ...corner,
    width: size.width / viewport.scale,
    height: size.height / viewport.scale,
  };
}

/** The viewport scaled by `factor`, with what is at `point` of the stage staying there. */
export function zoomed(viewport: Viewport, factor: number, point: Point): Viewport {
  const scale = Math.min(SCALES.max, Math.max(SCALES.min, viewport.scale * factor));
  const by = scale / viewport.scale;
  return {
    x: point.x - (point.x - viewport.x) * by,
    y: point.y - (point.y - viewport.y) * by,
    scale,
  };
}

/** The viewport that shows a box in the middle of a stage, never enlarged. */
export function fitted(box: Box, size: { width: number; height: number }): Viewport {
  const margin = Math.min(24, size.width / 8, size.height / 8);
  const room = { width: size.width - 2 * margin, height: size.height - 2 * margin };
  const wanted = Math.min(1, room.width / box.width, room.height / box.height);
  const scale = Math.max(SCALES.min, Number.isFinite(wanted) ? wanted : 1);
  return {
    x: (size.width - box.width * scale) / 2 - box.x * scale,
    y: (size.height - box.height * scale) / 2 - box.y * scale,
    scale,
  };
}

/** The smallest box round others; undefined for none. */
export function boxAround(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The box, larger by `by` on each side. */
export function grown(box: Box, by: Point): Box {
  return {
    x: box.x - by.x,
    y: box.y - by.y,
    width: box.width + 2 * by.x,
    height: box.height + 2 * by.y,
  };
}

export function intersects(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

export function contains(outer: Box, inner: Box): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

/** Screen pixels left round what is revealed. */
const REVEAL_MARGIN = 24;

/** How far to move so that what is from … to … lies inside; what is larger shows its beginning. */
export function shiftInto(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): number {
  const margin = Math.min(REVEAL_MARGIN, (end - start) / 4);
  if (from < start + margin) return start + margin - from;
  if (to > end - margin) return Math.max(end - margin - to, start + margin - from);
  return 0;
}
