/** One menu, and the one it opens beside it. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PointerEvent, ReactElement, RefObject } from 'react';
import type { MenuItem, MenuItems } from './menu-item.js';
import { itemsIn } from './menu-keys.js';
import { MenuLine } from './menu-line.js';
import { placeBeside } from './place-beside.js';
import { useSheetKeys } from './use-sheet-keys.js';
import type { Opened, SheetKeys } from './use-sheet-keys.js';

/** How long the pointer rests on a line before what it opens comes, or what is open goes. */
const REST_MS = 140;

export interface SheetProps extends Omit<SheetKeys, 'open'> {
  readonly sheet: RefObject<HTMLDivElement | null>;
  readonly label: string;
  /** False leaves the focus where it is: the pointer opened it. @default true */
  readonly takesFocus?: boolean;
}

/** The lines of a menu, and the menu that one of them has opened. */
export function Sheet(props: SheetProps): ReactElement {
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
  return (
    <div className="mr-menu" ref={sheet} data-mr-press>
      <div ref={list} className="mr-menu-list" role="menu" aria-label={label}>
        <Lines items={items} opened={opened} onPoint={point} onChoose={choose} />
      </div>
      <Beside items={items} opened={opened} open={open} onClose={onClose} />
    </div>
  );
}

interface LinesProps {
  readonly items: MenuItems;
  readonly opened: Opened | undefined;
  readonly onPoint: (item: MenuItem, index: number, event: PointerEvent<HTMLElement>) => void;
  readonly onChoose: (item: MenuItem, index: number, line: HTMLElement) => void;
}

function Lines({ items, opened, onPoint, onChoose }: LinesProps): ReactElement {
  return (
    <>
      {items.map((item, index) =>
        item === 'separator' ? (
          <hr key={index} />
        ) : (
          <MenuLine
            key={index}
            item={item}
            isOpen={opened?.index === index}
            onPoint={(event) => onPoint(item, index, event)}
            onChoose={(line) => onChoose(item, index, line)}
          />
        ),
      )}
    </>
  );
}

interface BesideProps {
  readonly items: MenuItems;
  readonly opened: Opened | undefined;
  readonly open: (opened: Opened | undefined) => void;
  readonly onClose: () => void;
}

function Beside({ items, opened, open, onClose }: BesideProps): ReactElement | null {
  const inner = opened === undefined ? undefined : items[opened.index];
  if (opened === undefined || typeof inner !== 'object' || inner.items === undefined) return null;
  return (
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
  );
}

function InnerSheet(props: Omit<SheetProps, 'sheet'> & { anchor: HTMLElement }): ReactElement {
  const sheet = useRef<HTMLDivElement>(null);
  const { anchor } = props;
  useLayoutEffect(() => placeBeside(sheet.current!, anchor), [anchor]);
  return <Sheet {...props} sheet={sheet} />;
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
