/** Draws a box on the canvas: what it touches is selected. React hears of it at the release. */
import { groupingOf } from '../../src/graph/groups.js';
import type { EditorState } from '../store/editor-state.js';
import { markKey } from '../store/marks.js';
import { intersects } from '../surface/geometry.js';
import type { Box, Point } from '../surface/geometry.js';
import { EdgePan } from './edge-pan.js';
import { distance, DRAG_DISTANCE } from './gesture.js';
import type { Gesture, GestureContext, Press } from './gesture.js';
import { Overlay } from './overlay.js';

/** Something the box may touch. */
interface Touchable {
  readonly box: Box;
  readonly id?: string;
  readonly mark?: string;
  readonly element: Element | undefined;
}

const SELECTED = 'data-mr-selected';

/** The box while it is drawn. A press without a drag clears the selection. */
export class SelectBox implements Gesture {
  readonly #context: GestureContext;
  readonly #press: Press;
  readonly #start: Point;
  readonly #adds: boolean;
  readonly #before: Pick<EditorState, 'selection' | 'marks'>;
  readonly #overlay: Overlay;
  readonly #edge: EdgePan;
  #last: Point;
  /** Made once: nothing moves meanwhile. */
  #touchables: readonly Touchable[] | undefined;
  #touched: ReadonlySet<Touchable> = new Set();
  hasMoved = false;

  constructor(context: GestureContext, press: Press) {
    this.#context = context;
    this.#press = press;
    this.#adds = press.ctrl;
    this.#start = context.surface.toCanvas(press.at);
    this.#last = press.at;
    this.#before = context.store.getState();
    this.#overlay = new Overlay(context);
    this.#edge = new EdgePan(context, () => this.#show());
  }

  move(at: Point): void {
    this.hasMoved ||= distance(this.#press.at, at) >= DRAG_DISTANCE;
    if (!this.hasMoved) return;
    this.#last = at;
    this.#edge.follow(at);
    this.#show();
  }

  end(at: Point): void {
    this.move(at);
    const touched = [...this.#touched];
    this.#finish();
    const ids = touched.flatMap(({ id }) => id ?? []);
    const marks = touched.flatMap(({ mark }) => mark ?? []);
    if (!this.hasMoved && this.#press.adds) return;
    const mode = this.#adds ? 'add' : 'replace';
    this.#context.store.dispatch({ type: 'select', ids, marks, mode });
  }

  cancel(): void {
    this.#finish();
  }

  #show(): void {
    const corner = this.#context.surface.toCanvas(this.#last);
    const box = {
      x: Math.min(this.#start.x, corner.x),
      y: Math.min(this.#start.y, corner.y),
      width: Math.abs(corner.x - this.#start.x),
      height: Math.abs(corner.y - this.#start.y),
    };
    this.#overlay.showBox(box);
    this.#touchables ??= findTouchables(this.#context);
    this.#mark(new Set(this.#touchables.filter((each) => intersects(each.box, box))));
  }

  /** Shows what would be selected, past React. */
  #mark(touched: ReadonlySet<Touchable>): void {
    for (const each of this.#touched) if (!touched.has(each)) this.#paint(each, false);
    for (const each of touched) if (!this.#touched.has(each)) this.#paint(each, true);
    if (this.#touched.size === 0 && !this.#adds) {
      for (const each of this.#touchables ?? []) if (!touched.has(each)) this.#paint(each, false);
    }
    this.#touched = touched;
  }

  #paint({ element, id, mark }: Touchable, isTouched: boolean): void {
    const was = id === undefined ? this.#before.marks.has(mark!) : this.#before.selection.has(id);
    element?.toggleAttribute(SELECTED, isTouched || (this.#adds && was));
  }

  /** What is selected in truth is shown again. */
  #finish(): void {
    this.#edge.stop();
    this.#overlay.remove();
    const { selection, marks } = this.#context.store.getState();
    for (const { element, id, mark } of this.#touchables ?? []) {
      element?.toggleAttribute(SELECTED, id === undefined ? marks.has(mark!) : selection.has(id));
    }
  }
}

/** Nodes that are shown, comments, and groups that are cards. */
function findTouchables({ store, surface }: GestureContext): readonly Touchable[] {
  const nodes = Object.keys(store.getState().graph.nodes).flatMap((id) => {
    const box = surface.items.isHidden(id) ? undefined : surface.boxOf(id);
    return box === undefined ? [] : [{ id, box, element: surface.nodes.get(id) }];
  });
  const { byId } = groupingOf(store.getState().graph);
  const items = surface.items.all().flatMap(([mark, box]) => {
    // An open group is its nodes.
    if (mark.type === 'group' && byId.get(mark.id)?.collapsed !== true) return [];
    return [{ mark: markKey(mark), box, element: surface.items.elementOf(mark) }];
  });
  return [...nodes, ...items];
}
