/** Checks places that a host names: what lies nowhere is never seen again. */
import { MillraceError } from '../../src/errors.js';
import type { Point } from '../surface/geometry.js';

/** @throws MillraceError `bad-option` for a place that is not finite */
export function checkPlace(place: Point | undefined, who: string): void {
  if (place === undefined) return;
  const { x, y } = place;
  if (Number.isFinite(x) && Number.isFinite(y)) return;
  throw new MillraceError(
    'bad-option',
    `${who}: expected a place on the canvas, {x, y} with finite numbers, got {x: ${String(x)}, y: ${String(y)}}`,
  );
}
