/** Keys as they are printed on the user's keyboard. */

const ON_MAC: Readonly<Record<string, string>> = {
  Ctrl: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Del: '⌫',
  Enter: '↩',
};

/** Keys whose names are long. */
const SHORT: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  Escape: 'Esc',
};

/** `Ctrl+Shift+Z`, or `⇧⌘Z` on a Mac. */
export function shortcutText(shortcut: string, onMac = isMac()): string {
  const keys = shortcut.replaceAll(/[A-Z][a-z]+[A-Z]?[a-z]*/g, (key) => SHORT[key] ?? key);
  if (!onMac) return keys;
  // The key + is one, too.
  const parts = (keys.match(/[^+]+|\+$/g) ?? []).map((key) => ON_MAC[key] ?? key);
  const order = ['⌥', '⇧', '⌘'];
  return parts.sort((one, other) => rank(order, one) - rank(order, other)).join('');
}

function rank(order: readonly string[], key: string): number {
  const at = order.indexOf(key);
  return at < 0 ? order.length : at;
}

/** Whether the keys are a Mac’s; false on a server. */
export function isMac(): boolean {
  return typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform);
}
