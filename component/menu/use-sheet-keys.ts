/** The keys of one menu. */
import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { MenuItems } from './menu-item.js';
import { walkMenu } from './menu-keys.js';

/** What is open beside a menu. */
export interface Opened {
  readonly index: number;
  readonly line: HTMLElement;
  readonly takesFocus: boolean;
}

/** What the keys of a menu do. */
export interface SheetKeys {
  readonly items: MenuItems;
  /** Closes all menus. */
  readonly onClose: () => void;
  /** Closes this one, and gives the focus to the line that opened it; the first menu has none. */
  readonly onBack?: () => void;
  readonly open: (opened: Opened) => void;
}

/** Not React's events: the canvas round it hears a key before React does, and would act on it. */
export function useSheetKeys(list: RefObject<HTMLDivElement | null>, keys: SheetKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const element = list.current!;
    const typed = { text: '', time: 0 };
    const onKey = (event: KeyboardEvent): void => {
      event.stopPropagation();
      if (pressKey(event, latest.current) || walkMenu(element, event, typed)) {
        event.preventDefault();
      }
    };
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  }, [list]);
}

/** @returns false for a key that only leads to another line */
function pressKey(event: KeyboardEvent, { items, onClose, onBack, open }: SheetKeys): boolean {
  const { key, target } = event;
  if (key === 'Tab' || (key === 'Escape' && onBack === undefined)) {
    onClose();
    return true;
  }
  if (key === 'Escape' || (key === 'ArrowLeft' && onBack !== undefined)) {
    onBack?.();
    return true;
  }
  if (key !== 'ArrowRight' || !(target instanceof HTMLElement)) return false;
  const index = [...(target.parentElement?.children ?? [])].indexOf(target);
  const item = items[index];
  if (item === undefined || item === 'separator' || item.items === undefined) return false;
  open({ index, line: target, takesFocus: true });
  return true;
}
