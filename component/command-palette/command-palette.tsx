/** All there is to do, by name: a field to type into, and a list under it. */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { MEMORY, rememberedTexts, rememberText } from '../editor-memory.js';
import { Icon } from '../icons/icon.js';
import { isComposing } from '../keyboard/key-name.js';
import { rowAfter } from '../menu/list-steps.js';
import { ComboField } from '../menu/combo-field.js';
import { createFuzzySearch } from '../menu/fuzzy.js';
import type { Range } from '../menu/fuzzy.js';
import { MatchedText } from '../menu/matched-text.js';
import { shortcutText } from '../menu/shortcut.js';
import { usePopup } from '../menu/use-popup.js';
import type { EditorText } from '../text/english.js';
import type { EditorModel } from '../use-editor-model.js';
import { entriesOf } from './entries.js';
import type { Entry } from './entries.js';

export interface CommandPaletteProps {
  readonly model: EditorModel;
  readonly onClose: () => void;
}

/** More than anybody reads; another letter narrows it. */
const MOST_ROWS = 60;
/** As many of those used last come first. */
const MOST_RECENT = 4;
const RECENT_WORTH = 15;

interface Row {
  readonly entry: Entry;
  readonly ranges: readonly Range[];
  readonly heading: string | undefined;
}

/** A dialog over the canvas. Arrow keys choose, Enter does it, Escape closes. */
export function CommandPalette({ model, onClose }: CommandPaletteProps): ReactElement {
  const { context } = model;
  const { palette: words } = context.text;
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const popup = usePopup({ at: usePlace(model), onClose });
  const rows = useRows(model, text);
  const at = Math.min(active, Math.max(0, rows.length - 1));
  const run = ({ entry }: Row): void => {
    rememberText(context.memory, MEMORY.commands, entry.id);
    onClose();
    // The focus is back where it was, and actions act there.
    queueMicrotask(entry.run);
  };
  const press = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    const next = rowAfter(event.key, at, rows.length);
    const row = rows[at];
    if (next !== undefined) setActive(next);
    else if (event.key === 'Enter') {
      if (row !== undefined) run(row);
    } else if (event.key === 'Escape' || event.key === 'Tab' || isOwnKey(event)) onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
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
        onKeyDown={press}
      />
      <List
        id={id}
        rows={rows}
        active={at}
        onActive={setActive}
        onRun={run}
        label={words.commands}
      />
      {rows.length === 0 && (
        <p className="mr-add-none" role="status">
          {words.noCommand(text.trim())}
        </p>
      )}
    </div>
  );
}

/** The key that opened it closes it. */
function isOwnKey({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && key.toLowerCase() === 'k';
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

/** What can be done is found out once, as it is when the palette opens. */
function useRows({ context }: EditorModel, text: string): readonly Row[] {
  const recent = useMemo(() => rememberedTexts(context.memory, MEMORY.commands), [context]);
  const entries = useMemo(() => entriesOf(context), [context]);
  const search = useMemo(
    () =>
      createFuzzySearch(entries, ({ label, note }) => ({
        label,
        more: note === '' ? [] : [[note, 25]],
      })),
    [entries],
  );
  return useMemo(() => {
    const { palette: words } = context.text;
    if (text.trim() === '') return withHeadings(startOf(entries, recent), words);
    const worth = new Map(recent.map((each, index) => [each, RECENT_WORTH - index]));
    const hits = search.find(
      text,
      ({ id, kind }) => Math.max(0, worth.get(id) ?? 0) + KIND_WORTH[kind],
    );
    return hits
      .slice(0, MOST_ROWS)
      .map(({ item, ranges }) => ({ entry: item, ranges, heading: undefined }));
  }, [entries, search, recent, text, context]);
}

/** Among equals, what acts comes before what adds. */
const KIND_WORTH = { host: 9, action: 8, node: 2, type: 0 } as const;

/** With nothing typed: the last ones, then what acts; nodes and types are too many to list. */
function startOf(
  entries: readonly Entry[],
  recent: readonly string[],
): readonly (readonly [Entry, isRecent: boolean])[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const last = recent.flatMap((id) => byId.get(id) ?? []).slice(0, MOST_RECENT);
  const acts = entries.filter(({ kind }) => kind === 'host' || kind === 'action');
  const others = entries.filter(({ kind }) => kind === 'node' || kind === 'type');
  return [
    ...last.map((entry) => [entry, true] as const),
    ...[...acts, ...others]
      .filter((entry) => !last.includes(entry))
      .slice(0, MOST_ROWS)
      .map((entry) => [entry, false] as const),
  ];
}

function withHeadings(
  list: ReturnType<typeof startOf>,
  words: EditorText['palette'],
): readonly Row[] {
  const names = {
    host: words.hostHeading,
    action: words.actionsHeading,
    node: words.goToHeading,
    type: words.addHeading,
  };
  let before: string | undefined;
  return list.map(([entry, isRecent]) => {
    const heading = isRecent ? words.lastHeading : names[entry.kind];
    const isNew = heading !== before;
    before = heading;
    return { entry, ranges: [], heading: isNew ? heading : undefined };
  });
}

interface ListProps {
  readonly id: string;
  readonly rows: readonly Row[];
  readonly active: number;
  readonly label: string;
  readonly onActive: (index: number) => void;
  readonly onRun: (row: Row) => void;
}

function List({ id, rows, active, label, onActive, onRun }: ListProps): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Not in jsdom.
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [active, rows]);
  return (
    <div
      className="mr-add-list"
      id={`${id}-list`}
      ref={list}
      role="listbox"
      aria-label={label}
      data-mr-scroll
    >
      {rows.map((row, index) => (
        <CommandRow
          key={`${row.entry.id} ${index}`}
          id={`${id}-${index}`}
          row={row}
          isActive={index === active}
          onActive={() => onActive(index)}
          onRun={() => onRun(row)}
        />
      ))}
    </div>
  );
}

interface CommandRowProps {
  readonly id: string;
  readonly row: Row;
  readonly isActive: boolean;
  readonly onActive: () => void;
  readonly onRun: () => void;
}

function CommandRow({ id, row, isActive, onActive, onRun }: CommandRowProps): ReactElement {
  const { entry, ranges, heading } = row;
  const { label, note, icon, keys } = entry;
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
        onPointerDown={(event) => event.preventDefault()}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onRun}
      >
        {icon === undefined ? <span className="mr-menu-gap" /> : <Icon name={icon} size={14} />}
        <span className="mr-add-text">
          <span className="mr-add-label">
            <MatchedText text={label} ranges={ranges} />
          </span>
        </span>
        {note !== '' && <span className="mr-add-category">{note}</span>}
        {keys !== undefined && (
          <span className="mr-menu-keys" aria-hidden="true">
            {shortcutText(keys)}
          </span>
        )}
      </div>
    </>
  );
}
