/**
 * Keys pressed after something was asked to open, and before it is there: the first time its code has
 * to come. They are kept, and typed into its field.
 */
import { isHeldEnter } from '../menu/list-steps.js';
import type { EditorModel } from '../use-editor-model.js';
import { isComposing } from './key-name.js';
import { OPENED_FIELD, typeInto } from './type-into.js';

/** Who waits longer is not typing any more, and what was to open may never come. */
const PATIENCE_MS = 5_000;

/** Listens on a canvas. @returns ends it */
export function listenToTypeAhead(canvas: HTMLElement, find: () => EditorModel): () => void {
  const controller = new AbortController();
  const options = { capture: true, signal: controller.signal };
  let kept: KeyboardEvent[] = [];
  const onKey = (event: KeyboardEvent): void => {
    if (!isOpening(canvas, find()) || isLate(event, kept[0])) kept = [];
    else if (isMeant(event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (isHeldEnter(event)) return;
      kept = event.key === 'Escape' ? [] : [...kept, event];
      if (event.key === 'Escape') close(find());
    }
  };
  const onFocus = ({ target }: FocusEvent): void => {
    if (kept.length === 0 || !(target instanceof HTMLInputElement) || !target.matches(OPENED_FIELD))
      return;
    void replay(target, kept);
    kept = [];
  };
  canvas.addEventListener('keydown', onKey, options);
  canvas.addEventListener('focusin', onFocus, options);
  return () => controller.abort();
}

/** True while what has such a field is on its way. */
function isOpening(canvas: HTMLElement, { menu, context }: EditorModel): boolean {
  const isWanted =
    menu?.type === 'add' ||
    menu?.type === 'commands' ||
    menu?.type === 'connect' ||
    context.finder.isOpen();
  return isWanted && canvas.querySelector(OPENED_FIELD) === null;
}

function isLate(event: KeyboardEvent, first: KeyboardEvent | undefined): boolean {
  return first !== undefined && event.timeStamp - first.timeStamp > PATIENCE_MS;
}

/** Signs, and what a field and its list understand; the rest is the page's. */
function isMeant(event: KeyboardEvent): boolean {
  if (isComposing(event) || event.ctrlKey || event.metaKey) return false;
  return event.key.length === 1 || KEYS.has(event.key);
}

const KEYS: ReadonlySet<string> = new Set(['Enter', 'Escape', 'ArrowDown', 'ArrowUp', 'Backspace']);

function close({ setMenu, context }: EditorModel): void {
  setMenu(undefined);
  context.finder.close();
}

async function replay(field: HTMLInputElement, keys: readonly KeyboardEvent[]): Promise<void> {
  for (const { key } of keys) {
    // What a key before it led to is rendered by then.
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    if (!field.isConnected) return;
    typeInto(field, key);
  }
}
