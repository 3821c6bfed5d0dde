/** Whether an editor is narrow: all canvas until a panel is opened, which then lies over it. */
import { useState } from 'react';
import type { RefObject } from 'react';
import { useBrowserLayoutEffect } from '../use-browser-layout-effect.js';

/** Pixels. */
const NARROW = 720;

/** Whether the editor round an element is narrow, as long as that is so. */
export function useNarrow(part: RefObject<HTMLElement | null>): boolean {
  const [isNarrow, setNarrow] = useState(false);
  useBrowserLayoutEffect(() => {
    const editor = part.current?.closest('.millrace');
    if (editor === null || editor === undefined) return undefined;
    const measure = (): void => {
      const { clientWidth } = editor;
      // Nothing that is not shown has a width.
      if (clientWidth > 0) setNarrow(clientWidth < NARROW);
    };
    measure();
    // Not in jsdom.
    if (typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(editor);
    return () => observer.disconnect();
  }, [part]);
  return isNarrow;
}
