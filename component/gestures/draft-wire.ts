/** A wire that is not there yet: while it is drawn, and while its other end is being chosen. */
import type { PortEnd } from '../surface/port-end.js';
import type { Point } from '../surface/geometry.js';
import type { Surface } from '../surface/surface.js';
import { wirePath } from '../surface/wire-path.js';

const SVG = 'http://www.w3.org/2000/svg';

/** What a draft says by its look: it ends nowhere, at a port that fits, or at one that does not. */
export type DraftState = 'free' | 'fits' | 'refused';

/** A line from a port to a place or another port, drawn past React. */
export class DraftWire {
  readonly #surface: Surface;
  readonly #fixed: PortEnd;
  readonly #path = document.createElementNS(SVG, 'path');

  /** @param fixed the end that stays */
  constructor(surface: Surface, fixed: PortEnd) {
    this.#surface = surface;
    this.#fixed = fixed;
    this.#path.setAttribute('class', 'mr-wire-draft');
    surface.elements?.wires.append(this.#path);
  }

  /** @param free a port, or a place on the canvas */
  show(free: PortEnd | Point, state: DraftState): void {
    const fixed = this.#surface.portPlace(this.#fixed, this.#fixed.side);
    const place = 'x' in free ? free : this.#surface.portPlace(free, free.side);
    if (fixed === undefined || place === undefined) return;
    const [from, to] = this.#fixed.side === 'output' ? [fixed, place] : [place, fixed];
    this.#path.setAttribute('d', wirePath({ from, to }));
    this.#path.dataset['state'] = state;
  }

  remove(): void {
    this.#path.remove();
  }
}

/**
 * Draws a wire that is not there yet.
 * @returns takes it away
 */
export function drawDraft(
  surface: Surface,
  fixed: PortEnd,
  free: PortEnd | Point,
  state: DraftState = 'free',
): () => void {
  const draft = new DraftWire(surface, fixed);
  draft.show(free, state);
  return () => draft.remove();
}
