/** The way of a wire on the canvas: a smooth line from output to input, through the points it has. */
import type { Box, Point } from './geometry.js';

/** Where a wire begins and ends, and what it passes. */
export interface WireWay {
  readonly from: Point;
  readonly to: Point;
  /** @default none */
  readonly points?: readonly Point[] | undefined;
}

/** A cubic curve: start, two handles, end. */
type Curve = readonly [Point, Point, Point, Point];

const MIN_BEND = 36;
const MAX_BEND = 220;

/** The path of a wire: it leaves to the right and arrives from the left. */
export function wirePath(way: WireWay): string {
  const curves = curvesOf(way);
  const { x, y } = curves[0]![0];
  const parts = curves.map(([, one, two, end]) => `C${text(one)} ${text(two)} ${text(end)}`);
  return `M${text({ x, y })}${parts.join('')}`;
}

/** A place on a wire, about half way along. */
export function wireMiddle(way: WireWay): Point {
  const curves = curvesOf(way);
  const middle = curves.length / 2;
  const isWhole = Number.isInteger(middle);
  return isWhole ? curves[middle]![0] : pointAt(curves[Math.floor(middle)]!, 0.5);
}

/** Canvas pixels a line, its sign, and the grips of its points are wider than the way. */
const STROKE = 12;

/** A box that all of a wire lies in: no curve leaves the hull of its handles. */
export function boxOfWay(way: WireWay): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const curve of curvesOf(way)) {
    for (const { x, y } of curve) {
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
    }
  }
  const [width, height] = [right - left + 2 * STROKE, bottom - top + 2 * STROKE];
  return { x: left - STROKE, y: top - STROKE, width, height };
}

/** The place of a wire that is nearest to another place. */
export interface WireSpot {
  readonly place: Point;
  readonly distance: number;
  /** Before which of its points it lies; their number for behind the last. */
  readonly index: number;
}

/** Steps in which a curve is walked. */
const STEPS = 24;

/** Finds the place of a wire that is nearest to `at`. */
export function nearestOnWire(way: WireWay, at: Point): WireSpot {
  let nearest: WireSpot = { place: way.from, distance: Infinity, index: 0 };
  curvesOf(way).forEach((curve, index) => {
    for (let step = 0; step <= STEPS; step += 1) {
      const place = pointAt(curve, step / STEPS);
      const distance = Math.hypot(place.x - at.x, place.y - at.y);
      if (distance < nearest.distance) nearest = { place, distance, index };
    }
  });
  return nearest;
}

function curvesOf({ from, to, points = [] }: WireWay): readonly Curve[] {
  if (points.length === 0) return [straightOn(from, to)];
  const stops = [from, ...points, to];
  const last = stops.length - 1;
  const directions = stops.map((_, index) =>
    index === 0 || index === last ? AHEAD : directionOf(stops[index - 1]!, stops[index + 1]!),
  );
  return stops.slice(1).map((end, index) => {
    const start = stops[index]!;
    const reach = Math.hypot(end.x - start.x, end.y - start.y) / 3;
    const [leave, arrive] = [directions[index]!, directions[index + 1]!];
    return [start, along(start, leave, reach), along(end, arrive, -reach), end];
  });
}

/** The way without points. It is symmetrical. */
function straightOn(from: Point, to: Point): Curve {
  const ahead = to.x - from.x;
  const bend =
    ahead >= 0
      ? Math.max(Math.min(MIN_BEND, Math.hypot(ahead, to.y - from.y) / 2), ahead / 2)
      : Math.min(MAX_BEND, MIN_BEND + -ahead / 2);
  return [from, along(from, AHEAD, bend), along(to, AHEAD, -bend), to];
}

const AHEAD: Point = { x: 1, y: 0 };

/** Of length 1; ahead where two places are one. */
function directionOf(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  return length === 0 ? AHEAD : { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}

function along({ x, y }: Point, direction: Point, by: number): Point {
  return { x: x + direction.x * by, y: y + direction.y * by };
}

function pointAt([start, one, two, end]: Curve, t: number): Point {
  const u = 1 - t;
  const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return {
    x: a * start.x + b * one.x + c * two.x + d * end.x,
    y: a * start.y + b * one.y + c * two.y + d * end.y,
  };
}

function text({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
