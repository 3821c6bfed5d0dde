/** All that the keyboard does in one editor: keys, the focus, and what is said of it. */
import { selectQuietly } from '../gestures/start-gesture.js';
import { focusedElement } from '../menu/focused-element.js';
import { markKey } from '../store/marks.js';
import { pathKey } from '../store/shown-graph.js';
import type { EditorModel } from '../use-editor-model.js';
import { describeCard } from './describe-card.js';
import { keepFocus } from './focus-keeper.js';
import { focusPlaceOf } from './focus-place.js';
import { focusGraph, focusNode, focusPort } from './focus-things.js';
import { isComposing } from './key-name.js';
import { rememberPlace } from './parts.js';
import { pressKey } from './press-key.js';
import type { WalkContext } from './walk.js';

/** Parts of ours round the canvas, where undo and the like are meant for the graph. */
const PANELS = '.mr-panel, .mr-toolbar, .mr-minimap';

/** Listens on a canvas and the parts round it. @returns ends it */
export function listenToKeyboard(canvas: HTMLElement, find: () => EditorModel): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const root = canvas.closest<HTMLElement>('.millrace') ?? canvas;
  const left = new WeakMap<Element, HTMLElement>();
  const context = (): WalkContext => {
    const { surface, store, context: editor } = find();
    return { surface, store, editor, canvas, left };
  };
  const onKey = (event: KeyboardEvent): void => {
    const inCanvas = event.composedPath().includes(canvas);
    const { target } = event;
    if (event.key === 'Tab') return passGraph(context(), event);
    if (!inCanvas && !(target instanceof Element && target.closest(PANELS))) return;
    if (pressKey(context(), event, { inCanvas })) event.preventDefault();
  };
  root.addEventListener('keydown', onKey, { signal });
  root.addEventListener('focusin', (event) => rememberPlace(event.target, left), { signal });
  root.addEventListener('focusin', (event) => workAt(context(), event), { signal });
  root.addEventListener('click', (event) => clickPort(context(), event), { signal });
  // After React's own handlers: a field takes back what was typed first.
  root.ownerDocument.addEventListener('keydown', (event) => leaveField(context(), event), {
    signal,
  });
  const ends = [keepFocus(root, context), followPath(context)];
  return () => {
    controller.abort();
    for (const end of ends) end();
  };
}

/** Another graph is shown: who worked in the last one finds the node that was left, or the canvas. */
function followPath(find: () => WalkContext): () => void {
  return find().store.subscribe((state, before) => {
    if (pathKey(state.path) === pathKey(before.path)) return;
    const { canvas, surface, store } = find();
    const focused = focusedElement(canvas);
    const stage = surface.elements?.stage;
    if (focused === canvas || stage?.contains(focused) === true) focusGraph({ surface, store });
  });
}

/** A screen reader clicks a button without a pointer. */
function clickPort(context: WalkContext, { target, detail }: MouseEvent): void {
  const { editor, surface } = context;
  const end = detail === 0 ? surface.nodes.portAt(target, { rows: false }) : undefined;
  if (end === undefined) return;
  focusPort(context, end);
  editor.openConnectPicker(end);
}

/** From the canvas Tab leads past all that is in the graph: nobody wants a thousand stops. */
function passGraph({ canvas, store, surface }: WalkContext, event: KeyboardEvent): void {
  const { nodes } = store.getState().graph;
  if (event.shiftKey || event.altKey || event.ctrlKey) return;
  // Flume’s stage has the focus when the canvas was clicked.
  if (focusPlaceOf(surface, event.target).type !== 'canvas') return;
  if (Object.keys(nodes).length > 0) endOf(canvas)?.focus({ preventScroll: true });
}

/** What comes after the graph in the order of Tab. */
function endOf(canvas: HTMLElement): HTMLElement | null {
  return canvas.querySelector<HTMLElement>('.mr-graph-end');
}

/** Who works at a node's fields means that node, and wants to see it. */
function workAt(context: WalkContext, { target, relatedTarget }: FocusEvent): void {
  const { canvas, surface, store } = context;
  if (!(target instanceof HTMLElement)) return;
  const stage = surface.elements?.stage;
  const end = endOf(canvas);
  if (target === end) return catchFocus(canvas, stage, relatedTarget);
  const isInGraph = target === canvas || stage?.contains(target) === true;
  // Backwards from what comes after, the focus meets this first, and is led to the canvas.
  if (end !== null) end.tabIndex = isInGraph ? -1 : 0;
  const place = focusPlaceOf(surface, target);
  if (place.type === 'elsewhere' || place.type === 'canvas' || place.type === 'wire') return;
  const isByKey = target.matches(':focus-visible');
  if (place.type === 'mark') {
    const key = markKey(place.mark);
    if (!isByKey || store.getState().marks.has(key)) return;
    return store.dispatch({ type: 'select', ids: [], marks: [key] });
  }
  const id = place.type === 'port' ? place.end.nodeId : place.id;
  // A press on a card selects by the rules of the pointer.
  if (place.type === 'field' || isByKey) selectQuietly(context, id);
  surface.mounted.keepFocused();
  if (place.type === 'node') describeCard(context, id, target);
  if (isByKey) surface.reveal(target);
}

function catchFocus(
  canvas: HTMLElement,
  stage: HTMLElement | undefined,
  from: EventTarget | null,
): void {
  const isPassing = from === canvas || (from instanceof Node && stage?.contains(from) === true);
  if (!isPassing) canvas.focus({ preventScroll: true });
}

/** Escape in a field that has nothing to take back leads to its card. */
function leaveField(context: WalkContext, event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
  // Of a host's own element the whole: what is in it is not in the canvas.
  const isHere = (each: EventTarget): each is Element =>
    each instanceof Element && context.canvas.contains(each);
  const target = event.composedPath().find(isHere);
  if (target === undefined) return;
  const place = focusPlaceOf(context.surface, target);
  // There Tab indents: after an Escape, which is its own, Tab leads on to the next field.
  if (place.type !== 'field' || target.closest('.mr-code') !== null) return;
  event.preventDefault();
  focusNode(context, place.id);
}
