/** Where a drag comes to rest: on the grid, or in line with what lies around. No DOM. */
import type { Box, Point } from '../surface/geometry.js';
import type { Line } from './overlay.js';

/** Canvas pixels between two lines of the grid. */
export const GRID = 24;

/** Screen pixels within which neighbours attract. */
export const ATTRACTION = 6;

/** A drag's way, with the guides that say why it is this one. */
export interface Snapped {
  readonly offset: Point;
  readonly lines: readonly Line[];
}

/** The way that brings a box's corner onto the grid. */
export function snapToGrid(box: Point, offset: Point): Snapped {
  const snap = (start: number, by: number): number =>
    Math.round((start + by) / GRID) * GRID - start;
  return { offset: { x: snap(box.x, offset.x), y: snap(box.y, offset.y) }, lines: [] };
}

/** An edge or the middle of a neighbour. */
interface Edge {
  readonly at: number;
  readonly box: Box;
}

/** The edges and middles of what lies around, sorted once a drag. */
export class Guides {
  readonly #box: Box;
  readonly #columns: readonly Edge[];
  readonly #rows: readonly Edge[];

  /** @param box what is dragged, where it was at the start */
  constructor(box: Box, neighbours: readonly Box[]) {
    this.#box = box;
    this.#columns = sorted(neighbours, (each) => [each.x, each.width]);
    this.#rows = sorted(neighbours, (each) => [each.y, each.height]);
  }

  /** The nearest way that is in line. @param reach canvas pixels it may be away */
  snap(offset: Point, reach: number): Snapped {
    const { width, height } = this.#box;
    const [x, y] = [this.#box.x + offset.x, this.#box.y + offset.y];
    const column = nearest(this.#columns, [x, x + width / 2, x + width], reach);
    const row = nearest(this.#rows, [y, y + height / 2, y + height], reach);
    const by = { x: column?.by ?? 0, y: row?.by ?? 0 };
    const box = { x: x + by.x, y: y + by.y, width, height };
    const lines = [
      ...(column === undefined ? [] : [upright(column.edge, box)]),
      ...(row === undefined ? [] : [level(row.edge, box)]),
    ];
    return { offset: { x: offset.x + by.x, y: offset.y + by.y }, lines };
  }
}

function sorted(
  boxes: readonly Box[],
  side: (box: Box) => readonly [number, number],
): readonly Edge[] {
  return boxes
    .flatMap((box) => {
      const [start, size] = side(box);
      return [start, start + size / 2, start + size].map((at) => ({ at, box }));
    })
    .sort((one, other) => one.at - other.at);
}

/** The edge that is nearest to any of three places, and how far it is. */
function nearest(
  edges: readonly Edge[],
  places: readonly number[],
  reach: number,
): { readonly edge: Edge; readonly by: number } | undefined {
  let best: { edge: Edge; by: number } | undefined;
  for (const place of places) {
    const index = firstFrom(edges, place);
    for (const edge of [edges[index - 1], edges[index]]) {
      const by = edge === undefined ? Infinity : edge.at - place;
      if (edge === undefined || Math.abs(by) > (best ? Math.abs(best.by) - 0.01 : reach)) continue;
      best = { edge, by };
    }
  }
  return best;
}

/** The index of the first edge at or behind a place. */
function firstFrom(edges: readonly Edge[], place: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]!.at < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function upright({ at, box }: Edge, dragged: Box): Line {
  const start = Math.min(box.y, dragged.y);
  const end = Math.max(box.y + box.height, dragged.y + dragged.height);
  return { from: { x: at, y: start }, to: { x: at, y: end } };
}

function level({ at, box }: Edge, dragged: Box): Line {
  const start = Math.min(box.x, dragged.x);
  const end = Math.max(box.x + box.width, dragged.x + dragged.width);
  return { from: { x: start, y: at }, to: { x: end, y: at } };
}
