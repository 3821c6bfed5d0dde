/** Keys as actions name them. */

/** `Ctrl+Shift+Z`, `Delete`, `+`: Ctrl stands for Cmd on a Mac. */
export function keyName(event: KeyboardEvent): string {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  const key = signOf(event);
  const isLetter = /^\p{L}$/u.test(key);
  // Shift is part of what sign a key gives.
  const hasShift = shiftKey && (isLetter || key.length > 1);
  const names = [(ctrlKey || metaKey) && 'Ctrl', altKey && 'Alt', hasShift && 'Shift'];
  return [...names.filter(Boolean), isLetter ? key.toUpperCase() : key].join('+');
}

/** With Alt a Mac writes other letters; what is meant is the key. */
function signOf({ key, code, altKey }: KeyboardEvent): string {
  return altKey && /^Key[A-Z]$/.test(code) ? code.slice(3) : key;
}

/** The direction of an arrow key; x to the right, y down. */
export const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const TEXTS = 'textarea, select, [contenteditable], input:not([type="checkbox"], [type="range"])';

/** A key that goes into a text is not the editor's; nor one that moves a slider. */
export function isTyping({ target, currentTarget, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  const field = target.closest(Object.hasOwn(ARROWS, key) ? `${TEXTS}, input` : TEXTS);
  return field !== null && (currentTarget as Element).contains(field);
}
