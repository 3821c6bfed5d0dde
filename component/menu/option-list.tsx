/** A list under a field: the field keeps the focus, and the list is worked from there. */
import { useEffect, useRef } from 'react';
import type { ReactElement, ReactNode, UIEvent } from 'react';

export interface OptionListProps {
  /** Of the field; the list is `<id>-list`. */
  readonly id: string;
  readonly label: string;
  /** The row that is marked: it is scrolled into view. */
  readonly active: number;
  /** What else moves rows: another text, other rows. */
  readonly of: unknown;
  /** Told when few rows are left below. @default all rows are there */
  readonly onNearEnd?: () => void;
  readonly children: ReactNode;
}

/** Rows that scroll, the marked one in sight. */
export function OptionList(props: OptionListProps): ReactElement {
  const { id, label, active, of, onNearEnd, children } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = list.current?.querySelector('[aria-selected="true"]');
    // Not in jsdom.
    row?.scrollIntoView?.({ block: 'nearest' });
  }, [active, of]);
  return (
    <div
      className="mr-add-list"
      id={`${id}-list`}
      ref={list}
      role="listbox"
      aria-label={label}
      data-mr-scroll
      onScroll={(event) => isNearEnd(event) && onNearEnd?.()}
    >
      {children}
    </div>
  );
}

function isNearEnd({ currentTarget }: UIEvent<HTMLElement>): boolean {
  const { scrollTop, scrollHeight, clientHeight } = currentTarget;
  return scrollHeight - scrollTop - clientHeight < 200;
}

export interface OptionRowProps {
  readonly id: string;
  readonly isActive: boolean;
  /** It is shown, and can't be chosen. @default false */
  readonly isRefused?: boolean;
  /** It belongs to the row above. @default false */
  readonly isVariant?: boolean;
  /** What stands above it, where a part of the list begins. */
  readonly heading?: string | undefined;
  readonly onActive: () => void;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

/** One row, to be marked by the pointer and chosen by a click. */
export function OptionRow(props: OptionRowProps): ReactElement {
  const { id, isActive, isRefused, isVariant, heading, onActive, onChoose, children } = props;
  return (
    <>
      {heading !== undefined && (
        <div className="mr-add-heading" role="presentation">
          {heading}
        </div>
      )}
      <div
        className="mr-add-row"
        id={id}
        role="option"
        aria-selected={isActive}
        aria-disabled={isRefused === true ? true : undefined}
        data-variant={isVariant === true ? '' : undefined}
        onPointerMove={isActive ? undefined : onActive}
        // The field keeps the focus.
        onPointerDown={(event) => event.preventDefault()}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onChoose}
      >
        {children}
      </div>
    </>
  );
}

export interface OptionTextProps {
  readonly children: ReactNode;
  /** A second line. @default none */
  readonly note?: string | undefined;
  /** What stands at the end of the row. @default nothing */
  readonly aside?: string | undefined;
}

/** The name of a row, what is to be known of it, and what it belongs to. */
export function OptionText({ children, note = '', aside = '' }: OptionTextProps): ReactElement {
  return (
    <>
      <span className="mr-add-text">
        <span className="mr-add-label">{children}</span>
        {note !== '' && <span className="mr-add-description">{note}</span>}
      </span>
      {aside !== '' && <span className="mr-add-category">{aside}</span>}
    </>
  );
}
