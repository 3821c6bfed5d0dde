/** How the keys lead through a menu. */
import { focusedElement } from './focused-element.js';

/** Letters typed within this time belong together. */
const TYPING_MS = 700;

export interface TypedLetters {
  text: string;
  time: number;
}

/** Puts the focus on the item a key leads to. @returns false when it leads to none */
export function walkMenu(menu: HTMLElement, event: KeyboardEvent, typed: TypedLetters): boolean {
  const items = itemsIn(menu);
  const focused = focusedElement(menu);
  const at = items.findIndex((item) => item === focused);
  const next = nextItem(items, at, event.key) ?? itemByLetters(items, at, event, typed);
  next?.focus();
  return next !== undefined;
}

/** The items of a menu that can be chosen, without those of the menus it opens. */
export function itemsIn(menu: HTMLElement): readonly HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[data-mr-item]:not(:disabled)')];
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
