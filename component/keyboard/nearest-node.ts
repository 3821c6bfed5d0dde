/** The node that an arrow means. */
import type { Box, Point } from '../surface/geometry.js';

/** Something to go to. */
export interface Target {
  readonly id: string;
  readonly box: Box;
  /** A wire joins it to where one is: of two that lie alike, it is meant. @default false */
  readonly isWired?: boolean;
}

/** How much nearer a wired node counts. */
const WIRED = 0.6;

/** How much worse a pixel aside is than one ahead. */
const ASIDE = 2;

/**
 * The nearest target ahead, by its middle: within 45 degrees of the direction, else anywhere on that
 * side. Of equals the first.
 */
export function nearestAhead(
  from: Box,
  [dx, dy]: readonly [x: number, y: number],
  targets: Iterable<Target>,
): string | undefined {
  const start = middleOf(from);
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const { id, box, isWired = false } of targets) {
    const { x, y } = middleOf(box);
    const ahead = (x - start.x) * dx + (y - start.y) * dy;
    if (ahead <= 0) continue;
    const aside = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
    // What is more aside than ahead is reached only where nothing else is.
    const steep = aside > ahead ? 1e6 : 0;
    const cost = (ahead + ASIDE * aside) * (isWired ? WIRED : 1) + steep;
    if (best === undefined || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}

/** The target nearest to a place. */
export function nearestTo(place: Point, targets: Iterable<Target>): string | undefined {
  let best: { readonly id: string; readonly distance: number } | undefined;
  for (const { id, box } of targets) {
    const { x, y } = middleOf(box);
    const distance = Math.hypot(x - place.x, y - place.y);
    if (best === undefined || distance < best.distance) best = { id, distance };
  }
  return best?.id;
}

/** The middle of a box. */
export function middleOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
