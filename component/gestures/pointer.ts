/**
 * All pointer handling of the canvas, in the capture phase: Flume's own handlers, which know neither
 * touch nor selection nor types, never see a press.
 */
import type { Point } from '../surface/geometry.js';
import { NodeDrag } from './drag-nodes.js';
import { WireDrawing } from './draw-wire.js';
import type { Gesture, GestureContext } from './gesture.js';
import { Pan } from './pan.js';
import { turnWheel } from './wheel.js';

/** What takes a press itself. */
const INTERACTIVE =
  'input, textarea, select, button, a, label, summary, pre, [contenteditable], [data-mr-press]';

/** What Flume listens to. */
const FLUMES = ['mousedown', 'touchstart'] as const;

/** Listens on a canvas. @returns ends it, and the gesture under way */
export function listenToPointer(canvas: HTMLElement, context: () => GestureContext): () => void {
  const input = new PointerInput(canvas, context);
  return () => input.close();
}

/** One canvas and the gesture on it. */
class PointerInput {
  readonly #canvas: HTMLElement;
  readonly #context: () => GestureContext;
  readonly #controller = new AbortController();
  #gesture: { readonly pointerId: number; readonly run: Gesture } | undefined;

  constructor(canvas: HTMLElement, context: () => GestureContext) {
    this.#canvas = canvas;
    this.#context = context;
    // In the capture phase, also on the window: a host that stops a release must not be missed.
    const options = { capture: true, signal: this.#controller.signal };
    canvas.addEventListener('pointerdown', (event) => this.#press(event), options);
    canvas.addEventListener('contextmenu', (event) => this.#openMenu(event), options);
    for (const name of FLUMES) {
      canvas.addEventListener(name, (event) => event.stopPropagation(), options);
    }
    window.addEventListener('pointermove', (event) => this.#move(event), options);
    window.addEventListener('pointerup', (event) => this.#release(event), options);
    window.addEventListener('pointercancel', (event) => this.#lose(event), options);
    window.addEventListener('keydown', (event) => this.#pressKey(event), options);
    const { signal } = this.#controller;
    // Its own: in the capture phase those of every field come by.
    window.addEventListener('blur', () => this.#stop(), { signal });
    canvas.addEventListener('wheel', (event) => turnWheel(event, context()), {
      passive: false,
      signal,
    });
  }

  close(): void {
    this.#stop();
    this.#controller.abort();
  }

  #press(event: PointerEvent): void {
    if (this.#gesture !== undefined || event.button > 1) return;
    const run = startGesture(this.#context(), event);
    if (run === undefined) return;
    // Else a middle press scrolls the page, or pastes.
    if (event.button === 1) event.preventDefault();
    this.#gesture = { pointerId: event.pointerId, run };
  }

  #move(event: PointerEvent): void {
    if (this.#gesture?.pointerId !== event.pointerId) return;
    // The release was somewhere nobody told us of.
    if (event.pointerType === 'mouse' && event.buttons === 0) return this.#stop();
    this.#gesture.run.move(pointOf(event), this.#targetOf(event));
  }

  #release(event: PointerEvent): void {
    if (this.#gesture?.pointerId !== event.pointerId) return;
    const { run } = this.#gesture;
    this.#gesture = undefined;
    run.end(pointOf(event), this.#targetOf(event));
  }

  #lose(event: PointerEvent): void {
    if (this.#gesture?.pointerId === event.pointerId) this.#stop();
  }

  #pressKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || this.#gesture === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#stop();
  }

  /** In the middle of a drag there is no menu; before it, a long press or Ctrl and a click ask for one. */
  #openMenu(event: Event): void {
    if (this.#gesture?.run.hasMoved === true) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      this.#stop();
    }
  }

  #stop(): void {
    this.#gesture?.run.cancel();
    this.#gesture = undefined;
  }

  /** What is under the pointer: a touch names what it began on, a shadow root hides what is in it. */
  #targetOf(event: PointerEvent): EventTarget | null {
    const isTouch = event.pointerType === 'touch' || event.pointerType === 'pen';
    if (!isTouch) return event.composedPath()[0] ?? event.target;
    const root = this.#canvas.getRootNode() as Document | ShadowRoot;
    return root.elementFromPoint(event.clientX, event.clientY);
  }
}

function startGesture(context: GestureContext, event: PointerEvent): Gesture | undefined {
  const { surface, readOnly } = context;
  const start = pointOf(event);
  const isMiddle = event.button === 1;
  if (isMiddle) return new Pan(context, start, { clears: false });
  const end = readOnly ? undefined : surface.nodes.portAt(event.target, { rows: false });
  if (end !== undefined) return new WireDrawing(context, start, end);
  const nodeId = surface.nodes.nodeAt(event.target);
  if (isInteractive(event.target)) {
    if (nodeId !== undefined) selectQuietly(context, nodeId);
    return undefined;
  }
  if (nodeId === undefined) return new Pan(context, start, { clears: true });
  const adds = event.shiftKey || event.ctrlKey || event.metaKey;
  return new NodeDrag(context, start, { nodeId, adds });
}

/** Who works at a node's fields means that node. */
export function selectQuietly({ store }: Pick<GestureContext, 'store'>, nodeId: string): void {
  if (!store.getState().selection.has(nodeId)) store.dispatch({ type: 'select', ids: [nodeId] });
}

function isInteractive(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(INTERACTIVE) !== null;
}

function pointOf({ clientX, clientY }: MouseEvent): Point {
  return { x: clientX, y: clientY };
}
