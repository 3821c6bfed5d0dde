/** A node that is dragged over a wire it fits between: the wire is lit, and the drop inserts it. */
import { own } from '../../src/config/document.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import type { GraphNode } from '../../src/graph/graph.js';
import type { EditorCommand } from '../store/editor-command.js';
import type { Moved } from '../store/moved-with.js';
import type { Point } from '../surface/geometry.js';
import { wireKey } from '../surface/wire-layer.js';
import type { GestureContext } from './gesture.js';
import { insertCommands, planInsert } from './plan-insert.js';
import type { InsertPlan } from './plan-insert.js';
import { WireTarget } from './wire-target.js';

/** Where a node is held. */
export interface Held {
  /** The pointer, on the screen. */
  readonly at: Point;
  /** The pointer, on the canvas. */
  readonly place: Point;
  /** How far the node is from where it was. */
  readonly offset: Point;
}

/** One drag; it does nothing unless a single node without wires is dragged. */
export class NodeInsertion {
  readonly #context: GestureContext;
  readonly #node: GraphNode | undefined;
  readonly #plans = new Map<string, InsertPlan | undefined>();
  #target: WireTarget | undefined;
  #isSaid = false;

  constructor(context: GestureContext, { nodeIds, commentIds }: Moved) {
    this.#context = context;
    const isAlone = nodeIds.length === 1 && commentIds.length === 0;
    const node = isAlone ? own(context.store.getState().graph.nodes, nodeIds[0]!) : undefined;
    this.#node = node !== undefined && isUnwired(node) ? node : undefined;
  }

  /** Shows what a drop would do. */
  show({ at, place, offset }: Held): void {
    if (this.#node === undefined) return;
    const plan = this.#planAt(place, offset);
    this.#target?.light(plan?.wire);
    const { hint, editor } = this.#context;
    if (plan !== undefined) hint.show(editor.text.gestures.insert, at, 'plain');
    else if (this.#isSaid) hint.hide();
    this.#isSaid = plan !== undefined;
  }

  /** What inserts the node where it is dropped; undefined where it is just moved. */
  find(place: Point, offset: Point): EditorCommand | undefined {
    if (this.#node === undefined) return undefined;
    const plan = this.#planAt(place, offset);
    if (plan === undefined) return undefined;
    return { type: 'batch', commands: insertCommands(this.#node.id, plan) };
  }

  cancel(): void {
    this.#target?.light(undefined);
    if (this.#isSaid) this.#context.hint.hide();
  }

  /** Held by the pointer, or by the middle of the card. */
  #planAt(place: Point, offset: Point): InsertPlan | undefined {
    const { surface, store } = this.#context;
    const box = surface.boxOf(this.#node!.id);
    if (box === undefined) return undefined;
    this.#target ??= new WireTarget(surface);
    const middle = {
      x: box.x + box.width / 2 + offset.x,
      y: box.y + box.height / 2 + offset.y,
    };
    const scale = store.getState().viewport.scale * surface.outerScale;
    const wire = this.#target.find([place, middle], scale);
    return wire === undefined ? undefined : this.#planFor(wire);
  }

  #planFor(wire: Wire): InsertPlan | undefined {
    const key = wireKey(wire.from, wire.to);
    if (!this.#plans.has(key)) {
      const { store, surface } = this.#context;
      const { graph } = store.getState();
      const { catalog } = surface;
      const ports = catalog.portsOf(this.#node!, graph);
      this.#plans.set(key, planInsert({ graph, catalog }, wire, ports));
    }
    return this.#plans.get(key);
  }
}

function isUnwired({ connections: { inputs, outputs } }: GraphNode): boolean {
  return [inputs, outputs].every((side) => Object.values(side).every((ends) => ends.length === 0));
}
