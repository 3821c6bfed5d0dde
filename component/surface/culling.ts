/** Near what the canvas has elements for. */
import type { Viewport } from '../store/editor-state.js';
import { contains, grown, intersects, seenBox } from './geometry.js';
import type { Box } from './geometry.js';

/** Up to here all nodes are mounted: cheaper than finding out which to leave out. */
export const ALWAYS_MOUNTED = 60;

/**
 * How far beyond the stage what is there is mounted, and how far it then stays, in the stage's own
 * sizes. Little, as what comes into sight is there in the same frame; and not less, or each frame
 * would bring something.
 */
const BEYOND = { mounts: 0.08, keeps: 0.3 } as const;

/** Who has gone near by this factor is no longer near what was seen from afar. */
const NEARER = 1.4;

/** The part of the canvas whose nodes and wires are mounted, and the scale it was made for. */
export interface MountedArea {
  /** What reaches in here is mounted. */
  readonly box: Box;
  /** What is mounted stays while it reaches in here. */
  readonly kept: Box;
  readonly scale: number;
}

/**
 * The area to mount for a viewport: the same as before while what is seen lies inside it, or while
 * the stage has no size.
 */
export function nextArea(
  before: MountedArea | undefined,
  viewport: Viewport,
  size: { width: number; height: number },
): MountedArea | undefined {
  if (size.width === 0 || size.height === 0) return before;
  const seen = seenBox(viewport, size);
  if (before !== undefined) {
    const isLarge = viewport.scale > before.scale * NEARER;
    if (contains(before.box, seen) && !isLarge) return before;
  }
  // Who zooms out sees more with each step; what lies beyond would be mounted besides.
  const mounts = before !== undefined && viewport.scale < before.scale ? 0 : BEYOND.mounts;
  const { width, height } = seen;
  const growth = (by: number): Box => grown(seen, { x: width * by, y: height * by });
  return { box: growth(mounts), kept: growth(BEYOND.keeps), scale: viewport.scale };
}

/** True for what is to be mounted in an area; undefined is all of the canvas. */
export function isMounted(
  area: MountedArea | undefined,
  box: Box | undefined,
  wasMounted: boolean,
): boolean {
  if (area === undefined) return true;
  return box !== undefined && intersects(wasMounted ? area.kept : area.box, box);
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
