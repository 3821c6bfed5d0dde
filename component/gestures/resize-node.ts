/** Makes a card wider or narrower by its right edge. React hears of it at the release. */
import { own } from '../../src/config/document.js';
import { clampWidth } from '../store/node-width.js';
import type { Point } from '../surface/geometry.js';
import { distance, DRAG_DISTANCE } from './gesture.js';
import type { Gesture, GestureContext } from './gesture.js';

/** A card while its edge is dragged. */
export class NodeResize implements Gesture {
  readonly #context: GestureContext;
  readonly #nodeId: string;
  readonly #start: Point;
  readonly #from: number;
  readonly #width: number;
  hasMoved = false;

  constructor(context: GestureContext, start: Point, nodeId: string) {
    const { store, surface } = context;
    this.#context = context;
    this.#nodeId = nodeId;
    this.#start = start;
    this.#from = surface.toCanvas(start).x;
    this.#width = own(store.getState().graph.nodes, nodeId)?.width ?? 0;
  }

  move(at: Point): void {
    this.hasMoved ||= distance(this.#start, at) >= DRAG_DISTANCE;
    if (this.hasMoved) this.#show(this.#widthAt(at));
  }

  end(at: Point): void {
    if (!this.hasMoved) return;
    const width = this.#widthAt(at);
    this.#show(this.#width);
    const { store } = this.#context;
    store.dispatch({ type: 'changeNodes', ids: [this.#nodeId], patch: { width } });
  }

  cancel(): void {
    if (this.hasMoved) this.#show(this.#width);
  }

  #widthAt(at: Point): number {
    return clampWidth(this.#width + this.#context.surface.toCanvas(at).x - this.#from);
  }

  /** The wires follow: the surface watches the sizes of cards. */
  #show(width: number): void {
    const element = this.#context.surface.nodes.get(this.#nodeId);
    if (element !== undefined) element.style.width = `${width}px`;
  }
}
