/** One of several shapes as a form: which one, and its own fields. */
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { describeSchema } from '../../../src/config/describe-schema.js';
import { isRecord, own } from '../../../src/config/document.js';
import type { Schema } from '../../../src/config/json-schema.js';
import { compilePortCheck } from '../../../src/config/port-check.js';
import { useControlText } from '../use-control-text.js';
import { formOf, newValue } from '../schema-form.js';
import type { Form } from '../schema-form.js';
import { FormGroup } from './form-group.js';
import type { FormPartProps } from './form-props.js';
import { useFormTools } from './use-form-tools.js';

interface UnionPartProps extends FormPartProps {
  readonly form: Extract<Form, { type: 'union' }>;
}

/** A choice of the shape; what both shapes have is kept when it changes. */
export function UnionPart(props: UnionPartProps): ReactElement {
  const { id, label, form, value, onChange } = props;
  const { Part } = useFormTools();
  const { members } = form;
  const kinds = useMemo(() => members.map(createKind), [members]);
  const [chosen, choose] = useState<number>();
  const found = value === undefined ? -1 : findKind(kinds, value, chosen);
  const member = members[found];
  const select = (index: number): void => {
    choose(index);
    const next = members[index];
    onChange(next === undefined ? undefined : carryOver(next, value));
  };
  return (
    <FormGroup
      id={id}
      label={label}
      problem={member === undefined ? props.problem?.message : undefined}
    >
      <KindField {...props} {...{ kinds, found }} onSelect={select} />
      {member !== undefined && (
        <Part
          {...props}
          key={found}
          id={`${id}.${found}`}
          label={kinds[found]!.label}
          schema={member}
        />
      )}
    </FormGroup>
  );
}

interface KindFieldProps extends UnionPartProps {
  readonly kinds: readonly Kind[];
  readonly found: number;
  readonly onSelect: (index: number) => void;
}

function KindField(props: KindFieldProps): ReactElement {
  const { id, label, required, disabled, kinds, found, onSelect } = props;
  const text = useControlText();
  return (
    <div className="mr-control">
      <label className="mr-control-label" htmlFor={`${id}.kind`}>
        {text.kind(label)}
      </label>
      <select
        className="mr-input mr-select"
        id={`${id}.kind`}
        disabled={disabled}
        value={found < 0 ? '' : found}
        onChange={({ currentTarget }) => onSelect(Number(currentTarget.value || Number.NaN))}
      >
        {(found < 0 || !required) && (
          <option value="">{required ? text.choose : text.nothing}</option>
        )}
        {kinds.map((kind, index) => (
          <option key={index} value={index}>
            {kind.label}
          </option>
        ))}
      </select>
    </div>
  );
}

interface Kind {
  readonly label: string;
  readonly fits: (value: unknown) => boolean;
  /** Words that only this shape has: `{"type": "circle"}`. */
  readonly marks: readonly (readonly [string, unknown])[];
  readonly names: readonly string[];
}

function createKind(schema: Schema): Kind {
  const check = compilePortCheck(schema);
  const fields = Object.entries(schema.properties ?? {});
  const marks = fields.flatMap(([name, field]): [string, unknown][] =>
    field.const === undefined ? [] : [[name, field.const]],
  );
  const mark = marks.find(([, value]) => typeof value === 'string')?.[1];
  const title = schema.title ?? schema['x-millrace']?.title ?? mark;
  return {
    label: typeof title === 'string' ? title : describeSchema(schema),
    names: fields.map(([name]) => name),
    marks,
    fits(value) {
      try {
        check?.(value);
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** Which shape a value has; while it fits none, the one that was chosen, or is nearest. */
function findKind(kinds: readonly Kind[], value: unknown, chosen: number | undefined): number {
  const isMarked = ({ marks }: Kind): boolean =>
    isRecord(value) && marks.length > 0 && marks.every(([name, mark]) => own(value, name) === mark);
  const marked = kinds.findIndex(isMarked);
  if (marked >= 0) return marked;
  const fitting = kinds.flatMap(({ fits }, index) => (fits(value) ? [index] : []));
  if (chosen !== undefined && (fitting.length === 0 || fitting.includes(chosen))) return chosen;
  if (fitting.length > 0) return fitting[0]!;
  const common = kinds.map(({ names }) =>
    isRecord(value) ? names.filter((name) => Object.hasOwn(value, name)).length : 0,
  );
  const most = Math.max(...common);
  return most > 0 ? common.indexOf(most) : -1;
}

/** A value of another shape, with the fields that both have. */
function carryOver(schema: Schema, before: unknown): unknown {
  const made = newValue(schema);
  const form = formOf(schema);
  if (form.type !== 'object' || !isRecord(before) || !isRecord(made)) return made;
  const kept = form.fields.flatMap(({ name, schema: field }): [string, unknown][] => {
    const value = own(before, name);
    return value === undefined || field.const !== undefined ? [] : [[name, value]];
  });
  return { ...made, ...Object.fromEntries(kept) };
}
