/** Keys that mean the whole page; those of the canvas are the editor's. */
import { useEffect, useRef } from 'react';

/** What the keys do. */
export interface Shortcuts {
  readonly run: () => void;
  /** @returns false when there was nothing to cancel */
  readonly cancel: () => boolean;
  readonly save: () => void;
  readonly open: () => void;
  readonly help: () => void;
}

/** Listens on the window while the component is there. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (press(latest.current, event)) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

function press(shortcuts: Shortcuts, event: KeyboardEvent): boolean {
  if (event.isComposing || event.altKey || isInDialog(event.target)) return false;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) return pressWithControl(shortcuts, key);
  // On the canvas Escape deselects, too.
  if (key === 'escape') return !closesItself(event.target) && shortcuts.cancel();
  if (key !== '?' || event.defaultPrevented || isTyping(event.target)) return false;
  shortcuts.help();
  return true;
}

function pressWithControl(shortcuts: Shortcuts, key: string): boolean {
  switch (key) {
    case 'enter':
      shortcuts.run();
      return true;
    case '.':
      return shortcuts.cancel();
    case 's':
      shortcuts.save();
      return true;
    case 'o':
      shortcuts.open();
      return true;
    default:
      return false;
  }
}

function isTyping(target: EventTarget | null): boolean {
  const texts = 'input, textarea, select, [contenteditable]';
  return target instanceof Element && target.closest(texts) !== null;
}

/** Menus and searches have an Escape of their own. */
function closesItself(target: EventTarget | null): boolean {
  const roles = '[role=menu], [role=listbox], [role=combobox], [role=searchbox]';
  return target instanceof Element && target.closest(roles) !== null;
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('dialog') !== null;
}
