/** One part of a form: the field or the group that its schema asks for. */
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { Control } from '../../../src/config/config.js';
import { controlsFor } from '../../../src/config/controls.js';
import { defined } from '../../../src/config/document.js';
import { compilePortCheck } from '../../../src/config/port-check.js';
import type { Schema } from '../../../src/config/json-schema.js';
import { findMismatch, mismatchText } from '../find-mismatch.js';
import { formOf, MAX_FORM_DEPTH } from '../schema-form.js';
import type { Form } from '../schema-form.js';
import { ownMessage } from './form-props.js';
import type { FormPartProps } from './form-props.js';
import { ListPart } from './list-part.js';
import { ObjectPart } from './object-part.js';
import { RecordPart } from './record-part.js';
import { UnionPart } from './union-part.js';
import { useFormTools } from './use-form-tools.js';

/** A part, whatever it is. A value of another shape than its schema's is edited as JSON. */
export function FormPart(props: FormPartProps): ReactElement {
  const { schema, value, depth } = props;
  const form = useMemo(() => formOf(schema), [schema]);
  if (depth > MAX_FORM_DEPTH || !hasShape(form, value)) return <LeafPart {...props} asJson />;
  switch (form.type) {
    case 'list':
      return <ListPart {...props} form={form} />;
    case 'object':
      return <ObjectPart {...props} form={form} />;
    case 'record':
      return <RecordPart {...props} form={form} />;
    case 'union':
      return <UnionPart {...props} form={form} />;
    default:
      return <LeafPart {...props} />;
  }
}

/** True when a form can show a value without losing something of it. */
function hasShape({ type }: Form, value: unknown): boolean {
  if (value === undefined || type === 'leaf' || type === 'union') return true;
  if (type === 'list') return Array.isArray(value);
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field with the control its schema asks for. */
function LeafPart({
  asJson = false,
  ...props
}: FormPartProps & { asJson?: boolean }): ReactElement {
  const { id, label, schema, value, required, disabled, problem, onChange } = props;
  const { widgets } = useFormTools();
  const control = useMemo(
    () => (asJson ? jsonControl(label) : leafControl(label, schema)),
    [asJson, label, schema],
  );
  const check = useMemo(() => checkOf(schema), [schema]);
  const Widget = widgets[control.type];
  return (
    <Widget
      id={id}
      control={control}
      label={label}
      value={value}
      fallback={control.default}
      required={required}
      disabled={disabled}
      schema={schema}
      problem={asJson ? problem?.message : ownMessage(problem)}
      check={check}
      onChange={onChange}
    />
  );
}

function leafControl(label: string, schema: Schema): Control {
  const { description } = schema;
  const [control, ...more] = controlsFor('value', label, schema, defined({ description }));
  return control === undefined || more.length > 0 ? jsonControl(label) : control;
}

function jsonControl(label: string): Control {
  return { type: 'json', name: 'value', label };
}

function checkOf(schema: Schema): (value: unknown) => string | undefined {
  const check = compilePortCheck(schema);
  return (value) => {
    const mismatch = findMismatch(check, value);
    return mismatch && mismatchText(mismatch);
  };
}
