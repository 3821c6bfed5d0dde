/** Moves the view while a drag is held at the edge of the canvas. */
import type { Point } from '../surface/geometry.js';
import type { GestureContext } from './gesture.js';

/** Screen pixels from the edge inwards where it begins. */
const EDGE = 32;

/** Screen pixels a second, at the edge itself and beyond. */
const SPEED = 900;

/** Longer pauses between two frames are not made up for. */
const LONGEST_FRAME_MS = 50;

/** One drag's panning. */
export class EdgePan {
  readonly #context: Pick<GestureContext, 'store' | 'surface'>;
  readonly #again: () => void;
  #speed: Point = { x: 0, y: 0 };
  #frame: number | undefined;
  #before = 0;

  /** @param again called after each move of the view: the drag goes on where the pointer is */
  constructor(context: Pick<GestureContext, 'store' | 'surface'>, again: () => void) {
    this.#context = context;
    this.#again = again;
  }

  /** The pointer is here now. @param at on the screen */
  follow(at: Point): void {
    const stage = this.#context.surface.elements?.stage.getBoundingClientRect();
    if (stage === undefined) return this.stop();
    this.#speed = {
      x: speedAt(at.x, stage.left, stage.right),
      y: speedAt(at.y, stage.top, stage.bottom),
    };
    if (this.#speed.x === 0 && this.#speed.y === 0) return this.stop();
    if (this.#frame !== undefined) return;
    this.#before = performance.now();
    this.#frame = requestAnimationFrame(this.#step);
  }

  stop(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  readonly #step = (now: number): void => {
    const { store, surface } = this.#context;
    const seconds = Math.min(Math.max(now - this.#before, 0), LONGEST_FRAME_MS) / 1000;
    this.#before = now;
    this.#frame = requestAnimationFrame(this.#step);
    const { viewport } = store.getState();
    const x = viewport.x + (this.#speed.x * seconds) / surface.outerScale;
    const y = viewport.y + (this.#speed.y * seconds) / surface.outerScale;
    store.dispatch({ type: 'moveViewport', viewport: { ...viewport, x, y } });
    this.#again();
  };
}

/** None in the middle; towards what lies beyond the edge that is near. */
function speedAt(at: number, start: number, end: number): number {
  // What is small has no middle to be in.
  const edge = Math.min(EDGE, (end - start) / 6);
  if (edge <= 0) return 0;
  if (at < start + edge) return Math.min(1, (start + edge - at) / edge) * SPEED;
  if (at > end - edge) return -Math.min(1, (at - end + edge) / edge) * SPEED;
  return 0;
}
