/** How many of a toolbar's own tools have room in its one row. */
import { useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useBrowserLayoutEffect } from '../use-browser-layout-effect.js';

/** 0: all have room; 1: those for the graph go behind "more"; 2: those for the view, too. */
export type ToolbarRoom = 0 | 1 | 2;

/** Pixels: of the button "more", and of the bar's own edges and gaps. */
const [MORE, EDGES] = [40, 60];

/**
 * Measures what a bar holds whenever it, or the host's part of it, changes. What is not there is
 * taken to be as wide as when it was.
 */
export function useToolbarRoom(bar: RefObject<HTMLElement | null>): ToolbarRoom {
  const [room, setRoom] = useState<ToolbarRoom>(0);
  const widths = useRef(new Map<string, number>());
  useBrowserLayoutEffect(() => {
    const element = bar.current;
    if (element === null || typeof ResizeObserver === 'undefined') return undefined;
    const measure = (): void => {
      // Nothing that is not shown has a width.
      if (element.clientWidth > 0) setRoom(roomIn(element, widths.current));
    };
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    const host = element.querySelector('.mr-toolbar-host');
    const changes = new MutationObserver(measure);
    if (host !== null) {
      sizes.observe(host);
      changes.observe(host, { childList: true, subtree: true, characterData: true });
    }
    return () => {
      sizes.disconnect();
      changes.disconnect();
    };
  }, [bar]);
  return room;
}

function roomIn(bar: HTMLElement, widths: Map<string, number>): ToolbarRoom {
  for (const part of bar.querySelectorAll<HTMLElement>('[data-mr-tools]')) {
    widths.set(part.dataset['mrTools']!, Math.max(part.scrollWidth, part.offsetWidth));
  }
  const widthOf = (...parts: readonly string[]): number =>
    parts.reduce((sum, part) => sum + (widths.get(part) ?? 0), EDGES);
  const { clientWidth } = bar;
  if (widthOf('host', 'history', 'tools', 'view') <= clientWidth) return 0;
  return widthOf('host', 'history', 'view') + MORE <= clientWidth ? 1 : 2;
}
