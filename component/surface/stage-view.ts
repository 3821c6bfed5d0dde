/** What the stage shows of the canvas: its size, its viewport, and places on the screen. */
import type { Viewport } from '../store/editor-state.js';
import type { EditorStore } from '../store/editor-store.js';
import { boxAround, fitted, intersects, seenBox, shiftInto, toCanvas, zoomed } from './geometry.js';
import type { Box, Point } from './geometry.js';

const NO_SIZE = { width: 0, height: 0 };

/** The view of one canvas. */
export class StageView {
  readonly #store: EditorStore;
  #stage: HTMLElement | undefined;
  #size = NO_SIZE;
  #outerScale = 1;

  constructor(store: EditorStore) {
    this.#store = store;
  }

  set stage(stage: HTMLElement | undefined) {
    this.#stage = stage;
  }

  get viewport(): Viewport {
    return this.#store.getState().viewport;
  }

  /** Of the stage, in its own pixels; zero while nothing is shown. */
  get size(): { readonly width: number; readonly height: number } {
    return this.#size;
  }

  /** Screen pixels to a pixel of the stage: the host may have scaled what the editor is in. */
  get outerScale(): number {
    return this.#outerScale;
  }

  /** Screen pixels to a pixel of the canvas. */
  get scale(): number {
    return this.viewport.scale * this.#outerScale;
  }

  /** A host may scale what is round the stage at any time; nobody tells of that. */
  measure(): DOMRect | undefined {
    const stage = this.#stage;
    if (stage === undefined) return undefined;
    const rect = stage.getBoundingClientRect();
    this.#outerScale = stage.offsetWidth > 0 ? rect.width / stage.offsetWidth : 1;
    return rect;
  }

  readSize(): void {
    const { width, height } = this.measure() ?? NO_SIZE;
    this.#size = { width: width / this.#outerScale, height: height / this.#outerScale };
  }

  /** A place on the screen, from the stage's corner. */
  toStage(client: Point): Point {
    const rect = this.measure();
    if (rect === undefined) return client;
    return {
      x: (client.x - rect.left) / this.#outerScale,
      y: (client.y - rect.top) / this.#outerScale,
    };
  }

  /** A place on the screen, on the canvas. */
  toCanvas(client: Point): Point {
    return toCanvas(this.viewport, this.toStage(client));
  }

  /** A place on the canvas, on the screen. */
  toScreen({ x, y }: Point): Point {
    const { left = 0, top = 0 } = this.measure() ?? {};
    const { viewport } = this;
    return {
      x: left + (viewport.x + x * viewport.scale) * this.#outerScale,
      y: top + (viewport.y + y * viewport.scale) * this.#outerScale,
    };
  }

  /** The middle of what is seen, on the canvas. */
  middle(): Point {
    return toCanvas(this.viewport, { x: this.#size.width / 2, y: this.#size.height / 2 });
  }

  /** True when at least a part of a place on the canvas is seen. */
  isSeen(box: Box): boolean {
    return this.#size.width === 0 || intersects(seenBox(this.viewport, this.#size), box);
  }

  /** Moves the view so that an element on the canvas is seen. */
  reveal(element: Element): void {
    const stage = this.#stage?.getBoundingClientRect();
    if (stage === undefined || this.#size.width === 0) return;
    const rect = element.getBoundingClientRect();
    const x = shiftInto([rect.left, rect.right], [stage.left, stage.right]);
    const y = shiftInto([rect.top, rect.bottom], [stage.top, stage.bottom]);
    if (x === 0 && y === 0) return;
    const { viewport } = this;
    const moved = { x: viewport.x + x / this.#outerScale, y: viewport.y + y / this.#outerScale };
    this.#show({ ...viewport, ...moved });
  }

  /** @param at Of the stage. @default its middle */
  zoomBy(factor: number, at?: Point): void {
    const middle = { x: this.#size.width / 2, y: this.#size.height / 2 };
    this.#show(zoomed(this.viewport, factor, at ?? middle));
  }

  /** The viewport that shows all of these places; undefined where there is none, or no stage. */
  viewOf(boxes: readonly Box[]): Viewport | undefined {
    const box = boxAround(boxes);
    return box === undefined || this.#size.width === 0 ? undefined : fitted(box, this.#size);
  }

  #show(viewport: Viewport): void {
    this.#store.dispatch({ type: 'moveViewport', viewport });
  }
}
