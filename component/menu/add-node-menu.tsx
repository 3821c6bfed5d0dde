/** The menu that adds a node: type to find it, Enter to add it. */
import { useId } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { Icon } from '../icons/icon.js';
import { isComposing } from '../keyboard/key-name.js';
import type { Point } from '../surface/geometry.js';
import type { EditorText } from '../text/english.js';
import { AddRow } from './add-row.js';
import { ComboField } from './combo-field.js';
import type { Candidate } from './candidates.js';
import { isHeldEnter, rowAfter } from './list-steps.js';
import { OptionList, OptionRow, OptionText } from './option-list.js';
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
  const { rows, active, setActive, nearest } = list;
  const press = (event: KeyboardEvent): void => {
    // Then Enter takes a word of the input method.
    if (isComposing(event.nativeEvent)) return;
    if (isHeldEnter(event)) return event.preventDefault();
    const next = rowAfter(event.key, active, rows.length);
    const chosen = rows[active];
    if (next !== undefined) setActive(next);
    else if (event.key === 'Enter') {
      if (chosen !== undefined) onAdd(chosen.candidate);
      else if (nearest !== undefined) list.setText(nearest.label);
    } else if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="mr-menu mr-add" ref={popup} role="dialog" aria-label={label} data-mr-press>
      <ComboField
        id={id}
        label={words.searchNodes}
        active={(rows[active] ?? nearest) === undefined ? undefined : active}
        text={list.text}
        onText={list.setText}
        onKeyDown={press}
      />
      {rows.length === 0 && <Nothing {...props} query={list.text.trim()} />}
      <List {...props} id={id} list={list} />
    </div>
  );
}

type ListProps = AddNodeMenuProps & { readonly id: string; readonly list: TypeRows };

function List({ id, list, text: words, noteOf = noNote, onAdd }: ListProps): ReactElement {
  const { text, rows, active, setActive, limit, showMore, nearest } = list;
  return (
    <OptionList id={id} label={words.nodes} active={active} of={text} onNearEnd={showMore}>
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
      {nearest !== undefined && (
        <OptionRow
          id={`${id}-0`}
          isActive
          onActive={() => setActive(0)}
          onChoose={() => list.setText(nearest.label)}
        >
          <Icon name="search" size={14} />
          <OptionText>{words.nearest(nearest.label)}</OptionText>
        </OptionRow>
      )}
    </OptionList>
  );
}

type NothingProps = AddNodeMenuProps & { readonly query: string };

/** Why the list is empty, or holds no more than a guess. */
function Nothing({ query, text: words, candidates, isRanked }: NothingProps): ReactElement {
  if (query === '') {
    return <p className="mr-add-none">{isRanked === true ? words.noFit : words.noTypes}</p>;
  }
  return (
    <p className="mr-add-none" role="status">
      {candidates.length === 0 && isRanked !== true ? words.noTypes : words.noMatch(query)}
    </p>
  );
}
