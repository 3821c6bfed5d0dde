/** What a group and a comment have in common: the surface places them, and Enter writes in them. */
import { useRef } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { useEditor } from '../editor-context.js';
import type { Surface } from '../surface/surface.js';
import { useBrowserLayoutEffect } from '../use-browser-layout-effect.js';
import type { NamingTarget } from './naming.js';

/** What an item's element takes. */
export interface CanvasItemProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * Registers an item's element, and starts its naming at Enter.
 * @param look Another one is registered anew.
 */
export function useCanvasItem(
  surface: Surface,
  type: Exclude<NamingTarget['type'], 'node'>,
  { id, look }: { readonly id: string; readonly look?: unknown },
): CanvasItemProps {
  const { naming, readOnly } = useEditor();
  const ref = useRef<HTMLDivElement>(null);
  useBrowserLayoutEffect(
    () => (ref.current === null ? undefined : surface.items.register({ type, id }, ref.current)),
    [surface, type, id, look],
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || readOnly || event.key !== 'Enter') return;
    event.preventDefault();
    naming.start({ type, id });
  };
  return { ref, onKeyDown };
}
