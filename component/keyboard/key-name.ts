/** Keys as actions name them. */
import { isMac } from '../menu/shortcut.js';

/** `Ctrl+Shift+Z`, `Delete`, `+`: Ctrl stands for Cmd on a Mac. */
export function keyName(event: KeyboardEvent): string {
  const { ctrlKey, metaKey, shiftKey, altKey } = event;
  const isThird = isThirdSign(event);
  const key = isThird ? event.key : signOf(event);
  const isLetter = /^\p{L}$/u.test(key);
  // Shift is part of what sign a key gives; and so are the keys that write a third sign.
  const hasShift = shiftKey && (isLetter || key.length > 1);
  const names = [
    (ctrlKey || metaKey) && !isThird && 'Ctrl',
    altKey && !isThird && 'Alt',
    // A letter that Linux tells without Alt, as the ć of KeyC: it stands for nothing.
    hasAltGr(event) && !isThird && 'AltGr',
    hasShift && 'Shift',
  ];
  return [...names.filter(Boolean), isLetter ? key.toUpperCase() : key].join('+');
}

/**
 * Where a key gives no Latin letter, by another script or by a Mac’s Alt, what is meant is the key
 * that gives one elsewhere.
 */
function signOf({ key, code, altKey, ctrlKey, metaKey }: KeyboardEvent): string {
  if (/^[a-z]$/i.test(key) || !/^Key[A-Z]$/.test(code)) return key;
  // With Ctrl also what is no letter, as vowels of Thai; but a sign of Dvorak’s is meant.
  const isOther = /^\p{L}$/u.test(key) || ((ctrlKey || metaKey) && !/^[ -~]$/.test(key));
  return altKey || isOther ? code.slice(3) : key;
}

/**
 * A sign such as `[` that many keyboards have on AltGr, which Windows tells as Ctrl and Alt, a Mac as
 * Alt. What else a Mac’s Alt writes, as © for G, is no sign anybody means.
 */
function isThirdSign(event: KeyboardEvent): boolean {
  if (!/^[!-/:-@[-`{-~]$/.test(event.key)) return false;
  return hasAltGr(event) || (event.altKey && !event.ctrlKey && isMac());
}

/** Firefox says so of a Mac’s Alt, too. */
function hasAltGr(event: KeyboardEvent): boolean {
  return event.getModifierState('AltGraph') && !isMac();
}

/** True for keys that an input method takes; Safari tells the one that ends it only by its number. */
export function isComposing({ isComposing: is, keyCode }: KeyboardEvent): boolean {
  return is || keyCode === COMPOSING;
}

const COMPOSING = 229;

/** The direction of an arrow key; x to the right, y down. */
export const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const TEXTS = 'textarea, select, [contenteditable], input:not([type="checkbox"], [type="range"])';

/** A key that goes into a text is not the editor's; nor one that moves a slider. */
export function isTyping(event: KeyboardEvent): boolean {
  const fields = Object.hasOwn(ARROWS, event.key) ? `${TEXTS}, input` : TEXTS;
  // Of an element that a host defined, a target is the whole, and the path leads to the field in it.
  const path = event.composedPath();
  return path
    .slice(0, path.indexOf(event.currentTarget!))
    .some((each) => each instanceof Element && each.matches(fields));
}

/** Not a dialog of the host's that the editor stands in. */
const OVERLAYS = '.mr-menu, .mr-details, .mr-find, .millrace dialog';

/** Something open over the canvas has its own keys; on a button of it none is the graph’s. */
export function isInOverlay({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest(OVERLAYS) !== null;
}
