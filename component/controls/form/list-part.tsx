/** A list as a form: an item each, to add, remove and move. */
import { useRef } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useControlText } from '../use-control-text.js';
import { givenItem, isStructured, newValue } from '../schema-form.js';
import type { Form } from '../schema-form.js';
import { FormGroup } from './form-group.js';
import { ownMessage, problemAt } from './form-props.js';
import type { FormPartProps } from './form-props.js';
import { ItemButtons } from './item-buttons.js';
import { moveItem, removeAt, replaceAt } from './list-edits.js';
import { AddButton } from './part-buttons.js';
import { useFocusWish } from './use-focus-wish.js';
import type { FocusWish } from './use-focus-wish.js';
import { useFormTools } from './use-form-tools.js';
import { useItemKeys } from './use-item-keys.js';

interface ListPartProps extends FormPartProps {
  readonly form: Extract<Form, { type: 'list' }>;
}

/** Items in their order; Alt with an arrow key moves the one that has the focus. */
export function ListPart(props: ListPartProps): ReactElement {
  const { id, label, form, disabled, problem } = props;
  const text = useControlText();
  const element = useRef<HTMLOListElement>(null);
  const wish = useFocusWish(() => element.current);
  const list = useListEdits(props, wish);
  const { items, keys } = list;
  const canRemove = !disabled && items.length > form.min;
  return (
    <FormGroup id={id} label={label} note={text.items(items.length)} problem={ownMessage(problem)}>
      <ol className="mr-form-list" ref={element}>
        {items.map((value, index) => (
          <Item
            key={keys[index]}
            {...props}
            id={`${id}.${keys[index]}`}
            value={value}
            index={index}
            count={items.length}
            onChange={(next) => list.set(index, next)}
            onMove={(to) => list.move(index, to)}
            onRemove={canRemove ? () => list.remove(index) : undefined}
          />
        ))}
      </ol>
      {!disabled && items.length < form.max && (
        <AddButton label={text.addItem(label)} onAdd={list.add} />
      )}
    </FormGroup>
  );
}

interface ItemProps extends ListPartProps {
  readonly index: number;
  readonly count: number;
  readonly onMove: (to: number) => void;
  readonly onRemove: (() => void) | undefined;
}

function Item(props: ItemProps): ReactElement {
  const { id, form, index, count, disabled, depth, problem, onMove } = props;
  const { Part } = useFormTools();
  const text = useControlText();
  const schema = form.itemAt(index);
  const label = text.item(index + 1);
  return (
    <li
      className="mr-form-item"
      data-mr-item={id}
      data-plain={isStructured(schema) ? undefined : ''}
      onKeyDown={disabled ? undefined : (event) => pressKey(event, props)}
    >
      <Part
        id={id}
        label={label}
        schema={schema}
        value={givenItem(props.value, schema)}
        required
        disabled={disabled}
        depth={depth + 1}
        problem={problemAt(problem, index)}
        onChange={props.onChange}
      />
      {!disabled && (
        <ItemButtons
          label={label}
          onUp={index > 0 ? () => onMove(index - 1) : undefined}
          onDown={index < count - 1 ? () => onMove(index + 1) : undefined}
          onRemove={props.onRemove}
        />
      )}
    </li>
  );
}

/** Alt with an arrow key moves the item that has the focus. */
function pressKey(event: KeyboardEvent, { index, count, onMove }: ItemProps): void {
  const by = MOVES[event.key];
  if (by === undefined || !event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  const to = index + by;
  if (to >= 0 && to < count) onMove(to);
}

const MOVES: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

interface ListEdits {
  readonly items: readonly unknown[];
  readonly keys: readonly number[];
  readonly set: (index: number, value: unknown) => void;
  readonly add: () => void;
  readonly move: (from: number, to: number) => void;
  readonly remove: (index: number) => void;
}

function useListEdits(
  { id, value, form, onChange }: ListPartProps,
  wish: (wish: FocusWish) => void,
): ListEdits {
  const { say } = useFormTools();
  const text = useControlText();
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const keys = useItemKeys(items.length);
  const itemId = (key: number | undefined): string | undefined =>
    key === undefined ? undefined : `${id}.${key}`;
  return {
    items,
    keys: keys.keys,
    // An item that is emptied stays an item.
    set: (index, next) => onChange(replaceAt(items, index, next ?? null)),
    add() {
      const key = keys.add();
      onChange([...items, newValue(form.itemAt(items.length))]);
      wish({ itemId: itemId(key) });
    },
    move(from, to) {
      keys.move(from, to);
      onChange(moveItem(items, from, to));
      wish({ fieldId: document.activeElement?.id, itemId: itemId(keys.keys[from]) });
      say(text.movedTo(text.item(from + 1), to + 1));
    },
    remove(index) {
      const next = keys.keys[index + 1] ?? keys.keys[index - 1];
      keys.remove(index);
      onChange(removeAt(items, index));
      wish({ itemId: itemId(next) });
      say(text.removed(text.item(index + 1)));
    },
  };
}
