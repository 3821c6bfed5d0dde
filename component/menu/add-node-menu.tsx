/** The menu that adds a node: type to find it, Enter to add it. */
import { useEffect, useId, useRef } from 'react';
import type { KeyboardEvent, ReactElement, UIEvent } from 'react';
import type { NodeType } from '../../src/config/config.js';
import { Icon } from '../icons/icon.js';
import type { Point } from '../surface/geometry.js';
import { AddRow } from './add-row.js';
import { usePopup } from './use-popup.js';
import { useTypeRows } from './use-type-rows.js';
import type { TypeRows } from './use-type-rows.js';

export interface AddNodeMenuProps {
  /** Its corner, relative to the viewport. */
  readonly at: Point;
  readonly nodeTypes: readonly NodeType[];
  readonly onAdd: (type: string) => void;
  readonly onClose: () => void;
}

/**
 * All node types by category, with a search over names, categories and descriptions. Arrow keys
 * choose, Enter adds, Escape closes.
 */
export function AddNodeMenu({ at, nodeTypes, onAdd, onClose }: AddNodeMenuProps): ReactElement {
  const popup = usePopup({ at, onClose });
  const id = useId();
  const list = useTypeRows(nodeTypes);
  const { text, rows, active, setActive } = list;
  const press = (event: KeyboardEvent): void => {
    // Then Enter takes a word of the input method.
    if (event.nativeEvent.isComposing) return;
    const step = STEPS[event.key];
    const chosen = rows[active];
    if (step !== undefined && rows.length > 0) setActive(wrap(active + step, rows.length, step));
    else if (event.key === 'Enter') {
      if (chosen !== undefined) onAdd(chosen.type.type);
    } else if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="mr-menu mr-add" ref={popup} role="dialog" aria-label="Add a node" data-mr-press>
      <SearchField id={id} list={list} onKeyDown={press} />
      <List id={id} list={list} onAdd={onAdd} />
      {rows.length === 0 && <p className="mr-add-none">{noneText(nodeTypes, text)}</p>}
    </div>
  );
}

interface PartProps {
  readonly id: string;
  readonly list: TypeRows;
}

function SearchField(
  props: PartProps & { onKeyDown: (event: KeyboardEvent) => void },
): ReactElement {
  const { id, list, onKeyDown } = props;
  const { text, setText, rows, active } = list;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  return (
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
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

function List({ id, list, onAdd }: PartProps & Pick<AddNodeMenuProps, 'onAdd'>): ReactElement {
  const { text, rows, active, setActive, limit, showMore } = list;
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = element.current?.querySelector('[aria-selected="true"]');
    // Not in jsdom.
    row?.scrollIntoView?.({ block: 'nearest' });
  }, [active, text]);
  return (
    <div
      className="mr-add-list"
      id={`${id}-list`}
      ref={element}
      role="listbox"
      aria-label="Nodes"
      data-mr-scroll
      onScroll={(event) => isNearEnd(event) && showMore()}
    >
      {rows.slice(0, limit).map((row, index) => (
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

function noneText(nodeTypes: readonly NodeType[], text: string): string {
  return nodeTypes.length === 0
    ? 'There are no nodes yet: the config has no node types.'
    : `No node matches “${text.trim()}”.`;
}
