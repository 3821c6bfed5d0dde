/** Light, dark, or as the system is; remembered. */
import { useEffect, useState } from 'react';
import type { Theme } from 'millrace/react';
import { recall, remember } from '../document/storage.js';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const KEY = 'theme';

/** The theme, and a function that takes the next one. */
export function useThemeSetting(): readonly [Theme, () => void] {
  const [theme, setTheme] = useState(() => THEMES.find((name) => name === recall(KEY)) ?? 'system');
  useEffect(() => {
    remember(KEY, theme);
    // The browser draws what is outside of the editor: the page's ground, before it has mounted.
    document.documentElement.style.colorScheme = theme === 'system' ? 'light dark' : theme;
  }, [theme]);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  return [theme, () => setTheme(next)];
}
