/** Where a node is added that nobody has given a place. */
import { intersects } from '../surface/geometry.js';
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
