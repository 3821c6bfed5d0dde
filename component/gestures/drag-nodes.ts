/** Selects a node and drags it with all that is selected. React hears of it at the drop. */
import { own } from '../../src/config/document.js';
import type { Point } from '../surface/geometry.js';
import { distance, DRAG_DISTANCE } from './gesture.js';
import type { Gesture, GestureContext } from './gesture.js';

/** How a press on a node begins. */
export interface NodePress {
  readonly nodeId: string;
  /** Shift, Ctrl or Cmd was held: add to the selection, or take away. */
  readonly adds: boolean;
}

/** Nodes while they are dragged. They stay under the pointer, whatever the wheel does meanwhile. */
export class NodeDrag implements Gesture {
  readonly #context: GestureContext;
  readonly #press: NodePress;
  readonly #start: Point;
  readonly #startOnCanvas: Point;
  readonly #wasSelected: boolean;
  readonly #ids: readonly string[];
  hasMoved = false;

  constructor(context: GestureContext, start: Point, press: NodePress) {
    const { store, surface } = context;
    const { nodeId, adds } = press;
    this.#context = context;
    this.#press = press;
    this.#start = start;
    this.#startOnCanvas = surface.toCanvas(start);
    this.#wasSelected = store.getState().selection.has(nodeId);
    if (!this.#wasSelected) {
      store.dispatch({ type: 'select', ids: [nodeId], mode: adds ? 'add' : 'replace' });
    }
    this.#ids = [...store.getState().selection];
  }

  move(at: Point): void {
    this.hasMoved ||= distance(this.#start, at) >= DRAG_DISTANCE;
    if (!this.hasMoved || this.#context.readOnly) return;
    const offset = this.#offsetTo(at);
    this.#context.surface.displace(new Map(this.#ids.map((id) => [id, offset])));
  }

  end(at: Point): void {
    this.move(at);
    this.cancel();
    if (!this.hasMoved) return this.#click();
    const { store, readOnly } = this.#context;
    if (readOnly) return;
    const { nodes } = store.getState().graph;
    const offset = this.#offsetTo(at);
    const places = this.#ids.flatMap((id) => {
      const node = own(nodes, id);
      return node === undefined
        ? []
        : [[id, { x: node.x + offset.x, y: node.y + offset.y }] as const];
    });
    store.dispatch({ type: 'moveNodes', places: Object.fromEntries(places) });
  }

  cancel(): void {
    this.#context.surface.displace(new Map());
  }

  #offsetTo(at: Point): Point {
    const { x, y } = this.#context.surface.toCanvas(at);
    return { x: Math.round(x - this.#startOnCanvas.x), y: Math.round(y - this.#startOnCanvas.y) };
  }

  /** A press without a drag, on one of several or with a key held, changes the selection. */
  #click(): void {
    if (!this.#wasSelected) return;
    const { nodeId, adds } = this.#press;
    const mode = adds ? 'toggle' : 'replace';
    this.#context.store.dispatch({ type: 'select', ids: [nodeId], mode });
  }
}
