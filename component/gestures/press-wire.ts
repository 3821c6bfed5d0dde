/** What a press on a wire does: selects it, bends it, moves one of its points; a drag pans. */
import { own } from '../../src/config/document.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import type { WirePoint } from '../../src/graph/graph.js';
import { pointsOf } from '../../src/graph/wire-points.js';
import { markKey } from '../store/marks.js';
import type { Point } from '../surface/geometry.js';
import { EdgePan } from './edge-pan.js';
import { distance, DRAG_DISTANCE } from './gesture.js';
import type { Gesture, GestureContext, HeldKeys, Press } from './gesture.js';
import { Pan } from './pan.js';
import { snapToGrid } from './snap.js';

/** A press on a wire, beside its points. */
export class WirePress implements Gesture {
  readonly #context: GestureContext;
  readonly #press: Press;
  readonly #wire: Wire;
  readonly #pan: Pan;

  constructor(context: GestureContext, press: Press, wire: Wire) {
    this.#context = context;
    this.#press = press;
    this.#wire = wire;
    this.#pan = new Pan(context, press.at, { clears: false });
  }

  get hasMoved(): boolean {
    return this.#pan.hasMoved;
  }

  move(at: Point): void {
    this.#pan.move(at);
  }

  end(at: Point): void {
    this.#pan.end(at);
    if (this.hasMoved) return;
    selectWire(this.#context, this.#wire, this.#press.adds);
    const { editor, surface } = this.#context;
    if (this.#press.count === 2) {
      editor.addWirePoint(this.#wire, surface.toCanvas(this.#press.at));
    }
  }

  cancel(): void {
    this.#pan.cancel();
  }
}

/** A point of a wire while it is dragged. A double click takes it away. */
export class PointDrag implements Gesture {
  readonly #context: GestureContext;
  readonly #press: Press;
  readonly #wire: Wire;
  readonly #index: number;
  readonly #points: readonly WirePoint[];
  readonly #start: Point;
  readonly #edge: EdgePan;
  #last: readonly [Point, HeldKeys];
  hasMoved = false;

  /** @param index which of the wire's points */
  constructor(context: GestureContext, press: Press, wire: Wire, index: number) {
    this.#context = context;
    this.#press = press;
    this.#wire = wire;
    this.#index = index;
    this.#points = currentPoints(context, wire);
    this.#start = context.surface.toCanvas(press.at);
    this.#last = [press.at, { alt: false }];
    this.#edge = new EdgePan(context, () => this.#show());
  }

  move(at: Point, _: EventTarget | null, keys: HeldKeys): void {
    this.hasMoved ||= distance(this.#press.at, at) >= DRAG_DISTANCE;
    if (!this.hasMoved) return;
    this.#last = [at, keys];
    this.#edge.follow(at);
    this.#show();
  }

  end(at: Point, target: EventTarget | null, keys: HeldKeys): void {
    this.move(at, target, keys);
    const points = this.#moved();
    this.cancel();
    selectWire(this.#context, this.#wire, this.#press.adds && !this.hasMoved);
    if (this.hasMoved) setPoints(this.#context, this.#wire, points);
    else if (this.#press.count === 2) {
      setPoints(this.#context, this.#wire, spliced(this.#points, [this.#index, 1]));
    }
  }

  cancel(): void {
    this.#edge.stop();
    this.#context.surface.bend(undefined);
  }

  #show(): void {
    this.#context.surface.bend(this.#wire, this.#moved());
  }

  #moved(): readonly WirePoint[] {
    const [at, { alt }] = this.#last;
    const { store, surface } = this.#context;
    const to = surface.toCanvas(at);
    const before = this.#points[this.#index]!;
    const free = { x: to.x - this.#start.x, y: to.y - this.#start.y };
    const snaps = store.getState().settings.snapToGrid && !alt;
    const by = snaps ? snapToGrid(before, free).offset : free;
    const place = rounded({ x: before.x + by.x, y: before.y + by.y });
    return spliced(this.#points, [this.#index, 1], place);
  }
}

function currentPoints({ store }: GestureContext, { from, to }: Wire): readonly WirePoint[] {
  return pointsOf(own(store.getState().graph.nodes, to.nodeId), to.portName, from);
}

function setPoints({ store }: GestureContext, wire: Wire, points: readonly WirePoint[]): void {
  store.dispatch({ type: 'setWirePoints', wire, points });
}

function selectWire({ store }: GestureContext, wire: Wire, adds: boolean): void {
  const marks = [markKey({ type: 'wire', wire })];
  store.dispatch({ type: 'select', ids: [], marks, mode: adds ? 'toggle' : 'replace' });
}

/** The points with some taken out, and others put there. */
function spliced(
  points: readonly WirePoint[],
  [index, count]: readonly [number, number],
  ...added: readonly WirePoint[]
): readonly WirePoint[] {
  return [...points.slice(0, index), ...added, ...points.slice(index + count)];
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}
