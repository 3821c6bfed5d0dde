/** Shows notices as a hint, below in the middle of the canvas. */
import { NOTICE } from '../api/notice-api.js';
import type { Hint } from './gesture.js';

/** About the half of a hint's width, and its distance from the edge. */
const PLACE = { left: 154, up: 84 } as const;

/** Listens on a canvas. @returns ends it */
export function listenToNotices(canvas: HTMLElement, hint: Hint): () => void {
  const show = (event: Event): void => {
    // Nothing outside the canvas shall make a message of it.
    event.stopPropagation();
    const { left, bottom, width } = canvas.getBoundingClientRect();
    const at = { x: left + width / 2 - PLACE.left, y: bottom - PLACE.up };
    hint.show((event as CustomEvent<string>).detail, at, 'plain');
    hint.linger();
  };
  canvas.addEventListener(NOTICE, show);
  return () => canvas.removeEventListener(NOTICE, show);
}
