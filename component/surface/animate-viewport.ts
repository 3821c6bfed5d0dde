/** Moves the view in a blink instead of at once, so that the eye can follow. */
import type { Viewport } from '../store/editor-state.js';
import type { EditorStore } from '../store/editor-store.js';

const DURATION_MS = 150;

/** Where each editor's view is on its way to: the last one asked for. */
const WAYS = new WeakMap<EditorStore, Viewport>();

/**
 * Moves the view over 150 ms; at once where people want no motion, or nobody looks. Who moves the
 * view meanwhile ends it.
 */
export function animateViewport(store: EditorStore, to: Viewport): void {
  WAYS.set(store, to);
  if (!mayMove()) {
    store.dispatch({ type: 'moveViewport', viewport: to });
    return;
  }
  const from = store.getState().viewport;
  let last = from;
  let start: number | undefined;
  const step = (now: number): void => {
    if (WAYS.get(store) !== to || store.getState().viewport !== last) return;
    start ??= now;
    const part = Math.min(1, (now - start) / DURATION_MS);
    last = part === 1 ? to : between(from, to, easeOut(part));
    store.dispatch({ type: 'moveViewport', viewport: last });
    if (part < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

/** False where people want no motion, or nobody looks. */
export function mayMove(): boolean {
  if (typeof matchMedia === 'undefined' || typeof requestAnimationFrame === 'undefined')
    return false;
  return !matchMedia('(prefers-reduced-motion: reduce)').matches && !document.hidden;
}

/** Zooming by factors looks even; the place on the canvas that is moved to comes in a line. */
function between(from: Viewport, to: Viewport, part: number): Viewport {
  const scale = from.scale * (to.scale / from.scale) ** part;
  // How far the scale has come, as places on the screen feel it.
  const by = to.scale === from.scale ? part : (scale - from.scale) / (to.scale - from.scale);
  return {
    x: from.x + (to.x - from.x) * by,
    y: from.y + (to.y - from.y) * by,
    scale,
  };
}

/** Quick first: from 0 to 1 as `part` goes there. */
export function easeOut(part: number): number {
  return 1 - (1 - part) ** 3;
}
