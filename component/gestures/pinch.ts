/** Two fingers: they zoom by their distance, and pan by the place between them. */
import type { Viewport } from '../store/editor-state.js';
import { zoomed } from '../surface/geometry.js';
import type { Point } from '../surface/geometry.js';
import { distance } from './gesture.js';
import type { GestureContext } from './gesture.js';

/** Two fingers on the canvas, from where the second touched it. */
export class Pinch {
  readonly #context: GestureContext;
  readonly #fingers = new Map<number, Point>();
  readonly #before: Viewport;
  readonly #gap: number;
  readonly #middle: Point;

  /** @param fingers by pointer id; two */
  constructor(context: GestureContext, fingers: ReadonlyMap<number, Point>) {
    this.#context = context;
    for (const [id, at] of fingers) this.#fingers.set(id, at);
    this.#before = context.store.getState().viewport;
    this.#gap = Math.max(1, this.#spread());
    this.#middle = context.surface.toStage(this.#center());
  }

  /** True for one of its two fingers; a third is a palm. */
  has(pointerId: number): boolean {
    return this.#fingers.has(pointerId);
  }

  move(pointerId: number, at: Point): void {
    this.#fingers.set(pointerId, at);
    const { store, surface } = this.#context;
    const to = surface.toStage(this.#center());
    const viewport = zoomed(this.#before, this.#spread() / this.#gap, this.#middle);
    const x = viewport.x + to.x - this.#middle.x;
    const y = viewport.y + to.y - this.#middle.y;
    store.dispatch({ type: 'moveViewport', viewport: { ...viewport, x, y } });
  }

  /** The finger that is left when one is lifted. */
  without(pointerId: number): readonly [number, Point] | undefined {
    return [...this.#fingers].find(([id]) => id !== pointerId);
  }

  /** The view is as before. */
  cancel(): void {
    this.#context.store.dispatch({ type: 'moveViewport', viewport: this.#before });
  }

  #center(): Point {
    const [one, two] = this.#both();
    return { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2 };
  }

  #spread(): number {
    return distance(...this.#both());
  }

  #both(): readonly [Point, Point] {
    return [...this.#fingers.values()] as unknown as readonly [Point, Point];
  }
}
