/** What takes a press itself: fields, buttons, what a host marks. */

const INTERACTIVE =
  'input, textarea, select, button, a, label, summary, pre, [contenteditable], [data-mr-press]';

/** True for what is pressed for its own sake, and in it: no gesture of the canvas begins there. */
export function isInteractive(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(INTERACTIVE) !== null;
}
