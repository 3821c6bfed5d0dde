/** A context menu, and the menus it opens. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PointerEvent, ReactElement, RefObject } from 'react';
import type { Point } from '../surface/geometry.js';
import type { MenuItem, MenuItems } from './menu-item.js';
import { itemsIn, walkMenu } from './menu-keys.js';
import { MenuLine } from './menu-line.js';
import { placeBeside } from './place-beside.js';
import { usePopup } from './use-popup.js';

export type { MenuItem, MenuItems } from './menu-item.js';

export interface MenuProps {
  /** Its corner, relative to the viewport. */
  readonly at: Point;
  readonly items: MenuItems;
  readonly onClose: () => void;
  /** What it is called. */
  readonly label: string;
}

/**
 * A list of things to do, at a point of the screen. The arrow keys, Home, End and the first letters
 * lead to an item, the right arrow into a menu that it opens and the left one back, Escape and Tab
 * close it, the focus goes back to where it was.
 */
export function Menu({ at, items, onClose, label }: MenuProps): ReactElement {
  const popup = usePopup({ at, onClose });
  return <Sheet sheet={popup} items={items} label={label} onClose={onClose} />;
}

/** How long the pointer rests on a line before what it opens comes, or what is open goes. */
const REST_MS = 140;

interface SheetProps {
  readonly sheet: RefObject<HTMLDivElement | null>;
  readonly items: MenuItems;
  readonly label: string;
  /** Closes all menus. */
  readonly onClose: () => void;
  /** Closes this one, and gives the focus to the line that opened it; the first menu has none. */
  readonly onBack?: () => void;
  /** False leaves the focus where it is: the pointer opened it. @default true */
  readonly takesFocus?: boolean;
}

/** What is open beside a sheet. */
interface Opened {
  readonly index: number;
  readonly line: HTMLElement;
  readonly takesFocus: boolean;
}

function Sheet(props: SheetProps): ReactElement {
  const { sheet, items, label, onClose, takesFocus = true } = props;
  const [opened, open] = useState<Opened>();
  const rest = useRest();
  const list = useRef<HTMLDivElement>(null);
  useSheetKeys(list, { ...props, open });
  useEffect(() => {
    if (takesFocus) itemsIn(list.current!)[0]?.focus({ preventScroll: true });
  }, [takesFocus]);
  const choose = (item: MenuItem, index: number, line: HTMLElement): void => {
    rest.end();
    if (item.items !== undefined) return open({ index, line, takesFocus: true });
    onClose();
    item.onSelect();
  };
  const point = (item: MenuItem, index: number, event: PointerEvent<HTMLElement>): void => {
    const line = event.currentTarget;
    line.focus({ preventScroll: true });
    const opens = item.items !== undefined;
    if (opened?.index === index || (opened === undefined && !opens)) return rest.end();
    rest.begin(() => open(opens ? { index, line, takesFocus: false } : undefined));
  };
  const inner = opened === undefined ? undefined : items[opened.index];
  return (
    <div className="mr-menu" ref={sheet} data-mr-press>
      <div ref={list} className="mr-menu-list" role="menu" aria-label={label}>
        {items.map((item, index) =>
          item === 'separator' ? (
            <hr key={index} />
          ) : (
            <MenuLine
              key={index}
              item={item}
              isOpen={opened?.index === index}
              onPoint={(event) => point(item, index, event)}
              onChoose={(line) => choose(item, index, line)}
            />
          ),
        )}
      </div>
      {opened !== undefined && inner !== undefined && inner !== 'separator' && inner.items && (
        <InnerSheet
          key={opened.index}
          anchor={opened.line}
          items={inner.items}
          label={inner.label}
          takesFocus={opened.takesFocus}
          onClose={onClose}
          onBack={() => {
            open(undefined);
            opened.line.focus({ preventScroll: true });
          }}
        />
      )}
    </div>
  );
}

function InnerSheet(props: Omit<SheetProps, 'sheet'> & { anchor: HTMLElement }): ReactElement {
  const sheet = useRef<HTMLDivElement>(null);
  const { anchor } = props;
  useLayoutEffect(() => placeBeside(sheet.current!, anchor), [anchor]);
  return <Sheet {...props} sheet={sheet} />;
}

interface SheetKeys extends SheetProps {
  readonly open: (opened: Opened) => void;
}

/** Not React's events: the canvas round it hears a key before React does, and would act on it. */
function useSheetKeys(list: RefObject<HTMLDivElement | null>, keys: SheetKeys): void {
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

/** Waits until the pointer has rested. */
function useRest(): { begin: (act: () => void) => void; end: () => void } {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    begin(act) {
      clearTimeout(timer.current);
      timer.current = setTimeout(act, REST_MS);
    },
    end: () => clearTimeout(timer.current),
  };
}
