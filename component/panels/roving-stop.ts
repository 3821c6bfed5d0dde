/** A toolbar is one stop of Tab: the arrow keys lead about in it. */
import type { RefObject } from 'react';
import { isShown } from '../keyboard/parts.js';
import { focusedElement } from '../menu/focused-element.js';
import { useBrowserLayoutEffect } from '../use-browser-layout-effect.js';

/** What takes part. A field that has the arrow keys for itself stays a stop of its own. */
const TOOLS =
  'button:not(:disabled), a[href], input:is([type="checkbox"], [type="button"], [type="submit"]):not(:disabled)';

/** What these hold leads about in itself. */
const OTHERS = '.mr-menu, [role="menu"], [role="listbox"], [role="radiogroup"], dialog, [popover]';

/** Keeps one of a bar's buttons in the order of Tab: the one that had the focus last, else the first. */
export function useRovingStop(bar: RefObject<HTMLElement | null>): void {
  useBrowserLayoutEffect(() => (bar.current === null ? undefined : rove(bar.current)), [bar]);
}

/** @returns ends it */
function rove(bar: HTMLElement): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const ours = new Set<HTMLElement>();
  let stop: HTMLElement | undefined;
  const tools = (): readonly HTMLElement[] => {
    const all = [...bar.querySelectorAll<HTMLElement>(TOOLS)].filter(
      // What its host took out of the order stays out.
      (tool) => tool.closest(OTHERS) === null && (ours.has(tool) || tool.tabIndex >= 0),
    );
    const shown = all.filter(isShown);
    return shown.length > 0 ? shown : all;
  };
  const mark = (): void => {
    const all = tools();
    if (stop === undefined || !all.includes(stop)) [stop] = all;
    for (const tool of all) {
      ours.add(tool);
      const index = tool === stop ? 0 : -1;
      if (tool.tabIndex !== index) tool.tabIndex = index;
    }
    for (const tool of ours) if (!tool.isConnected) ours.delete(tool);
  };
  const onFocus = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement) || !ours.has(target)) return;
    stop = target;
    mark();
  };
  mark();
  bar.addEventListener('focusin', onFocus, { signal });
  bar.addEventListener('keydown', (event) => walk(event, bar, tools()), { signal });
  const changes = new MutationObserver(mark);
  changes.observe(bar, { childList: true, subtree: true, attributeFilter: ['disabled', 'hidden'] });
  return () => {
    controller.abort();
    changes.disconnect();
    for (const tool of ours) tool.removeAttribute('tabindex');
  };
}

/** Left and right lead to the next one and stop at the ends; Home and End lead there. */
function walk(event: KeyboardEvent, bar: HTMLElement, tools: readonly HTMLElement[]): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const at = tools.findIndex((tool) => tool === focusedElement(bar));
  if (at < 0 || event.defaultPrevented) return;
  const forward = getComputedStyle(bar).direction === 'rtl' ? -1 : 1;
  const goals: Readonly<Record<string, number>> = {
    ArrowLeft: at - forward,
    ArrowRight: at + forward,
    Home: 0,
    End: tools.length - 1,
  };
  const next = tools[goals[event.key] ?? -1];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
