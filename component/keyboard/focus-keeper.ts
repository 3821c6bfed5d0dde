/** The focus is never lost: what had it may go, then something near has it. */
import { focusedElement } from '../menu/focused-element.js';
import { focusNode, focusPort } from './focus-things.js';
import { focusPlaceOf } from './focus-place.js';
import type { FocusPlace } from './focus-place.js';
import { isShown, PARTS, tabbablesIn } from './parts.js';
import type { WalkContext } from './walk.js';
import { wiresOf, markOf } from './wire-focus.js';

/** The last thing in the editor that had the focus. */
interface Kept {
  readonly element: HTMLElement;
  readonly place: FocusPlace;
  /** The part of the editor it was in. */
  readonly part: HTMLElement | null;
}

/**
 * Watches an editor. Where the focus would fall to the page, because what had it was removed, hidden
 * or disabled, it goes to the node it was in, else into the same part, else to the canvas.
 * @returns ends it
 */
export function keepFocus(root: HTMLElement, find: () => WalkContext): () => void {
  let kept: Kept | undefined;
  const check = (): void => {
    if (kept === undefined || !isLost(root) || isUsable(kept.element)) return;
    const lost = kept;
    kept = undefined;
    giveBack(find(), lost);
  };
  const leave = (): void => {
    check();
    // It could have kept the focus, and was left for the page: what becomes of it is no loss.
    if (kept !== undefined && isLost(root) && isUsable(kept.element)) kept = undefined;
  };
  const onFocusIn = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return;
    const place = focusPlaceOf(find().surface, target);
    kept = { element: target, place, part: target.closest<HTMLElement>(PARTS) };
  };
  const onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    // What is hidden loses the focus when it is drawn; who clicks elsewhere means to.
    if (relatedTarget === null) queueMicrotask(leave);
    else if (!root.contains(relatedTarget as Node)) kept = undefined;
  };
  root.addEventListener('focusin', onFocusIn);
  root.addEventListener('focusout', onFocusOut);
  // No event tells of a focused element that is removed.
  const removals = new MutationObserver(check);
  removals.observe(root, { childList: true, subtree: true });
  return () => {
    root.removeEventListener('focusin', onFocusIn);
    root.removeEventListener('focusout', onFocusOut);
    removals.disconnect();
  };
}

/** Nothing on the page has the focus. */
function isLost(root: HTMLElement): boolean {
  const focused = focusedElement(root);
  return focused === null || focused === root.ownerDocument.body;
}

function isUsable(element: HTMLElement): boolean {
  return element.isConnected && isShown(element) && !element.matches(':disabled');
}

function giveBack(context: WalkContext, { place, part }: Kept): void {
  const { surface, store } = context;
  const { graph } = store.getState();
  const nodeId = nodeOf(place);
  if (place.type === 'wire' && wiresOf(graph, place.from).every(isOther(place.wire))) {
    focusPort(context, place.from);
  } else if (nodeId !== undefined && surface.nodes.get(nodeId) !== undefined) {
    focusNode(context, nodeId);
  } else if (part?.isConnected === true && !part.matches('.mr-canvas')) {
    tabbablesIn(part)[0]?.focus({ preventScroll: true });
  }
  if (isLost(context.canvas)) surface.focus();
}

function isOther(wire: Parameters<typeof markOf>[0]): (each: typeof wire) => boolean {
  const key = markOf(wire);
  return (each) => markOf(each) !== key;
}

function nodeOf(place: FocusPlace): string | undefined {
  if (place.type === 'node' || place.type === 'field') return place.id;
  if (place.type === 'port') return place.end.nodeId;
  return place.type === 'wire' ? place.from.nodeId : undefined;
}
