/** Where a node, or a comment, is added that nobody has given a place. */
import { contains, intersects } from '../surface/geometry.js';
import type { Box, Point } from '../surface/geometry.js';

/** Between a card and the next. */
const GAP = { x: 72, y: 32 } as const;

/** Of a card that is not there yet. */
const CARD = { width: 220, height: 140 } as const;

/** A graph that is full gets its nodes on top of each other in the end. */
const MOST_TRIES = 400;

export interface SpotOptions {
  /** What is worked at: the new node comes to its right. */
  readonly beside: Box | undefined;
  /** The middle of what is seen, where nothing is worked at. */
  readonly middle: Point;
  readonly taken: readonly Box[];
}

/** The corner of a card that lies on no other: below what is in the way. */
export function freeSpot({ beside, middle, taken }: SpotOptions): Point {
  const x = beside === undefined ? middle.x - CARD.width / 2 : beside.x + beside.width + GAP.x;
  let y = beside === undefined ? middle.y - CARD.height / 2 : beside.y;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const box = {
      x: x - GAP.y / 2,
      y: y - GAP.y / 2,
      width: CARD.width + GAP.y,
      height: CARD.height + GAP.y,
    };
    const other = taken.find((each) => intersects(each, box));
    if (other === undefined) break;
    y = other.y + other.height + GAP.y;
  }
  return { x: Math.round(x), y: Math.round(y) };
}

/** Places that are tried on each side of the middle, across and down. */
const TRIES = 20;

export interface RoomOptions {
  readonly middle: Point;
  /** Of what is to be placed. */
  readonly size: Pick<Box, 'width' | 'height'>;
  readonly taken: readonly Box[];
  /** What is seen. */
  readonly within: Box;
}

/** The corner nearest to the middle of what is seen that lies on nothing; below it all where there is none. */
export function freeRoom({ middle, size, taken, within }: RoomOptions): Point {
  const room = { width: size.width + GAP.y, height: size.height + GAP.y };
  const [x, y] = [middle.x - room.width / 2, middle.y - room.height / 2];
  const step = { x: within.width / 2 / TRIES, y: within.height / 2 / TRIES };
  let [best, least] = [undefined as Point | undefined, Infinity];
  for (let across = -TRIES; across <= TRIES; across += 1) {
    for (let down = -TRIES; down <= TRIES; down += 1) {
      const way = Math.hypot(across * step.x, down * step.y);
      const box = { x: x + across * step.x, y: y + down * step.y, ...room };
      const isSeen = way === 0 || contains(within, box);
      if (way >= least || !isSeen || taken.some((each) => intersects(each, box))) continue;
      [best, least] = [{ x: box.x + GAP.y / 2, y: box.y + GAP.y / 2 }, way];
    }
  }
  if (best === undefined) return freeSpot({ beside: undefined, middle, taken });
  return { x: Math.round(best.x), y: Math.round(best.y) };
}
