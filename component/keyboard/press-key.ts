/** What a key does in an editor. */
import { isEnabled } from '../actions/action.js';
import { actionOfKey } from '../actions/all-actions.js';
import { focusedElement } from '../menu/focused-element.js';
import { focusPlaceOf } from './focus-place.js';
import type { FocusPlace } from './focus-place.js';
import type { EditorAction } from '../actions/action.js';
import { isMac } from '../menu/shortcut.js';
import { ARROWS, isComposing, isInOverlay, isTyping, keyName } from './key-name.js';
import { nudge } from './nudge.js';
import { focusNextPart } from './parts.js';
import { walk } from './walk.js';
import type { WalkContext } from './walk.js';

/**
 * Carries out what a key stands for.
 * @param inCanvas false in a panel, where most keys are the panel's
 * @returns false when it stands for nothing here
 */
export function pressKey(
  context: WalkContext,
  event: KeyboardEvent,
  { inCanvas }: { readonly inCanvas: boolean },
): boolean {
  if (isComposing(event) || event.defaultPrevented) return false;
  if (event.key === 'F6' && !event.altKey && !event.ctrlKey) return pressPartKey(context, event);
  if (isInOverlay(event) || (isTyping(event) && !isForAll(event))) return false;
  // From a field it leads to the card, once the field has not taken it.
  if (event.key === 'Escape' && placeOf(context, event) === 'field') return false;
  if (inCanvas && (walk(context, event) || openMenu(event))) return true;
  const { editor } = context;
  if (Object.hasOwn(ARROWS, event.key) && !event.altKey && !event.ctrlKey && !event.metaKey) {
    return inCanvas && isOnGraph(context, event) && nudge(editor, event);
  }
  return pressActionKey(context, event, inCanvas);
}

/** Who types wants to search the graph, too: letters with Ctrl are no text, but in code. */
function isForAll(event: KeyboardEvent): boolean {
  if (event.altKey || !(isMac() ? event.metaKey : event.ctrlKey)) return false;
  const { everywhere, opens } = actionOfKey(keyName(event)) ?? {};
  const isCode = event.target instanceof Element && event.target.closest('.mr-code') !== null;
  return everywhere === true && opens === true && !isCode;
}

/** On a Mac no key opens a menu; elsewhere the browser tells of it. */
function openMenu({ key, shiftKey, target }: KeyboardEvent): boolean {
  if (key !== 'F10' || !shiftKey || !isMac() || !(target instanceof Element)) return false;
  const { left, top, width, height } = target.getBoundingClientRect();
  const place = { clientX: left + width / 2, clientY: top + height / 2, pointerId: -1 };
  const kind = { bubbles: true, cancelable: true, composed: true };
  return !target.dispatchEvent(new PointerEvent('contextmenu', { ...place, ...kind }));
}

function pressPartKey({ canvas, left }: WalkContext, { shiftKey }: KeyboardEvent): boolean {
  const root = canvas.closest<HTMLElement>('.millrace') ?? canvas;
  const focused = focusedElement(canvas);
  return focusNextPart(root, { focused, step: shiftKey ? -1 : 1, left });
}

function pressActionKey(context: WalkContext, event: KeyboardEvent, inCanvas: boolean): boolean {
  const { editor } = context;
  const action = actionOfKey(keyName(event));
  if (action === undefined || !(inCanvas || action.everywhere === true)) return false;
  if (isForPart(action, placeOf(context, event), event)) return false;
  const hasControl = event.ctrlKey || event.metaKey;
  if (!isEnabled(action, editor)) return hasControl;
  if (event.repeat && action.repeats !== true) return true;
  const before = editor.getState();
  action.run(editor);
  // A key that did nothing is the host's: Escape closes its dialog.
  return action.opens === true || hasControl || editor.getState() !== before;
}

/** On a button what a key takes away would be more than that; a field has its own use for letters. */
function isForPart(
  { danger, harmless, opens }: EditorAction,
  place: FocusPlace['type'],
  { ctrlKey, metaKey, altKey }: KeyboardEvent,
): boolean {
  if (danger === true) return place === 'field' || place === 'elsewhere';
  const isPlain = !(ctrlKey || metaKey || altKey);
  return place === 'field' && isPlain && harmless !== true && opens !== true;
}

/** On a button, or a field of a card, what a key moves would be more than that. */
function isOnGraph(context: WalkContext, event: KeyboardEvent): boolean {
  const type = placeOf(context, event);
  return type !== 'elsewhere' && type !== 'field';
}

function placeOf({ surface }: WalkContext, { target }: KeyboardEvent): FocusPlace['type'] {
  return focusPlaceOf(surface, target).type;
}
