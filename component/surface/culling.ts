/** Near what nodes are mounted. */
import type { Viewport } from '../store/editor-state.js';
import { contains, grown, seenBox } from './geometry.js';
import type { Box } from './geometry.js';

/** Up to here all nodes are mounted: cheaper than finding out which to leave out. */
export const ALWAYS_MOUNTED = 60;

/** How far beyond the stage nodes stay mounted, in its own sizes. */
const BEYOND = 0.35;

/** The part of the canvas whose nodes are mounted, and the scale it was made for. */
export interface MountedArea {
  readonly box: Box;
  readonly scale: number;
}

/**
 * The area to mount for a viewport: the same as before while what is seen lies well inside it, or
 * while the stage has no size.
 */
export function nextArea(
  before: MountedArea | undefined,
  viewport: Viewport,
  size: { width: number; height: number },
): MountedArea | undefined {
  if (size.width === 0 || size.height === 0) return before;
  const seen = seenBox(viewport, size);
  const margin = { x: seen.width * BEYOND, y: seen.height * BEYOND };
  if (before !== undefined) {
    const near = grown(seen, { x: margin.x / 3, y: margin.y / 3 });
    const isLarge = viewport.scale > before.scale * 2;
    if (contains(before.box, near) && !isLarge) return before;
  }
  return { box: grown(seen, margin), scale: viewport.scale };
}

/** True when both hold the same ids, or both are undefined. */
export function sameIds(
  one: ReadonlySet<string> | undefined,
  other: ReadonlySet<string> | undefined,
): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (one.size !== other.size) return false;
  for (const id of one) if (!other.has(id)) return false;
  return true;
}
