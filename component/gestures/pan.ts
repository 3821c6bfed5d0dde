/** Drags the canvas. A press that does not move clears the selection. */
import type { Viewport } from '../store/editor-state.js';
import type { Point } from '../surface/geometry.js';
import { distance, DRAG_DISTANCE } from './gesture.js';
import type { Gesture, GestureContext } from './gesture.js';

/** The canvas while it is dragged. Zooming meanwhile does no harm: it goes on from where it is. */
export class Pan implements Gesture {
  readonly #context: GestureContext;
  readonly #start: Point;
  readonly #before: Viewport;
  readonly #clears: boolean;
  #last: Point;
  hasMoved = false;

  constructor(context: GestureContext, start: Point, { clears }: { readonly clears: boolean }) {
    this.#context = context;
    this.#start = this.#last = start;
    this.#before = context.store.getState().viewport;
    this.#clears = clears;
  }

  move(at: Point): void {
    this.hasMoved ||= distance(this.#start, at) >= DRAG_DISTANCE;
    if (!this.hasMoved) return;
    const { store, surface } = this.#context;
    surface.elements?.stage.setAttribute('data-mr-panning', '');
    const { viewport } = store.getState();
    const x = viewport.x + (at.x - this.#last.x) / surface.outerScale;
    const y = viewport.y + (at.y - this.#last.y) / surface.outerScale;
    this.#last = at;
    store.dispatch({ type: 'moveViewport', viewport: { ...viewport, x, y } });
  }

  end(at: Point): void {
    this.move(at);
    this.#finish();
    if (!this.hasMoved && this.#clears) this.#context.store.dispatch({ type: 'select', ids: [] });
  }

  cancel(): void {
    this.#finish();
    if (!this.hasMoved) return;
    this.#context.store.dispatch({ type: 'moveViewport', viewport: this.#before });
  }

  /** Ends it where the view is: two fingers go on. */
  rest(): void {
    this.#finish();
  }

  #finish(): void {
    this.#context.surface.elements?.stage.removeAttribute('data-mr-panning');
  }
}
