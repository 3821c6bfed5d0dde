/** Chooses what a port is wired to, without a pointer. */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { isComposing } from '../keyboard/key-name.js';
import { tabbablesIn } from '../keyboard/parts.js';
import { ComboField } from '../menu/combo-field.js';
import { rowAfter } from '../menu/list-steps.js';
import { usePopup } from '../menu/use-popup.js';
import type { OpenMenu } from '../open-menu.js';
import { endName } from '../surface/name-ports.js';
import { useText } from '../text/use-text.js';
import type { EditorModel } from '../use-editor-model.js';
import { ChoiceRow, noteText } from './choice-row.js';
import { filterChoices, findPortChoices } from './port-choices.js';
import type { PortChoice } from './port-choices.js';
import { usePreview } from './use-preview.js';

export interface ConnectPickerProps {
  readonly model: EditorModel;
  readonly menu: Extract<OpenMenu, { readonly type: 'connect' }>;
  readonly onClose: () => void;
}

/** Rows made at a time: a thousand at once would be felt. */
const PAGE = 60;

/**
 * All ports a port may be wired to, what fits best first, with a search; the one that is marked is
 * shown on the canvas. Enter wires it, Escape leaves everything as it was.
 */
export function ConnectPicker({ model, menu, onClose }: ConnectPickerProps): ReactElement {
  const popup = usePopup({ at: menu.at, onClose });
  const { connect: words } = useText();
  const picked = usePicked(model, menu);
  const { marked, rows } = picked;
  usePreview(model, { popup, from: menu.end, to: marked?.end });
  const choose = (choice: PortChoice | undefined): void => {
    if (choice === undefined) return;
    if (!picked.mayBe(choice)) {
      return model.context.announce(noteText(choice, words) ?? '', 'assertive');
    }
    onClose();
    const { wire, keep } = choice;
    model.context.dispatch({ type: 'connect', wire, keep });
  };
  const addNode = (): void => {
    onClose();
    model.context.openAddMenu(menu.at, { type: 'wire', end: menu.end });
  };
  const press = (event: KeyboardEvent): void => {
    // Then Enter takes a word of the input method.
    if (isComposing(event.nativeEvent)) return;
    const { key, target } = event;
    const isTyped = target instanceof HTMLInputElement;
    const next = isTyped ? rowAfter(key, picked.at, rows.length) : undefined;
    if (key === 'Escape') onClose();
    else if (key === 'Tab') stayIn(popup.current!, target as Element, event.shiftKey ? -1 : 1);
    else if (next !== undefined) picked.mark(next);
    else if (isTyped && key === 'Enter') choose(marked);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { graph } = model.store.getState();
  const title = words.title(endName(menu.end, menu.end.side, { graph, ...model.surface.words }));
  return (
    <div
      className="mr-menu mr-connect"
      ref={popup}
      role="dialog"
      aria-label={title}
      data-mr-press
      onKeyDown={press}
    >
      <ComboField
        id={picked.id}
        icon="search"
        label={title}
        placeholder={words.search}
        active={marked === undefined ? undefined : picked.at}
        text={picked.text}
        onText={picked.setText}
      />
      <List picked={picked} onChoose={choose} />
      {rows.length === 0 && (
        <p className="mr-connect-none">
          {picked.text.trim() === '' ? words.none : words.noMatch(picked.text.trim())}
        </p>
      )}
      <div className="mr-connect-foot">
        <button type="button" className="mr-link" onClick={addNode}>
          {words.newNode}
        </button>
        {picked.refused > 0 && (
          <button type="button" className="mr-link" onClick={picked.toggleRefused}>
            {picked.showsRefused ? words.hideRefused : words.refused(picked.refused)}
          </button>
        )}
      </div>
    </div>
  );
}

/** Tab leads round in it: out of it, it would be left open over the canvas. */
function stayIn(popup: HTMLElement, from: Element, step: 1 | -1): void {
  const all = tabbablesIn(popup);
  const at = all.findIndex((each) => each === from);
  all[(at + step + all.length) % all.length]?.focus({ preventScroll: true });
}

/** The list, what is typed to narrow it, and which row is marked. */
interface Picked {
  readonly id: string;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly rows: readonly PortChoice[];
  readonly at: number;
  readonly mark: (index: number) => void;
  readonly marked: PortChoice | undefined;
  readonly refused: number;
  readonly showsRefused: boolean;
  readonly toggleRefused: () => void;
  readonly mayBe: (choice: PortChoice) => boolean;
}

function usePicked({ store, catalog, allowMisfits }: EditorModel, { end }: OpenEnd): Picked {
  const id = useId();
  const [text, setText] = useState('');
  const [at, mark] = useState(0);
  const [showsRefused, showRefused] = useState(false);
  // Of the graph as it is when it opens: nothing else changes it meanwhile but a run's statuses.
  const [graph] = useState(() => store.getState().graph);
  const choices = useMemo(
    () => findPortChoices(graph, end, { catalog, allowMisfits }),
    [graph, end, catalog, allowMisfits],
  );
  const { fitting, refused } = choices;
  const rows = useMemo(
    () => [...filterChoices(fitting, text), ...(showsRefused ? filterChoices(refused, text) : [])],
    [fitting, refused, text, showsRefused],
  );
  const inside = Math.min(at, Math.max(0, rows.length - 1));
  return {
    id,
    text,
    setText(next) {
      setText(next);
      mark(0);
    },
    rows,
    at: inside,
    mark,
    marked: rows[inside],
    refused: refused.length,
    showsRefused,
    toggleRefused: () => showRefused(!showsRefused),
    mayBe: (choice) => !refused.includes(choice),
  };
}

type OpenEnd = Pick<ConnectPickerProps['menu'], 'end'>;

interface ListProps {
  readonly picked: Picked;
  readonly onChoose: (choice: PortChoice) => void;
}

function List({ picked, onChoose }: ListProps): ReactElement {
  const { connect: words } = useText();
  const element = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState(1);
  const { id, rows, at, mark, mayBe } = picked;
  const limit = Math.max(pages * PAGE, at + PAGE / 2);
  useEffect(() => {
    const row = element.current?.querySelector('[aria-selected="true"]');
    // Not in jsdom.
    row?.scrollIntoView?.({ block: 'nearest' });
  }, [at, rows]);
  return (
    <div
      className="mr-connect-list"
      id={`${id}-list`}
      ref={element}
      role="listbox"
      aria-label={words.list}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        if (scrollHeight - scrollTop - clientHeight < 200) setPages((count) => count + 1);
      }}
    >
      {rows.slice(0, limit).map((choice, index) => (
        <ChoiceRow
          key={JSON.stringify([choice.end.nodeId, choice.end.portName])}
          id={`${id}-${index}`}
          choice={choice}
          isMarked={index === at}
          isRefused={!mayBe(choice)}
          onMark={() => mark(index)}
          onChoose={() => onChoose(choice)}
        />
      ))}
    </div>
  );
}
