/** A context menu. */
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import { Icon } from '../icons/icon.js';
import type { Point } from '../surface/geometry.js';
import { focusedElement } from './focused-element.js';
import type { MenuItem, MenuItems } from './menu-item.js';
import { shortcutText } from './shortcut.js';
import { usePopup } from './use-popup.js';

export interface MenuProps {
  /** Its corner, relative to the viewport. */
  readonly at: Point;
  readonly items: MenuItems;
  readonly onClose: () => void;
  /** @default "Actions" */
  readonly label?: string;
}

/**
 * A list of things to do, at a point of the screen. The arrow keys, Home, End and the first letters
 * lead to an item, Escape and Tab close it, the focus goes back to where it was.
 */
export function Menu({ at, items, onClose, label = 'Actions' }: MenuProps): ReactElement {
  const popup = usePopup({ at, onClose });
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const menu = popup.current;
    if (menu === null) return undefined;
    const typed = { text: '', time: 0 };
    const onKey = (event: KeyboardEvent): void => pressKey(menu, event, typed, close.current);
    // Not React's: the canvas round it hears a key before React does, and would act on it.
    menu.addEventListener('keydown', onKey);
    itemsIn(menu)[0]?.focus({ preventScroll: true });
    return () => menu.removeEventListener('keydown', onKey);
  }, [popup]);
  return (
    <div className="mr-menu" ref={popup} role="menu" aria-label={label} data-mr-press>
      {items.map((item, index) =>
        item === 'separator' ? (
          <hr key={index} />
        ) : (
          <MenuLine key={index} item={item} onClose={onClose} />
        ),
      )}
    </div>
  );
}

function MenuLine({ item, onClose }: { item: MenuItem; onClose: () => void }): ReactElement {
  const { label, icon, shortcut, disabled = false, danger = false, onSelect } = item;
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className="mr-menu-item"
      data-tone={danger ? 'danger' : undefined}
      disabled={disabled}
      onPointerMove={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
      onClick={() => {
        onClose();
        onSelect();
      }}
    >
      {icon === undefined ? <span className="mr-menu-gap" /> : <Icon name={icon} size={14} />}
      <span className="mr-menu-label">{label}</span>
      {shortcut !== undefined && (
        <span className="mr-menu-keys" aria-hidden="true">
          {shortcutText(shortcut)}
        </span>
      )}
    </button>
  );
}

/** Letters typed within this time belong together. */
const TYPING_MS = 700;

interface TypedLetters {
  text: string;
  time: number;
}

function pressKey(
  menu: HTMLElement,
  event: KeyboardEvent,
  typed: TypedLetters,
  onClose: () => void,
): void {
  event.stopPropagation();
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    onClose();
    return;
  }
  const items = itemsIn(menu);
  const focused = focusedElement(menu);
  const at = items.findIndex((item) => item === focused);
  const next = nextItem(items, at, event.key) ?? itemByLetters(items, at, event, typed);
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function nextItem<T>(items: readonly T[], at: number, key: string): T | undefined {
  const last = items.length - 1;
  if (key === 'ArrowDown') return items[at >= last ? 0 : at + 1];
  if (key === 'ArrowUp') return items[at <= 0 ? last : at - 1];
  if (key === 'Home') return items[0];
  return key === 'End' ? items[last] : undefined;
}

function itemByLetters(
  items: readonly HTMLElement[],
  at: number,
  event: KeyboardEvent,
  typed: TypedLetters,
): HTMLElement | undefined {
  const isLetter = event.key.length === 1 && event.key !== ' ';
  if (!isLetter || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const continues = event.timeStamp - typed.time < TYPING_MS;
  typed.text = (continues ? typed.text : '') + event.key.toLowerCase();
  typed.time = event.timeStamp;
  const start = continues && typed.text.length > 1 ? at : at + 1;
  const order = [...items.slice(start), ...items.slice(0, start)];
  return order.find((item) => textOf(item).startsWith(typed.text));
}

function textOf(item: HTMLElement): string {
  return item.querySelector('.mr-menu-label')?.textContent?.trim().toLowerCase() ?? '';
}

function itemsIn(menu: HTMLElement): readonly HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)')];
}
