/** The parts of an editor, from one to the next. */

/** Canvas, toolbar, panels, and a host's own that say so. */
export const PARTS = '.mr-canvas, .mr-toolbar, .mr-panel, [data-mr-part]';

const TABBABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, [contenteditable="true"], [tabindex]';

/** Keeps what has the focus as the place that its part is left at. */
export function rememberPlace(
  target: EventTarget | null,
  left: WeakMap<Element, HTMLElement>,
): void {
  if (!(target instanceof HTMLElement)) return;
  const part = target.closest(PARTS);
  if (part !== null) left.set(part, target);
}

/** From where the focus goes on. */
export interface PartStep {
  readonly focused: Element | null;
  readonly step: 1 | -1;
  /** What each part was left at, to come back to it. */
  readonly left: WeakMap<Element, HTMLElement>;
}

/**
 * Puts the focus into the next part of an editor, where it was last, else on its first thing.
 * @returns false when there is no other part
 */
export function focusNextPart(root: HTMLElement, { focused, step, left }: PartStep): boolean {
  const parts = [...root.querySelectorAll<HTMLElement>(PARTS)].filter(isShown);
  const at = parts.findIndex((part) => part.contains(focused));
  const here = parts[at];
  if (here !== undefined && focused instanceof HTMLElement) left.set(here, focused);
  for (let count = 1; count <= parts.length; count += 1) {
    const part = parts[(at + step * count + parts.length * 2) % parts.length]!;
    if (part !== here && focusIn(part, left.get(part))) return true;
  }
  return false;
}

function focusIn(part: HTMLElement, left: HTMLElement | undefined): boolean {
  const first = part.tabIndex >= 0 ? part : tabbablesIn(part)[0];
  const target = left !== undefined && part.contains(left) && isShown(left) ? left : first;
  target?.focus({ preventScroll: true });
  return target !== undefined;
}

/** What Tab reaches in an element, in the order of the document. */
export function tabbablesIn(element: Element): readonly HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>(TABBABLE)].filter(
    (each) => each.tabIndex >= 0 && isShown(each),
  );
}

/** Not in jsdom, where nothing has a place. */
export function isShown(element: HTMLElement): boolean {
  return element.checkVisibility?.() ?? true;
}
