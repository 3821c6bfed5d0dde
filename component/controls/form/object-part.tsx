/** An object as a form: its fields, and optional parts to add and clear. */
import type { ReactElement } from 'react';
import { isRecord, own } from '../../../src/config/document.js';
import { labelOf } from '../../../src/config/label.js';
import { useControlText } from '../use-control-text.js';
import { isStructured, newValue } from '../schema-form.js';
import type { Form, FormField } from '../schema-form.js';
import { FormGroup } from './form-group.js';
import { ownMessage, problemAt } from './form-props.js';
import type { FormPartProps } from './form-props.js';
import { AddButton, PartButton } from './part-buttons.js';
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
  const text = useControlText();
  const { name, schema, required } = field;
  const label = schema.title ?? labelOf(name);
  const record = isRecord(value) ? value : {};
  const inner = own(record, name);
  const set = (next: unknown): void => onChange(withField(record, name, next));
  const isPart = isStructured(schema);
  // One word that is always the same: there is nothing to choose.
  if (schema.const !== undefined && (inner === undefined || inner === schema.const)) return null;
  if (isPart && !required && inner === undefined) {
    if (disabled) return null;
    return <AddButton label={text.add(label)} onAdd={() => set(newValue(schema))} />;
  }
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
  if (!isPart || required || disabled) return part;
  return (
    <div className="mr-form-optional">
      {part}
      <PartButton icon="close" label={text.remove(label)} onClick={() => set(undefined)} />
    </div>
  );
}

/** A copy with one field changed; `__proto__` is a name like any other. */
export function withField(
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
