/** An object of free names as a form: a name and a value each. */
import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { isRecord } from '../../../src/config/document.js';
import { useControlText } from '../use-control-text.js';
import { useDraft } from '../use-draft.js';
import { givenItem, isStructured, newValue } from '../schema-form.js';
import type { Form } from '../schema-form.js';
import { FormGroup } from './form-group.js';
import { ownMessage, problemAt } from './form-props.js';
import type { FormPartProps } from './form-props.js';
import { ItemButtons } from './item-buttons.js';
import { removeAt, replaceAt } from './list-edits.js';
import { AddButton } from './part-buttons.js';
import { useFocusWish } from './use-focus-wish.js';
import type { FocusWish } from './use-focus-wish.js';
import { useFormTools } from './use-form-tools.js';
import { useItemKeys } from './use-item-keys.js';

interface RecordPartProps extends FormPartProps {
  readonly form: Extract<Form, { type: 'record' }>;
}

type Entries = readonly (readonly [string, unknown])[];

/** Entries in their order. A name is taken when it is free and not empty. */
export function RecordPart(props: RecordPartProps): ReactElement {
  const { id, label, disabled, problem } = props;
  const text = useControlText();
  const element = useRef<HTMLDivElement>(null);
  const wish = useFocusWish(() => element.current);
  const { entries, itemIds, ...edits } = useEntryEdits(props, wish);
  const names = entries.map(([name]) => name);
  return (
    <FormGroup
      id={id}
      label={label}
      note={text.entries(entries.length)}
      problem={ownMessage(problem)}
    >
      <div className="mr-form-list" ref={element}>
        {entries.map(([name, inner], index) => (
          <Entry
            key={itemIds[index]}
            {...props}
            id={itemIds[index]!}
            name={name}
            names={names}
            value={inner}
            onName={(next) => edits.rename(index, next)}
            onChange={(next) => edits.set(index, next)}
            onRemove={() => edits.remove(index)}
          />
        ))}
      </div>
      {!disabled && <AddButton label={text.addEntry(label)} onAdd={() => edits.add(text.newKey)} />}
    </FormGroup>
  );
}

interface EntryEdits {
  readonly entries: Entries;
  readonly itemIds: readonly string[];
  readonly set: (index: number, value: unknown) => void;
  readonly rename: (index: number, name: string) => void;
  readonly add: (name: string) => void;
  readonly remove: (index: number) => void;
}

function useEntryEdits(
  { id, value, form, onChange }: RecordPartProps,
  wish: (wish: FocusWish) => void,
): EntryEdits {
  const entries: Entries = isRecord(value) ? Object.entries(value) : [];
  const { keys, ...change } = useItemKeys(entries.length);
  const itemId = (key: number | undefined): string => `${id}.${key}`;
  const write = (next: Entries): void => onChange(Object.fromEntries(next));
  return {
    entries,
    itemIds: keys.map(itemId),
    set: (index, next) => write(replaceAt(entries, index, [entries[index]![0], next ?? null])),
    rename(index, name) {
      const next = Object.fromEntries(replaceAt(entries, index, [name, entries[index]![1]]));
      // Names that are whole numbers come first in any object.
      const to = Object.keys(next).indexOf(name);
      const own = itemId(keys[index]);
      if (to !== index) change.move(index, to);
      if (to !== index) wish({ itemId: own, fieldId: `${own}.name` });
      onChange(next);
    },
    add(wanted) {
      const names = new Set(entries.map(([name]) => name));
      wish({ itemId: itemId(change.add()) });
      write([...entries, [freeName(wanted, names), newValue(form.value)]]);
    },
    remove(index) {
      wish({ itemId: itemId(keys[index + 1] ?? keys[index - 1]) });
      change.remove(index);
      write(removeAt(entries, index));
    },
  };
}

interface EntryProps extends RecordPartProps {
  readonly name: string;
  readonly names: readonly string[];
  readonly onName: (name: string) => void;
  readonly onRemove: () => void;
}

function Entry(props: EntryProps): ReactElement {
  const { id, name, form, disabled, depth, problem, onRemove } = props;
  const { Part } = useFormTools();
  return (
    <div
      className="mr-form-entry"
      data-mr-item={id}
      data-plain={isStructured(form.value) ? undefined : ''}
    >
      <NameField {...props} />
      <Part
        id={id}
        label={name}
        schema={form.value}
        value={givenItem(props.value, form.value)}
        required
        disabled={disabled}
        depth={depth + 1}
        problem={problemAt(problem, name)}
        onChange={props.onChange}
      />
      {!disabled && <ItemButtons label={name} onRemove={onRemove} />}
    </div>
  );
}

function NameField({ id, name, names, disabled, onName }: EntryProps): ReactElement {
  const text = useControlText();
  // Names are like numbers in one thing: half of one may be another's.
  const [before] = useState(name);
  const draft = useDraft({
    id: `${id}.name`,
    value: name,
    show: String,
    read(typed) {
      if (typed === '') return { problem: text.keyEmpty };
      return typed !== name && names.includes(typed)
        ? { problem: text.keyTaken(typed) }
        : { value: typed };
    },
    onChange: (next) => onName(typeof next === 'string' ? next : before),
  });
  const problemId = `${id}.name.problem`;
  return (
    <span className="mr-form-name">
      <input
        type="text"
        className="mr-input"
        autoComplete="off"
        spellCheck={false}
        id={`${id}.name`}
        aria-label={text.key(name)}
        aria-invalid={draft.problem === undefined ? undefined : true}
        aria-describedby={draft.problem === undefined ? undefined : problemId}
        disabled={disabled}
        {...draft.field}
      />
      {draft.problem !== undefined && (
        <span className="mr-control-problem" id={problemId} role="status">
          {draft.problem}
        </span>
      )}
    </span>
  );
}

function freeName(wanted: string, names: ReadonlySet<string>): string {
  let name = wanted;
  for (let count = 2; names.has(name); count += 1) name = `${wanted} ${count}`;
  return name;
}
