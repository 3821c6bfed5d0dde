/** The menu that adds a node: type to find it, Enter to add it. */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement, UIEvent } from 'react';
import type { NodeType } from '../../src/config/config.js';
import { Icon } from '../icons/icon.js';
import { LanguageIcon } from '../icons/language-icon.js';
import type { Point } from '../surface/geometry.js';
import { categoryText, createTypeSearch, toCategories } from './search-types.js';
import type { TypeCategory } from './search-types.js';
import { usePopup } from './use-popup.js';

export interface AddNodeMenuProps {
  /** Its corner, relative to the viewport. */
  readonly at: Point;
  readonly nodeTypes: readonly NodeType[];
  readonly onAdd: (type: string) => void;
  readonly onClose: () => void;
}

/** Rows made at a time: a thousand at once would be felt. */
const PAGE = 60;

/**
 * All node types by category, with a search over names, categories and descriptions. Arrow keys
 * choose, Enter adds, Escape closes.
 */
export function AddNodeMenu({ at, nodeTypes, onAdd, onClose }: AddNodeMenuProps): ReactElement {
  const popup = usePopup({ at, onClose });
  const id = useId();
  const { text, setText, rows, active, setActive, limit, showMore } = useRows(nodeTypes);
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const row = list.current?.querySelector('[aria-selected="true"]');
    // Not in jsdom.
    row?.scrollIntoView?.({ block: 'nearest' });
  }, [active, text]);

  const onKey = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const chosen = rows[active];
    if (step !== undefined && rows.length > 0) setActive(wrap(active + step, rows.length, step));
    else if (event.key === 'Enter' && chosen !== undefined) onAdd(chosen.type.type);
    else if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const shown = rows.slice(0, limit);
  return (
    <div className="mr-menu mr-add" ref={popup} role="dialog" aria-label="Add a node" data-mr-press>
      <div className="mr-search">
        <Icon name="search" size={14} />
        <input
          ref={field}
          className="mr-search-field"
          type="text"
          role="combobox"
          aria-label="Search nodes"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={rows[active] === undefined ? undefined : `${id}-${active}`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder="Search nodes"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKey}
        />
      </div>
      <div
        className="mr-add-list"
        id={`${id}-list`}
        ref={list}
        role="listbox"
        aria-label="Nodes"
        data-mr-scroll
        onScroll={(event) => isNearEnd(event) && showMore()}
      >
        {shown.map((row, index) => (
          <AddRow
            key={row.type.type}
            id={`${id}-${index}`}
            row={row}
            isActive={index === active}
            onActive={() => setActive(index)}
            onAdd={onAdd}
          />
        ))}
      </div>
      {rows.length === 0 && <p className="mr-add-none">{noneText(nodeTypes, text)}</p>}
    </div>
  );
}

interface Row {
  readonly type: NodeType;
  /** The heading above it, where a category starts. */
  readonly heading?: string;
  /** Its category, where rows are not in order of categories. */
  readonly category?: string;
}

interface Rows {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly rows: readonly Row[];
  readonly active: number;
  readonly setActive: (index: number) => void;
  readonly limit: number;
  readonly showMore: () => void;
}

function useRows(nodeTypes: readonly NodeType[]): Rows {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [pages, setPages] = useState(1);
  const search = useMemo(() => createTypeSearch(nodeTypes), [nodeTypes]);
  const rows = useMemo((): readonly Row[] => {
    if (text.trim() === '') return rowsOf(toCategories(search.all), '');
    return search.find(text).map((type) => ({ type, category: categoryText(type) }));
  }, [search, text]);
  return {
    text,
    setText: (next) => {
      setText(next);
      setActive(0);
      setPages(1);
    },
    rows,
    active: Math.min(active, Math.max(0, rows.length - 1)),
    setActive,
    limit: Math.max(pages * PAGE, active + PAGE / 2),
    showMore: () => setPages((count) => count + 1),
  };
}

/** Types of their own come before the categories inside. */
function rowsOf({ types, inner, label }: TypeCategory, above: string): readonly Row[] {
  const heading = above === '' ? label : `${above} › ${label}`;
  const own = types.map((type, index) =>
    index === 0 && heading !== '' ? { type, heading } : { type },
  );
  return [...own, ...inner.flatMap((category) => rowsOf(category, heading))];
}

interface AddRowProps {
  readonly id: string;
  readonly row: Row;
  readonly isActive: boolean;
  readonly onActive: () => void;
  readonly onAdd: (type: string) => void;
}

function AddRow({ id, row, isActive, onActive, onAdd }: AddRowProps): ReactElement {
  const { type, heading, category } = row;
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
        onPointerMove={isActive ? undefined : onActive}
        // The search keeps the focus.
        onPointerDown={(event) => event.preventDefault()}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onAdd(type.type)}
      >
        <LanguageIcon language={type.source?.language} />
        <span className="mr-add-text">
          <span className="mr-add-label">{type.label}</span>
          {type.description !== undefined && (
            <span className="mr-add-description">{firstLine(type.description)}</span>
          )}
        </span>
        {category !== undefined && category !== '' && (
          <span className="mr-add-category">{category}</span>
        )}
      </div>
    </>
  );
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 8,
  PageUp: -8,
};

/** One step leads round the ends, a page stops there. */
function wrap(index: number, length: number, step: number): number {
  if (Math.abs(step) === 1) return (index + length) % length;
  return Math.min(Math.max(index, 0), length - 1);
}

function isNearEnd({ currentTarget }: UIEvent<HTMLElement>): boolean {
  const { scrollTop, scrollHeight, clientHeight } = currentTarget;
  return scrollHeight - scrollTop - clientHeight < 200;
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}

function noneText(nodeTypes: readonly NodeType[], text: string): string {
  return nodeTypes.length === 0
    ? 'There are no nodes yet: the config has no node types.'
    : `No node matches “${text.trim()}”.`;
}
