/** A few words beside the pointer. Written past React: it moves with every move of the pointer. */
import type { Hint } from './gestures/gesture.js';
import type { Point } from './surface/geometry.js';

/** Pixels from the pointer to the words, and as much from the edge of the window. */
const ROOM = 22;

/** As long as it takes to read a sentence. */
const LINGER_MS = 3_500;

/** @param find the element to write to; it may come and go */
export function createHint(find: () => HTMLElement | null): Hint {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let size = { width: 0, height: 0 };
  const hide = (): void => {
    clearTimeout(timer);
    const element = find();
    if (element === null || element.hidden) return;
    element.hidden = true;
    element.textContent = '';
  };
  return {
    show(text: string, at: Point, tone: 'plain' | 'bad') {
      clearTimeout(timer);
      const element = find();
      if (element === null) return;
      const isOther = element.hidden || element.textContent !== text;
      if (isOther) element.textContent = text;
      element.dataset['tone'] = tone;
      element.hidden = false;
      // Measuring is for the browser to lay all out: once a text, not with every move.
      if (isOther) size = { width: element.offsetWidth, height: element.offsetHeight };
      // Where there is no room beside the pointer, before it.
      element.style.left = `${Math.max(0, Math.min(at.x, innerWidth - size.width - ROOM))}px`;
      element.style.top = `${Math.max(0, Math.min(at.y, innerHeight - size.height - ROOM))}px`;
    },
    hide,
    linger() {
      clearTimeout(timer);
      timer = setTimeout(hide, LINGER_MS);
    },
  };
}
