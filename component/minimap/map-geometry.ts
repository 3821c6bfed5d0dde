/** How the canvas lies on the map. */
import type { Box, Point } from '../surface/geometry.js';

/** The map's pixels = canvas × scale + (x, y). */
export interface MapView {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface MapSize {
  readonly width: number;
  readonly height: number;
}

/** Pixels of the map left round what is drawn. */
const MARGIN = 8;
/** A few nodes do not fill the map. */
const MOST_SCALE = 0.16;

/** Lays everything on the map, in its middle. */
export function fitMap(content: Box | undefined, size: MapSize): MapView {
  if (content === undefined) return { x: size.width / 2, y: size.height / 2, scale: MOST_SCALE };
  const room = { width: size.width - 2 * MARGIN, height: size.height - 2 * MARGIN };
  const wanted = Math.min(
    MOST_SCALE,
    room.width / Math.max(1, content.width),
    room.height / Math.max(1, content.height),
  );
  const scale = Number.isFinite(wanted) && wanted > 0 ? wanted : MOST_SCALE;
  return {
    x: size.width / 2 - (content.x + content.width / 2) * scale,
    y: size.height / 2 - (content.y + content.height / 2) * scale,
    scale,
  };
}

/** A box of the canvas on the map. */
export function onMap({ x, y, scale }: MapView, box: Box): Box {
  return {
    x: box.x * scale + x,
    y: box.y * scale + y,
    width: box.width * scale,
    height: box.height * scale,
  };
}

/** A place of the map on the canvas. */
export function fromMap({ x, y, scale }: MapView, point: Point): Point {
  return { x: (point.x - x) / scale, y: (point.y - y) / scale };
}

/** The least of a frame that is still seen at the map's edge. */
const LEAST = 6;

/** What is seen of the canvas, as a frame that never leaves the map. */
export function frameOnMap(view: MapView, seen: Box, size: MapSize): Box {
  const { x, y, width, height } = onMap(view, seen);
  const [left, right] = within([x, x + width], size.width);
  const [top, bottom] = within([y, y + height], size.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function within([start, end]: readonly [number, number], room: number): readonly [number, number] {
  const from = Math.min(Math.max(start, 0), room - LEAST);
  return [from, Math.max(from + LEAST, Math.min(end, room))];
}
