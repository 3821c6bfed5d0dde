/** An object as a form: its fields, and optional parts to add and clear. */
import { useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { isRecord, own } from '../../../src/config/document.js';
import { labelOf } from '../../../src/config/label.js';
import { useControlText } from '../use-control-text.js';
import { isStructured, newValue } from '../schema-form.js';
import type { Form, FormField } from '../schema-form.js';
import { FormGroup } from './form-group.js';
import { ownMessage, problemAt } from './form-props.js';
import type { FormPartProps } from './form-props.js';
import { AddButton, PartButton } from './part-buttons.js';
import { useFocusWish } from './use-focus-wish.js';
import { useFormTools } from './use-form-tools.js';

interface ObjectPartProps extends FormPartProps {
  readonly form: Extract<Form, { type: 'object' }>;
}

/** The fields of an object; what the schema does not list is kept and not shown. */
export function ObjectPart(props: ObjectPartProps): ReactElement {
  const { id, label, form, problem } = props;
  return (
    <FormGroup id={id} label={label} problem={ownMessage(problem)}>
      {form.fields.map((field) => (
        <Field key={field.name} {...props} field={field} />
      ))}
    </FormGroup>
  );
}

function Field({ field, ...props }: ObjectPartProps & { field: FormField }): ReactElement | null {
  const { id, value, disabled, depth, problem, onChange } = props;
  const { Part } = useFormTools();
  const { name, schema, required } = field;
  const label = schema.title ?? labelOf(name);
  const record = isRecord(value) ? value : {};
  const inner = own(record, name);
  const set = (next: unknown): void => onChange(withField(record, name, next));
  // One word that is always the same: there is nothing to choose.
  if (schema.const !== undefined && (inner === undefined || inner === schema.const)) return null;
  const part = (
    <Part
      // Ids of the group's own parts end in other words.
      id={`${id}.f.${name}`}
      label={label}
      schema={schema}
      value={inner}
      required={required}
      disabled={disabled}
      depth={depth + 1}
      problem={problemAt(problem, name)}
      onChange={set}
    />
  );
  if (!isStructured(schema) || required) return part;
  return (
    <Optional
      {...{ label, disabled }}
      isGiven={inner !== undefined}
      onAdd={() => set(newValue(schema))}
      onRemove={() => set(undefined)}
    >
      {part}
    </Optional>
  );
}

interface OptionalProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly isGiven: boolean;
  readonly onAdd: () => void;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

/** A part that may be left out: a line to add it, or the part and a way to take it out. */
function Optional({ label, disabled, isGiven, ...props }: OptionalProps): ReactElement | null {
  const text = useControlText();
  const place = useRef<HTMLDivElement>(null);
  const wish = useFocusWish(() => place.current);
  const itemId = isGiven ? 'given' : 'absent';
  if (!isGiven && disabled) return null;
  const add = (): void => {
    wish({ itemId: 'given' });
    props.onAdd();
  };
  const remove = (): void => {
    wish({ itemId: 'absent' });
    props.onRemove();
  };
  return (
    <div className="mr-form-optional" ref={place}>
      <div data-mr-item={itemId}>
        {isGiven ? props.children : <AddButton label={text.add(label)} onAdd={add} />}
      </div>
      {isGiven && !disabled && (
        <PartButton icon="close" label={text.remove(label)} onClick={remove} />
      )}
    </div>
  );
}

/** A copy with one field changed; `__proto__` is a name like any other. */
function withField(
  record: Readonly<Record<string, unknown>>,
  name: string,
  value: unknown,
): Record<string, unknown> {
  const entries = Object.entries(record).filter(([key]) => key !== name);
  if (value === undefined) return Object.fromEntries(entries);
  const at = Object.keys(record).indexOf(name);
  entries.splice(at < 0 ? entries.length : at, 0, [name, value]);
  return Object.fromEntries(entries);
}
