/**
 * All pointer handling of the canvas, in the capture phase: Flume's own handlers, which know neither
 * touch nor selection nor types, never see a press.
 */
import type { Point } from '../surface/geometry.js';
import { startNodeDrag } from './drag-nodes.js';
import { WireDrawing } from './draw-wire.js';
import type { Gesture, GestureContext } from './gesture.js';
import { startPan } from './pan.js';

/** What takes a press itself. */
const INTERACTIVE =
  'input, textarea, select, button, a, label, summary, pre, [contenteditable], [data-mr-press]';

/** What Flume listens to. */
const FLUMES = ['mousedown', 'touchstart'] as const;

/** How far one notch of a wheel zooms: `e` to this power a pixel. */
const ZOOM_PER_PIXEL = 0.0016;

/** Listens on a canvas. @returns ends it, and the gesture under way */
export function listenToPointer(canvas: HTMLElement, context: () => GestureContext): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  let gesture: { readonly id: number; readonly run: Gesture } | undefined;

  const stop = (): void => {
    gesture?.run.cancel();
    gesture = undefined;
  };
  const onDown = (event: PointerEvent): void => {
    if (gesture !== undefined || event.button > 1) return;
    const run = startGesture(context(), event);
    if (run === undefined) return;
    gesture = { id: event.pointerId, run };
  };
  const onMove = (event: PointerEvent): void => {
    if (gesture?.id !== event.pointerId) return;
    gesture.run.move(pointOf(event), targetOf(event));
  };
  const onUp = (event: PointerEvent): void => {
    if (gesture?.id !== event.pointerId) return;
    const { run } = gesture;
    gesture = undefined;
    run.end(pointOf(event), targetOf(event));
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || gesture === undefined) return;
    event.stopPropagation();
    stop();
  };

  canvas.addEventListener('pointerdown', onDown, { capture: true, signal });
  window.addEventListener('pointermove', onMove, { signal });
  window.addEventListener('pointerup', onUp, { signal });
  window.addEventListener('pointercancel', stop, { signal });
  window.addEventListener('blur', stop, { signal });
  window.addEventListener('keydown', onKey, { capture: true, signal });
  for (const name of FLUMES) {
    canvas.addEventListener(name, (event) => event.stopPropagation(), { capture: true, signal });
  }
  canvas.addEventListener('wheel', (event) => onWheel(event, context()), {
    passive: false,
    signal,
  });
  return () => {
    stop();
    controller.abort();
  };
}

function startGesture(context: GestureContext, event: PointerEvent): Gesture | undefined {
  const { surface, readOnly } = context;
  const start = pointOf(event);
  const isMiddle = event.button === 1;
  if (!isMiddle) {
    const end = readOnly ? undefined : surface.nodes.portAt(event.target, { rows: false });
    if (end !== undefined) return new WireDrawing(context, start, end);
    const nodeId = surface.nodes.nodeAt(event.target);
    const adds = event.shiftKey || event.ctrlKey || event.metaKey;
    if (nodeId !== undefined) {
      if (!isInteractive(event.target)) return startNodeDrag(context, start, { nodeId, adds });
      selectQuietly(context, nodeId);
      return undefined;
    }
    if (isInteractive(event.target)) return undefined;
  }
  return startPan(context, start, { clears: !isMiddle });
}

/** Who works at a node's controls means that node. */
function selectQuietly({ store }: GestureContext, nodeId: string): void {
  if (!store.getState().selection.has(nodeId)) store.dispatch({ type: 'select', ids: [nodeId] });
}

function onWheel(event: WheelEvent, { store, surface }: GestureContext): void {
  if (scrollsItself(event)) return;
  event.preventDefault();
  const { viewport } = store.getState();
  if (event.shiftKey && !event.ctrlKey) {
    const x = viewport.x - (event.deltaX || event.deltaY);
    store.dispatch({ type: 'moveViewport', viewport: { ...viewport, x } });
    return;
  }
  const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1);
  // A pinch on a touchpad comes as a wheel with Ctrl, in small steps.
  const factor = Math.exp(-pixels * ZOOM_PER_PIXEL * (event.ctrlKey ? 6 : 1));
  surface.zoomBy(factor, surface.toStage(pointOf(event)));
}

/** A focused text that has more to show keeps the wheel. */
function scrollsItself({ target }: WheelEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const scrolling = target.closest<HTMLElement>('textarea, pre, select, [data-mr-scroll]');
  return scrolling !== null && scrolling.scrollHeight > scrolling.clientHeight;
}

function isInteractive(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(INTERACTIVE) !== null;
}

function pointOf({ clientX, clientY }: MouseEvent): Point {
  return { x: clientX, y: clientY };
}

/** What is under the pointer: a touch names what it began on. */
function targetOf(event: PointerEvent): EventTarget | null {
  if (event.pointerType !== 'touch' && event.pointerType !== 'pen') return event.target;
  return document.elementFromPoint(event.clientX, event.clientY);
}
