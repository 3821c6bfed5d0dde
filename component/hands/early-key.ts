/** Which keys are kept for an editor whose keys are not there yet. */
import { keyName } from '../keyboard/key-name.js';

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

/** The browser keeps the others: copying and pasting, its menus, its tools. */
const HELD =
  /^(Ctrl\+([ADFGKYZ]|Shift\+[GZ]|Arrow(Up|Down))|Alt\+([CG]|Shift\+[A-Z]|(Shift\+)?Arrow.+|Delete|Backspace))$/;

/** @param hasMore there is something that Escape may mean */
export function isEarlyKey(event: KeyboardEvent, hasMore: boolean): boolean {
  const { key } = event;
  // Nothing is open yet: before all others it is the host's, whose dialog it closes.
  if (key === 'Escape') return hasMore;
  const name = keyName(event);
  if (/^(Ctrl|Alt(Gr)?)\+/.test(name)) return HELD.test(name);
  return key.length === 1 || NAMED.has(key);
}
