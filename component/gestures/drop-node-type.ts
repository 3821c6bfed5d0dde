/** A node type that is dragged onto the canvas, from our palette or a host's. */
import type { NodeType } from '../../src/config/config.js';
import { DRAG_HOLD, NODE_DRAG_TYPE } from '../node-drag.js';
import { addNodeCommand, freePlace, newNodeIds } from '../store/new-node.js';
import type { Point } from '../surface/geometry.js';
import type { GestureContext } from './gesture.js';
import { insertCommands, planInsert } from './plan-insert.js';
import type { InsertPlan } from './plan-insert.js';
import { WireTarget } from './wire-target.js';

/** Listens on a canvas. @returns ends it */
export function listenToDrops(canvas: HTMLElement, context: () => GestureContext): () => void {
  const drops = new Drops(context);
  const controller = new AbortController();
  const { signal } = controller;
  // Later no page may read what is dragged, until it is dropped.
  window.addEventListener('dragstart', (event) => drops.remember(event), { signal });
  window.addEventListener('dragend', () => drops.end(), { signal });
  canvas.addEventListener('dragover', (event) => drops.hover(event), { signal });
  canvas.addEventListener('dragleave', (event) => drops.leave(event), { signal });
  canvas.addEventListener('drop', (event) => drops.drop(event), { signal });
  return () => {
    drops.end();
    controller.abort();
  };
}

/** What is dragged over one canvas. */
class Drops {
  readonly #context: () => GestureContext;
  #type: string | undefined;
  #target: WireTarget | undefined;
  #isSaid = false;

  constructor(context: () => GestureContext) {
    this.#context = context;
  }

  remember({ dataTransfer }: DragEvent): void {
    this.#type = dataTransfer?.getData(NODE_DRAG_TYPE) || undefined;
  }

  hover(event: DragEvent): void {
    const { dataTransfer } = event;
    const { readOnly, editor, hint } = this.#context();
    if (readOnly || dataTransfer?.types.includes(NODE_DRAG_TYPE) !== true) return;
    event.preventDefault();
    dataTransfer.dropEffect = 'copy';
    const at = pointOf(event);
    const plan = this.#planAt(at, editor.nodeTypes.get(this.#type ?? ''));
    this.#target?.light(plan?.wire);
    if (plan !== undefined) hint.show(editor.text.gestures.insert, at, 'plain');
    else if (this.#isSaid) hint.hide();
    this.#isSaid = plan !== undefined;
  }

  leave({ relatedTarget, currentTarget }: DragEvent): void {
    const isInside =
      relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget);
    if (!isInside) this.#clear();
  }

  drop(event: DragEvent): void {
    const { readOnly, editor, surface } = this.#context();
    const type = editor.nodeTypes.get(event.dataTransfer?.getData(NODE_DRAG_TYPE) ?? '');
    if (type === undefined) return;
    event.preventDefault();
    if (readOnly) return;
    const at = pointOf(event);
    const plan = this.#planAt(at, type);
    this.end();
    const corner = surface.toCanvas(at);
    const place = { x: corner.x - DRAG_HOLD.x, y: corner.y - DRAG_HOLD.y };
    const id =
      plan === undefined ? editor.addNode(type.type, place) : this.#insert(type, plan, place);
    if (id !== undefined) editor.focusNode(id);
  }

  end(): void {
    this.#clear();
    this.#type = undefined;
  }

  #clear(): void {
    this.#target?.light(undefined);
    this.#target = undefined;
    if (this.#isSaid) this.#context().hint.hide();
    this.#isSaid = false;
  }

  #planAt(at: Point, type: NodeType | undefined): InsertPlan | undefined {
    if (type === undefined) return undefined;
    const { surface, store } = this.#context();
    const { graph, viewport } = store.getState();
    this.#target ??= new WireTarget(surface);
    const scale = viewport.scale * surface.outerScale;
    const wire = this.#target.find([surface.toCanvas(at)], scale);
    return wire && planInsert({ graph, catalog: surface.catalog }, wire, type);
  }

  /** One step of the history. */
  #insert(type: NodeType, plan: InsertPlan, place: Point): string {
    const { store } = this.#context();
    const { graph } = store.getState();
    const id = newNodeIds(graph, [type.type])[0]!;
    store.dispatch({
      type: 'batch',
      commands: [
        addNodeCommand(type, id, freePlace(graph, place)),
        ...insertCommands(id, plan),
        { type: 'select', ids: [id] },
      ],
    });
    return id;
  }
}

function pointOf({ clientX, clientY }: MouseEvent): Point {
  return { x: clientX, y: clientY };
}
