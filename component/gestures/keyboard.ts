/** What the keys do while the canvas has the focus. */
import { isEnabled } from '../actions/action.js';
import { actionOfKey } from '../actions/all-actions.js';
import type { EditorContextValue } from '../editor-context.js';

/** Canvas pixels an arrow key moves what is selected. */
const NUDGE = 4;
const FAR_NUDGE = 24;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Carries out what a key stands for.
 * @param inCanvas false in a panel, where most keys are the panel's
 * @returns false when it stands for nothing here
 */
export function pressKey(
  editor: EditorContextValue,
  event: KeyboardEvent,
  { inCanvas }: { readonly inCanvas: boolean },
): boolean {
  if (event.isComposing || isTyping(event)) return false;
  const arrow = event.altKey ? undefined : ARROWS[event.key];
  if (arrow !== undefined) return inCanvas && nudge(editor, arrow, event.shiftKey);
  const key = keyName(event);
  const action = actionOfKey(key);
  if (action === undefined || !(inCanvas || action.everywhere === true)) return false;
  // In a panel that key takes back a letter, or leads to the page before.
  if (key === 'Backspace' && !inCanvas) return false;
  // What is marked on the page is meant by a copy, where something is.
  if (action.id === 'copy' && String(getSelection() ?? '') !== '') return false;
  const hasControl = event.ctrlKey || event.metaKey;
  if (!isEnabled(action, editor)) return hasControl;
  const before = editor.getState();
  action.run(editor);
  // A key that did nothing is the host's: Escape closes its dialog.
  return action.opens === true || hasControl || editor.getState() !== before;
}

/** A key as actions name it: `Ctrl+Shift+Z`, `Delete`, `+`. */
function keyName({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const isLetter = /^\p{L}$/u.test(key);
  // Shift is part of what sign a key gives.
  const hasShift = shiftKey && (isLetter || key.length > 1);
  const names = [(ctrlKey || metaKey) && 'Ctrl', altKey && 'Alt', hasShift && 'Shift'];
  return [...names.filter(Boolean), isLetter ? key.toUpperCase() : key].join('+');
}

function nudge(
  editor: EditorContextValue,
  [dx, dy]: readonly [number, number],
  isFar: boolean,
): boolean {
  const { graph, selection } = editor.getState();
  if (selection.size === 0) return false;
  const by = isFar ? FAR_NUDGE : NUDGE;
  const places = [...selection].map((id) => {
    const { x, y } = graph.nodes[id]!;
    return [id, { x: x + dx * by, y: y + dy * by }] as const;
  });
  const mergeKey = `nudge:${[...selection].join()}`;
  editor.dispatch({ type: 'moveNodes', places: Object.fromEntries(places), mergeKey });
  return true;
}

const TEXTS = 'textarea, select, [contenteditable], input:not([type="checkbox"], [type="range"])';

/** A key that goes into a text is not the editor's; nor one that moves a slider. */
function isTyping({ target, currentTarget, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  const field = target.closest(Object.hasOwn(ARROWS, key) ? `${TEXTS}, input` : TEXTS);
  return field !== null && (currentTarget as Element).contains(field);
}
