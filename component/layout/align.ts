/** Puts nodes in line, and even distances between them. */
import type { Place } from '../../src/graph/drawing.js';
import type { Box } from '../surface/geometry.js';

/** Which edge, or middle, comes into one line. */
export type AlignEdge = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';

/** Boxes by node id. */
export type Boxes = ReadonlyMap<string, Box>;

/** Where along its length a box is in line: 0 at its beginning, 1 at its end. */
const EDGES: Readonly<Record<AlignEdge, readonly ['x' | 'y', number]>> = {
  left: ['x', 0],
  center: ['x', 0.5],
  right: ['x', 1],
  top: ['y', 0],
  middle: ['y', 0.5],
  bottom: ['y', 1],
};

const LENGTH = { x: 'width', y: 'height' } as const;

/** Corners that bring an edge of all boxes to where the outermost one, or the middle, is. */
export function alignedPlaces(boxes: Boxes, edge: AlignEdge): Readonly<Record<string, Place>> {
  const [axis, part] = EDGES[edge];
  const length = LENGTH[axis];
  const all = [...boxes.values()];
  const start = Math.min(...all.map((box) => box[axis]));
  const end = Math.max(...all.map((box) => box[axis] + box[length]));
  return placesBy(boxes, axis, (box) => start + (end - start - box[length]) * part);
}

/** Corners with equal gaps between neighbours; the first and the last stay. */
export function distributedPlaces(boxes: Boxes, axis: 'x' | 'y'): Readonly<Record<string, Place>> {
  const length = LENGTH[axis];
  const order = [...boxes].sort(
    ([, one], [, other]) => middleOf(one, axis) - middleOf(other, axis),
  );
  const first = order[0]?.[1];
  const last = order.at(-1)?.[1];
  if (first === undefined || last === undefined || order.length < 3) return placesBy(boxes, axis);
  const filled = order.reduce((sum, [, box]) => sum + box[length], 0);
  const gap = (last[axis] + last[length] - first[axis] - filled) / (order.length - 1);
  let at = first[axis];
  const starts = new Map<Box, number>();
  for (const [, box] of order) {
    starts.set(box, at);
    at += box[length] + gap;
  }
  return placesBy(boxes, axis, (box) => starts.get(box)!);
}

function middleOf(box: Box, axis: 'x' | 'y'): number {
  return box[axis] + box[LENGTH[axis]] / 2;
}

function placesBy(
  boxes: Boxes,
  axis: 'x' | 'y',
  find: (box: Box) => number = (box) => box[axis],
): Readonly<Record<string, Place>> {
  const places = [...boxes].map(([id, box]) => {
    const { x, y } = box;
    return [id, { x, y, [axis]: Math.round(find(box)) }] as const;
  });
  // Ids such as `__proto__` are ids like any other.
  return Object.fromEntries(places);
}
