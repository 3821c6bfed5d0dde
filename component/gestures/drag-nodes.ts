/** Selects a node, comment or group and drags it with all that is selected. React hears of it at the drop. */
import { commentsOf } from '../../src/graph/comments.js';
import { own } from '../../src/config/document.js';
import type { EditorCommand } from '../store/editor-command.js';
import { markKey } from '../store/marks.js';
import type { Mark } from '../store/marks.js';
import { movedWith } from '../store/moved-with.js';
import type { Moved } from '../store/moved-with.js';
import type { Point } from '../surface/geometry.js';
import { EdgePan } from './edge-pan.js';
import { distance, DRAG_DISTANCE } from './gesture.js';
import type { Gesture, GestureContext, HeldKeys, Press } from './gesture.js';
import { NodeInsertion } from './insert-dragged.js';
import { Overlay } from './overlay.js';
import { DragSnap } from './snap-drag.js';

/** What is pressed: a node, or something else that can be moved. */
export type Pressed = { readonly type: 'node'; readonly id: string } | Mark;

/** Nodes while they are dragged. They stay under the pointer, whatever the wheel does meanwhile. */
export class NodeDrag implements Gesture {
  readonly #context: GestureContext;
  readonly #press: Press;
  readonly #choice: { readonly ids: readonly string[]; readonly marks: readonly string[] };
  readonly #startOnCanvas: Point;
  readonly #wasSelected: boolean;
  readonly #overlay: Overlay;
  readonly #edge: EdgePan;
  /** From the first move on. */
  #moved: Moved | undefined;
  #snap: DragSnap | undefined;
  #insertion: NodeInsertion | undefined;
  #last: readonly [Point, HeldKeys];
  hasMoved = false;

  constructor(context: GestureContext, press: Press, pressed: Pressed) {
    const { store, surface } = context;
    this.#context = context;
    this.#press = press;
    this.#startOnCanvas = surface.toCanvas(press.at);
    this.#last = [press.at, { alt: false }];
    this.#overlay = new Overlay(context);
    this.#edge = new EdgePan(context, () => this.#show());
    const isNode = pressed.type === 'node';
    this.#choice = isNode
      ? { ids: [pressed.id], marks: [] }
      : { ids: [], marks: [markKey(pressed)] };
    const { selection, marks } = store.getState();
    this.#wasSelected = isNode ? selection.has(pressed.id) : marks.has(this.#choice.marks[0]!);
    if (this.#wasSelected) return;
    store.dispatch({ type: 'select', ...this.#choice, mode: press.adds ? 'add' : 'replace' });
  }

  move(at: Point, _: EventTarget | null, keys: HeldKeys): void {
    this.hasMoved ||= distance(this.#press.at, at) >= DRAG_DISTANCE;
    if (!this.hasMoved || this.#context.readOnly) return;
    this.#last = [at, keys];
    this.#edge.follow(at);
    this.#show();
  }

  end(at: Point, target: EventTarget | null, keys: HeldKeys): void {
    this.move(at, target, keys);
    if (!this.hasMoved) return this.#click();
    if (this.#context.readOnly) return;
    const place = this.#context.surface.toCanvas(at);
    const offset = this.#offset(place);
    const into = this.#insertion?.find(place, offset);
    const regroup = this.#dropInto(place);
    const commands = [this.#moveBy(offset), into, regroup].filter((each) => each !== undefined);
    const [only] = commands;
    const { store } = this.#context;
    try {
      store.dispatch(commands.length > 1 ? { type: 'batch', commands } : only!);
    } finally {
      // Now they are where they are shown; before, all would go back for a moment, and be drawn anew.
      this.cancel();
    }
  }

  cancel(): void {
    this.#edge.stop();
    this.#overlay.remove();
    this.#insertion?.cancel();
    const { surface } = this.#context;
    surface.elements?.stage.removeAttribute('data-mr-dragging');
    surface.items.showDrop(undefined);
    surface.displace(new Map(), new Map());
  }

  #show(): void {
    const { surface } = this.#context;
    // Read before anything is written: else the browser would have to lay out all with each move.
    const place = surface.toCanvas(this.#last[0]);
    surface.elements?.stage.setAttribute('data-mr-dragging', '');
    this.#moved ??= movedWith(this.#context.store.getState(), (id) =>
      surface.items.boxes.extentOf(id),
    );
    this.#snap ??= new DragSnap(this.#context, this.#moved);
    this.#insertion ??= new NodeInsertion(this.#context, this.#moved);
    const { nodeIds, commentIds } = this.#moved;
    const offset = this.#offset(place);
    surface.displace(
      new Map(nodeIds.map((id) => [id, offset])),
      new Map(commentIds.map((id) => [id, offset])),
    );
    this.#overlay.showLines(this.#snap.lines);
    this.#insertion.show({ at: this.#last[0], place, offset });
    surface.items.showDrop(this.#dropInto(place));
  }

  #dropInto(place: Point): ReturnType<GestureContext['surface']['items']['dropInto']> {
    return this.#context.surface.items.dropInto(this.#moved?.nodeIds ?? [], place);
  }

  #moveBy({ x, y }: Point): EditorCommand {
    const { graph } = this.#context.store.getState();
    const { nodeIds, commentIds } = this.#moved!;
    const known = commentsOf(graph);
    const placed = (ids: readonly string[], find: (id: string) => Point | undefined) =>
      Object.fromEntries(
        ids.flatMap((id) => {
          const place = find(id);
          return place === undefined ? [] : [[id, { x: place.x + x, y: place.y + y }] as const];
        }),
      );
    const places = placed(nodeIds, (id) => own(graph.nodes, id));
    if (commentIds.length === 0) return { type: 'moveNodes', places };
    return { type: 'moveNodes', places, comments: placed(commentIds, (id) => known.get(id)) };
  }

  /** @param place the pointer on the canvas */
  #offset({ x, y }: Point): Point {
    const [, { alt }] = this.#last;
    const offset = { x: x - this.#startOnCanvas.x, y: y - this.#startOnCanvas.y };
    const { x: dx, y: dy } = this.#snap?.snap(offset, alt) ?? offset;
    return { x: Math.round(dx), y: Math.round(dy) };
  }

  /** A press without a drag, on one of several or with a key held, changes the selection. */
  #click(): void {
    if (!this.#wasSelected) return;
    const mode = this.#press.adds ? 'toggle' : 'replace';
    this.#context.store.dispatch({ type: 'select', ...this.#choice, mode });
  }
}
