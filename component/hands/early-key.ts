/** Which keys are kept for an editor whose keys are not there yet. */

/** All that the canvas answers besides signs; the rest is the browser's. */
const NAMED: ReadonlySet<string> = new Set([
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'Backspace',
  'Delete',
  'End',
  'Enter',
  'F2',
  'F6',
  'Home',
]);

/** With Ctrl or Cmd: the browser keeps the others, copying and pasting among them. */
const WITH_CONTROL: ReadonlySet<string> = new Set('adfgkyz');

/** @param hasMore there is something that Escape may mean */
export function isEarlyKey(event: KeyboardEvent, hasMore: boolean): boolean {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  // Nothing is open yet: before all others it is the host's, whose dialog it closes.
  if (key === 'Escape') return hasMore;
  if (ctrlKey || metaKey) return WITH_CONTROL.has(key.toLowerCase()) || key.startsWith('Arrow');
  // Alt and a letter open menus of the browser, and lead to its address.
  if (altKey && !shiftKey && /^Key[^CG]$/.test(code)) return false;
  return key.length === 1 || NAMED.has(key);
}
