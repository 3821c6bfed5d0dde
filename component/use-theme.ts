/** Light or dark, as the host or the system says. */
import { useCallback, useSyncExternalStore } from 'react';

/** `system` follows the operating system's setting. */
export type Theme = 'light' | 'dark' | 'system';

const DARK = '(prefers-color-scheme: dark)';

/** The theme to show. On a server it is light. */
export function useTheme(theme: Theme = 'system'): 'light' | 'dark' {
  const subscribe = useCallback((listener: () => void) => {
    const query = queryDark();
    query?.addEventListener('change', listener);
    return () => query?.removeEventListener('change', listener);
  }, []);
  const isDark = useSyncExternalStore(
    subscribe,
    () => queryDark()?.matches ?? false,
    () => false,
  );
  return theme === 'system' ? (isDark ? 'dark' : 'light') : theme;
}

function queryDark(): MediaQueryList | undefined {
  return typeof matchMedia === 'undefined' ? undefined : matchMedia(DARK);
}
