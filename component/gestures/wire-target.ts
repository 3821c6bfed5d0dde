/** Finds the wire that something is held over. */
import type { Wire } from '../../src/graph/edit-graph.js';
import { boxAround, grown } from '../surface/geometry.js';
import type { Box, Point } from '../surface/geometry.js';
import type { Surface } from '../surface/surface.js';
import { wireKey } from '../surface/wire-layer.js';
import { nearestOnWire } from '../surface/wire-path.js';
import type { WireWay } from '../surface/wire-path.js';

/** Screen pixels from a wire within which it is meant. */
const REACH = 20;

/** A curve may leave the box of its ends by as much, in canvas pixels. */
const BULGE = { x: 160, y: 40 };

interface Candidate {
  readonly wire: Wire;
  readonly way: WireWay;
  readonly box: Box;
}

/** The wires as they lie when a drag begins; one of them at a time is lit. */
export class WireTarget {
  readonly #surface: Surface;
  readonly #candidates: readonly Candidate[];
  #lit: string | undefined;

  constructor(surface: Surface) {
    this.#surface = surface;
    const all: Candidate[] = [];
    for (const [{ from, to }, way] of surface.layer?.ways() ?? []) {
      const stops = [way.from, ...(way.points ?? []), way.to];
      const box = boxAround(stops.map((stop) => ({ ...stop, width: 0, height: 0 })))!;
      all.push({ wire: { from, to }, way, box: grown(box, BULGE) });
    }
    this.#candidates = all;
  }

  /**
   * The wire nearest to any of some places.
   * @param scale screen pixels to a pixel of the canvas
   */
  find(places: readonly Point[], scale: number): Wire | undefined {
    let reach = REACH / scale;
    let found: Wire | undefined;
    for (const { wire, way, box } of this.#candidates) {
      for (const place of places) {
        if (!holds(box, place)) continue;
        const spot = nearestOnWire(way, place);
        if (spot.distance > reach) continue;
        reach = spot.distance;
        found = wire;
      }
    }
    return found;
  }

  /** Lights a wire, and no other. */
  light(wire: Wire | undefined): void {
    const key = wire && wireKey(wire.from, wire.to);
    if (key === this.#lit) return;
    const { layer } = this.#surface;
    if (this.#lit !== undefined) layer?.setFlag(this.#lit, 'target', false);
    if (key !== undefined) layer?.setFlag(key, 'target', true);
    this.#lit = key;
  }
}

function holds({ x, y, width, height }: Box, at: Point): boolean {
  return at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;
}
