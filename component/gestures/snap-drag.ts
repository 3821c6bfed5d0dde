/** Brings what is dragged onto the grid, or in line with what is seen around it. */
import type { Moved } from '../store/moved-with.js';
import { boxAround } from '../surface/geometry.js';
import type { Box, Point } from '../surface/geometry.js';
import type { GestureContext } from './gesture.js';
import type { Line } from './overlay.js';
import { ATTRACTION, Guides, snapToGrid } from './snap.js';

/** More neighbours than that say nothing by their edges. */
const MOST_NEIGHBOURS = 400;

/** One drag's snapping. */
export class DragSnap {
  readonly #context: GestureContext;
  readonly #box: Box | undefined;
  readonly #moved: Moved;
  #guides: Guides | undefined;
  /** The guides of the way that was last asked for. */
  lines: readonly Line[] = [];

  constructor(context: GestureContext, moved: Moved) {
    const { surface } = context;
    this.#context = context;
    this.#moved = moved;
    this.#box = boxAround([
      ...moved.nodeIds.flatMap((id) => surface.boxOf(id) ?? []),
      ...moved.commentIds.flatMap((id) => surface.items.boxOf({ type: 'comment', id }) ?? []),
    ]);
  }

  /** The way to go. @param isFree nothing attracts */
  snap(offset: Point, isFree: boolean): Point {
    const { store, surface } = this.#context;
    const { settings, viewport } = store.getState();
    this.lines = [];
    if (isFree || this.#box === undefined) return offset;
    if (settings.snapToGrid) return snapToGrid(this.#box, offset).offset;
    this.#guides ??= new Guides(this.#box, this.#neighbours());
    const snapped = this.#guides.snap(offset, ATTRACTION / (viewport.scale * surface.outerScale));
    this.lines = snapped.lines;
    return snapped.offset;
  }

  /** What is seen and stays. */
  #neighbours(): readonly Box[] {
    const { surface } = this.#context;
    const moving = new Set(this.#moved.nodeIds);
    const boxes: Box[] = [];
    for (const [id] of surface.nodes.entries()) {
      const box = moving.has(id) ? undefined : surface.boxOf(id);
      if (box === undefined || !surface.isSeen(box)) continue;
      if (boxes.push(box) >= MOST_NEIGHBOURS) return [];
    }
    const comments = new Set(this.#moved.commentIds);
    for (const [mark, box] of surface.items.all()) {
      if (mark.type === 'comment' && !comments.has(mark.id) && surface.isSeen(box)) boxes.push(box);
    }
    return boxes;
  }
}
