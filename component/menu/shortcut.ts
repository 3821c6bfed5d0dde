/** Keys as they are printed on the user's keyboard. */

const ON_MAC: Readonly<Record<string, string>> = {
  Ctrl: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Del: '⌫',
  Enter: '↩',
};

/** `Ctrl+Shift+Z`, or `⇧⌘Z` on a Mac. */
export function shortcutText(keys: string): string {
  if (!isMac()) return keys;
  const parts = keys.split('+').map((key) => ON_MAC[key] ?? key);
  const order = ['⌥', '⇧', '⌘'];
  return parts.sort((one, other) => rank(order, one) - rank(order, other)).join('');
}

function rank(order: readonly string[], key: string): number {
  const at = order.indexOf(key);
  return at < 0 ? order.length : at;
}

function isMac(): boolean {
  return typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform);
}
