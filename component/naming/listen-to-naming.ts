/**
 * Clicks on the heads of cards, on groups and comments, by one listener each: a double click writes
 * where it is, or gives a card its width back; a click on the sign before a title folds the card.
 */
import { own } from '../../src/config/document.js';
import { CARD_WIDTH } from '../store/new-node.js';
import { parseMark } from '../store/marks.js';
import { isResizeEdge } from '../surface/resize-edge.js';
import type { EditorModel } from '../use-editor-model.js';

/** Listens on a canvas. @returns ends it */
export function listenToNaming(canvas: HTMLElement, find: () => EditorModel): () => void {
  const controller = new AbortController();
  const onDoubleClick = (event: MouseEvent): void => {
    const model = find();
    if (model.context.readOnly || !(event.target instanceof Element)) return;
    if (!nameAt(event.target, model) && !resetWidth(event, model)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent): void => {
    const model = find();
    if (!model.context.readOnly && event.detail <= 1) fold(event.target, model);
  };
  const { signal } = controller;
  canvas.addEventListener('dblclick', onDoubleClick, { signal, capture: true });
  canvas.addEventListener('click', onClick, { signal });
  canvas.addEventListener('focusin', ({ target }) => reveal(target, find()), { signal });
  return () => controller.abort();
}

/** What is written, or come to by keys, is seen: a group by its head. */
function reveal(target: EventTarget | null, { surface }: EditorModel): void {
  if (!(target instanceof Element) || target.closest('.mr-items') === null) return;
  if (!target.matches('input, textarea, :focus-visible')) return;
  surface.reveal(target.querySelector('.mr-group-head') ?? target);
}

/** Folds a card to its head, or unfolds it. Keys and menus have an action for that. */
function fold(target: EventTarget | null, { surface, context }: EditorModel): void {
  if (!(target instanceof Element) || target.closest('.mr-node-language') === null) return;
  const id = surface.nodes.nodeAt(target);
  const node = id === undefined ? undefined : own(context.getState().graph.nodes, id);
  if (node === undefined) return;
  const patch = { collapsed: node.collapsed === true ? undefined : true };
  context.dispatch({ type: 'changeNodes', ids: [node.id], patch });
}

/** A title that is being written, and what else takes a double click itself. */
const OTHERS = 'input, textarea, button, a, select';

function nameAt(target: Element, { surface, context }: EditorModel): boolean {
  if (target.closest(OTHERS) !== null) return false;
  const nodeId = surface.nodes.nodeAt(target);
  if (nodeId !== undefined) {
    if (target.closest('.mr-node-title') === null) return false;
    context.naming.start({ type: 'node', id: nodeId });
    return true;
  }
  const grip = target.closest<HTMLElement>('[data-mr-mark]');
  const mark = grip === null ? undefined : parseMark(grip.dataset['mrMark']!);
  if (mark === undefined || mark.type === 'wire') return false;
  if (mark.type === 'group' && target.closest('.mr-group-head') === null) {
    // The card of a collapsed one: what is in it comes out.
    context.dispatch({ type: 'changeGroups', ids: [mark.id], patch: { collapsed: undefined } });
    return true;
  }
  context.naming.start(mark);
  return true;
}

function resetWidth(event: MouseEvent, { surface, context }: EditorModel): boolean {
  const nodeId = surface.nodes.nodeAt(event.target);
  if (nodeId === undefined || !isResizeEdge(event)) return false;
  const type = own(context.getState().graph.nodes, nodeId)?.type ?? '';
  const width = context.nodeTypes.get(type)?.initialWidth ?? CARD_WIDTH;
  context.dispatch({ type: 'changeNodes', ids: [nodeId], patch: { width } });
  return true;
}
