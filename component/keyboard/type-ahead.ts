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

/** Listens on a canvas; fields that are there already are not waited for. @returns ends it */
export function listenToTypeAhead(canvas: HTMLElement, find: () => EditorModel): () => void {
  const controller = new AbortController();
  const options = { capture: true, signal: controller.signal };
  let kept: KeyboardEvent[] = [];
  let typing: 'no' | 'waits' | 'types' = 'no';
  const met = new WeakSet(canvas.querySelectorAll(OPENED_FIELD));
  const onKey = (event: KeyboardEvent): void => {
    if (typing === 'types') return;
    const waits = typing === 'waits' || (isOpening(canvas, find(), met) && !isLate(event, kept[0]));
    if (!waits) kept = [];
    else if (isMeant(event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (isHeldEnter(event)) return;
      kept = event.key === 'Escape' ? [] : [...kept, event];
      if (event.key === 'Escape') close(find());
    }
  };
  // What is typed meanwhile waits for its turn.
  const replay = async (field: HTMLInputElement): Promise<void> => {
    while (kept.length > 0) {
      typing = 'waits';
      // What a key before it led to is rendered by then.
      await nextTask();
      const [next, ...rest] = field.isConnected ? kept : [];
      kept = rest;
      typing = 'types';
      if (next !== undefined) typeInto(field, next.key);
    }
    typing = 'no';
  };
  const onFocus = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLInputElement) || !target.matches(OPENED_FIELD)) return;
    met.add(target);
    if (typing === 'no') void replay(target);
  };
  canvas.addEventListener('keydown', onKey, options);
  canvas.addEventListener('focusin', onFocus, options);
  return () => controller.abort();
}

/** True while what has such a field is on its way, or has not got the focus yet. */
function isOpening(
  canvas: HTMLElement,
  { menu, context }: EditorModel,
  met: WeakSet<Element>,
): boolean {
  // A menu may be opened over the search, and has a field of its own.
  const isMenu = menu?.type === 'add' || menu?.type === 'commands' || menu?.type === 'connect';
  const wanted = Number(isMenu) + Number(context.finder.isOpen());
  if (wanted === 0) return false;
  const fields = [...canvas.querySelectorAll(OPENED_FIELD)];
  return fields.filter((field) => met.has(field)).length < wanted;
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

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
