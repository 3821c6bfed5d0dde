/** All there is to do, by name: a field to type into, and a list under it. */
import { useId, useMemo, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { MEMORY, rememberText } from '../editor-memory.js';
import { Icon } from '../icons/icon.js';
import { isComposing, keyName } from '../keyboard/key-name.js';
import { ComboField } from '../menu/combo-field.js';
import { isHeldEnter, rowAfter } from '../menu/list-steps.js';
import { MatchedText } from '../menu/matched-text.js';
import { OptionList, OptionRow, OptionText } from '../menu/option-list.js';
import { shortcutText } from '../menu/shortcut.js';
import { usePopup } from '../menu/use-popup.js';
import type { EditorModel } from '../use-editor-model.js';
import { useRows } from './use-rows.js';
import type { Row } from './use-rows.js';

export interface CommandPaletteProps {
  readonly model: EditorModel;
  readonly onClose: () => void;
}

/** A dialog over the canvas. Arrow keys choose, Enter does it, Escape closes. */
export function CommandPalette({ model, onClose }: CommandPaletteProps): ReactElement {
  const { palette: words } = model.context.text;
  const id = useId();
  const popup = usePopup({ at: usePlace(model), onClose });
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const rows = useRows(model, text);
  const at = Math.min(active, Math.max(0, rows.length - 1));
  const list = { rows, at, setActive, run: useRun({ model, onClose }), onClose };
  return (
    <div
      className="mr-menu mr-commands"
      ref={popup}
      role="dialog"
      aria-label={words.commands}
      data-mr-press
    >
      <ComboField
        id={id}
        icon="command"
        label={words.searchCommands}
        placeholder={words.commandsPlaceholder}
        text={text}
        active={rows.length === 0 ? undefined : at}
        onText={(next) => {
          setText(next);
          setActive(0);
        }}
        onKeyDown={(event) => press(event, list)}
      />
      <List id={id} label={words.commands} {...list} />
      {rows.length === 0 && (
        <p className="mr-add-none" role="status">
          {words.noCommand(text.trim())}
        </p>
      )}
    </div>
  );
}

function useRun({ model, onClose }: CommandPaletteProps): (row: Row) => void {
  return ({ entry }) => {
    rememberText(model.context.memory, MEMORY.commands, entry.id);
    onClose();
    // The focus is back where it was, and actions act there.
    queueMicrotask(entry.run);
  };
}

/** The rows, which one is marked, and what is done with them. */
interface Listed {
  readonly rows: readonly Row[];
  readonly at: number;
  readonly setActive: (index: number) => void;
  readonly run: (row: Row) => void;
}

interface Pressed extends Listed {
  readonly onClose: () => void;
}

function press(event: KeyboardEvent, { rows, at, setActive, run, onClose }: Pressed): void {
  if (isComposing(event.nativeEvent)) return;
  if (isHeldEnter(event)) return event.preventDefault();
  const next = rowAfter(event.key, at, rows.length);
  const row = rows[at];
  if (next !== undefined) setActive(next);
  else if (event.key === 'Enter') {
    if (row !== undefined) run(row);
    // The key that opened it closes it.
  } else if (/^(Escape|(Shift\+)?Tab|Ctrl\+K)$/.test(keyName(event.nativeEvent))) onClose();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

const WIDTH = 480;

/** In the middle of the canvas, a fifth from its top. */
function usePlace({ surface }: EditorModel): { x: number; y: number } {
  return useMemo(() => {
    const rect = surface.elements?.stage.getBoundingClientRect();
    const { left = 0, top = 0, width = 0, height = 0 } = rect ?? {};
    return { x: left + width / 2 - WIDTH / 2, y: top + Math.min(96, height / 8) };
  }, [surface]);
}

interface ListProps extends Listed {
  readonly id: string;
  readonly label: string;
}

function List({ id, label, rows, at, setActive, run }: ListProps): ReactElement {
  return (
    <OptionList id={id} label={label} active={at} of={rows}>
      {rows.map((row, index) => (
        <OptionRow
          key={`${row.entry.id} ${index}`}
          id={`${id}-${index}`}
          heading={row.heading}
          isActive={index === at}
          onActive={() => setActive(index)}
          onChoose={() => run(row)}
        >
          <Command {...row} />
        </OptionRow>
      ))}
    </OptionList>
  );
}

function Command({ entry: { label, note, icon, keys }, ranges }: Row): ReactElement {
  return (
    <>
      {icon === undefined ? <span className="mr-menu-gap" /> : <Icon name={icon} size={14} />}
      <OptionText aside={note}>
        <MatchedText text={label} ranges={ranges} />
      </OptionText>
      {keys !== undefined && (
        <span className="mr-menu-keys" aria-hidden="true">
          {shortcutText(keys)}
        </span>
      )}
    </>
  );
}
