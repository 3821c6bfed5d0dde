/** Chooses what a port is wired to, without a pointer. */
import { useState } from 'react';
import type { KeyboardEvent, ReactElement, RefObject } from 'react';
import { isComposing } from '../keyboard/key-name.js';
import { tabbablesIn } from '../keyboard/parts.js';
import { ComboField } from '../menu/combo-field.js';
import { isHeldEnter, rowAfter } from '../menu/list-steps.js';
import { OptionList } from '../menu/option-list.js';
import { usePopup } from '../menu/use-popup.js';
import type { OpenMenu } from '../open-menu.js';
import { endName } from '../surface/name-ports.js';
import { useText } from '../text/use-text.js';
import type { EditorModel } from '../use-editor-model.js';
import { ChoiceRow, noteText } from './choice-row.js';
import type { PortChoice } from './port-choices.js';
import { usePicked } from './use-picked.js';
import type { Picked } from './use-picked.js';
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
export function ConnectPicker(props: ConnectPickerProps): ReactElement {
  const { model, menu, onClose } = props;
  const popup = usePopup({ at: menu.at, onClose });
  const { connect: words } = useText();
  const picked = usePicked(model, menu.end);
  const { marked, rows } = picked;
  usePreview(model, { popup, from: menu.end, to: marked?.end });
  const choose = useChoose(props, picked);
  const { graph } = model.store.getState();
  const title = words.title(endName(menu.end, menu.end.side, { graph, ...model.surface.words }));
  return (
    <div
      className="mr-menu mr-connect"
      ref={popup}
      role="dialog"
      aria-label={title}
      data-mr-press
      onKeyDown={(event) => press(event, { picked, popup, choose, onClose })}
    >
      <ComboField
        id={picked.id}
        label={title}
        placeholder={words.search}
        active={marked === undefined ? undefined : picked.at}
        text={picked.text}
        onText={picked.setText}
      />
      <List picked={picked} onChoose={choose} />
      {rows.length === 0 && (
        <p className="mr-add-none" role="status">
          {picked.text.trim() === '' ? words.none : words.noMatch(picked.text.trim())}
        </p>
      )}
      <Foot {...props} picked={picked} />
    </div>
  );
}

/** Wires a choice, or says why it can't be. */
function useChoose(
  { model: { context }, onClose }: ConnectPickerProps,
  picked: Picked,
): (choice: PortChoice | undefined) => void {
  const { connect: words } = useText();
  return (choice) => {
    if (choice === undefined) return;
    if (!picked.mayBe(choice)) return context.announce(noteText(choice, words) ?? '', 'assertive');
    onClose();
    const { wire, keep } = choice;
    context.dispatch({ type: 'connect', wire, keep });
  };
}

interface PressOptions {
  readonly picked: Picked;
  readonly popup: RefObject<HTMLElement | null>;
  readonly choose: (choice: PortChoice | undefined) => void;
  readonly onClose: () => void;
}

function press(event: KeyboardEvent, { picked, popup, choose, onClose }: PressOptions): void {
  // Then Enter takes a word of the input method.
  if (isComposing(event.nativeEvent)) return;
  if (isHeldEnter(event)) return event.preventDefault();
  const { key, target } = event;
  const isTyped = target instanceof HTMLInputElement;
  const next = isTyped ? rowAfter(key, picked.at, picked.rows.length) : undefined;
  if (key === 'Escape') onClose();
  else if (key === 'Tab') stayIn(popup.current!, target as Element, event.shiftKey ? -1 : 1);
  else if (next !== undefined) picked.mark(next);
  else if (isTyped && key === 'Enter') choose(picked.marked);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Tab leads round in it: out of it, it would be left open over the canvas. */
function stayIn(popup: HTMLElement, from: Element, step: 1 | -1): void {
  const all = tabbablesIn(popup);
  const at = all.findIndex((each) => each === from);
  all[(at + step + all.length) % all.length]?.focus({ preventScroll: true });
}

interface ListProps {
  readonly picked: Picked;
  readonly onChoose: (choice: PortChoice) => void;
}

function List({ picked, onChoose }: ListProps): ReactElement {
  const { connect: words } = useText();
  const [pages, setPages] = useState(1);
  const { id, rows, at, mark, mayBe } = picked;
  const limit = Math.max(pages * PAGE, at + PAGE / 2);
  const showMore = (): void => setPages((count) => count + 1);
  return (
    <OptionList id={id} label={words.list} active={at} of={rows} onNearEnd={showMore}>
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
    </OptionList>
  );
}

/** What else may be wired: a node that is not there yet, a port that does not fit. */
function Foot({
  model,
  menu,
  onClose,
  picked,
}: ConnectPickerProps & { picked: Picked }): ReactElement {
  const { connect: words } = useText();
  const { refused, showsRefused, toggleRefused } = picked;
  const addNode = (): void => {
    onClose();
    model.context.openAddMenu(menu.at, { type: 'wire', end: menu.end });
  };
  return (
    <div className="mr-connect-foot">
      <button type="button" className="mr-link" onClick={addNode}>
        {words.newNode}
      </button>
      {refused > 0 && (
        <button type="button" className="mr-link" onClick={toggleRefused}>
          {showsRefused ? words.hideRefused : words.refused(refused)}
        </button>
      )}
    </div>
  );
}
