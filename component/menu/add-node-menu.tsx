/** The menu that adds a node: type to find it, Enter to add it. */
import { useEffect, useId, useRef } from 'react';
import type { KeyboardEvent, ReactElement, UIEvent } from 'react';
import { isComposing } from '../keyboard/key-name.js';
import type { Point } from '../surface/geometry.js';
import type { EditorText } from '../text/english.js';
import { AddRow } from './add-row.js';
import { ComboField } from './combo-field.js';
import type { Candidate } from './candidates.js';
import { rowAfter } from './list-steps.js';
import { usePopup } from './use-popup.js';
import { useTypeRows } from './use-type-rows.js';
import type { TypeRows } from './use-type-rows.js';

export interface AddNodeMenuProps {
  /** Its corner, relative to the viewport. */
  readonly at: Point;
  readonly candidates: readonly Candidate[];
  /** They are what fits best, in that order, rather than all there is. @default false */
  readonly isRanked?: boolean;
  /** Types used last, the latest first. @default none */
  readonly recent?: readonly string[];
  /** What it is opened for. */
  readonly label: string;
  readonly text: EditorText['menu'];
  /** What choosing a type does, in a few words. @default its description */
  readonly noteOf?: (candidate: Candidate) => string;
  readonly onAdd: (candidate: Candidate) => void;
  readonly onClose: () => void;
}

const NO_TYPES: readonly string[] = [];
const noNote = (): string => '';

/**
 * All node types by category, or those that fit, with a search over names, categories and
 * descriptions. Arrow keys choose, Enter adds, Escape closes.
 */
export function AddNodeMenu(props: AddNodeMenuProps): ReactElement {
  const { at, candidates, isRanked = false, recent = NO_TYPES, label, text: words } = props;
  const { onAdd, onClose } = props;
  const popup = usePopup({ at, onClose });
  const id = useId();
  const list = useTypeRows({ candidates, isRanked, recent, recentHeading: words.recent });
  const { rows, active, setActive } = list;
  const press = (event: KeyboardEvent): void => {
    // Then Enter takes a word of the input method.
    if (isComposing(event.nativeEvent)) return;
    const next = rowAfter(event.key, active, rows.length);
    const chosen = rows[active];
    if (next !== undefined) setActive(next);
    else if (event.key === 'Enter') {
      if (chosen !== undefined) onAdd(chosen.candidate);
    } else if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="mr-menu mr-add" ref={popup} role="dialog" aria-label={label} data-mr-press>
      <ComboField
        id={id}
        icon="search"
        label={words.searchNodes}
        placeholder={words.searchNodes}
        active={rows[active] === undefined ? undefined : active}
        text={list.text}
        onText={list.setText}
        onKeyDown={press}
      />
      <List {...props} id={id} list={list} />
      {rows.length === 0 && <Nothing {...props} list={list} />}
    </div>
  );
}

type ListProps = AddNodeMenuProps & { readonly id: string; readonly list: TypeRows };

function List({ id, list, text: words, noteOf = noNote, onAdd }: ListProps): ReactElement {
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
      aria-label={words.nodes}
      data-mr-scroll
      onScroll={(event) => isNearEnd(event) && showMore()}
    >
      {rows.slice(0, limit).map((row, index) => (
        <AddRow
          key={row.key}
          id={`${id}-${index}`}
          row={row}
          note={noteOf(row.candidate)}
          isActive={index === active}
          onActive={() => setActive(index)}
          onAdd={() => onAdd(row.candidate)}
        />
      ))}
    </div>
  );
}

function Nothing({ list, text: words, candidates, isRanked }: Omit<ListProps, 'id'>): ReactElement {
  const { text, nearest, setText } = list;
  if (text.trim() === '') {
    return <p className="mr-add-none">{isRanked === true ? words.noFit : words.noTypes}</p>;
  }
  return (
    <p className="mr-add-none" role="status">
      {candidates.length === 0 && isRanked !== true ? words.noTypes : words.noMatch(text.trim())}
      {nearest !== undefined && (
        <button
          type="button"
          className="mr-link"
          // The search keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setText(nearest.label)}
        >
          {words.nearest(nearest.label)}
        </button>
      )}
    </p>
  );
}

function isNearEnd({ currentTarget }: UIEvent<HTMLElement>): boolean {
  const { scrollTop, scrollHeight, clientHeight } = currentTarget;
  return scrollHeight - scrollTop - clientHeight < 200;
}
