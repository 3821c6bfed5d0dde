/** The frame of every control: its label, its field, and what is wrong. */
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import type { KeyboardEvent, MouseEvent, ReactElement, ReactNode } from 'react';
import { Picture } from '../icons/picture.js';
import { previewText } from '../panels/preview.js';
import type { EditorText } from '../text/english.js';
import { allowsNull } from './schema-form.js';
import { useControlText } from './use-control-text.js';
import type { WidgetProps } from './widget-props.js';

/** What {@link ControlRow} takes: what its control was given, and the field. */
export interface ControlRowProps extends WidgetProps {
  /** `stack`: the field has the full width, under its label. @default "row" */
  readonly layout?: 'row' | 'stack';
  /** The label names a group, not one field. */
  readonly group?: boolean;
  readonly children: ReactNode;
}

/** One control: label and field, and below, when something is wrong, what. */
export function ControlRow(props: ControlRowProps): ReactElement {
  const { id, label, layout = 'row', group = false, problem, children } = props;
  const { description } = props.control;
  const tip = [label, description].filter(Boolean).join('\n');
  return (
    <div
      className="mr-control"
      data-layout={layout === 'row' ? undefined : layout}
      data-control={props.control.type}
      onKeyDown={keepFromForms}
      onBlur={props.onLeave}
    >
      {group ? (
        <span className="mr-control-label" id={labelId(id)} title={tip}>
          {label}
        </span>
      ) : (
        <label className="mr-control-label" htmlFor={id} id={labelId(id)} title={tip}>
          {label}
        </label>
      )}
      <span className="mr-control-field">
        {children}
        <Reset {...props} />
        <ToNull {...props} />
      </span>
      {problem !== undefined && (
        <span className="mr-control-problem" id={problemId(id)} role="status">
          {problem}
        </span>
      )}
    </div>
  );
}

/** Takes out what is kept: the default shows again, where there is one. */
function Reset(props: ControlRowProps): ReactElement | null {
  const { id, value, fallback, disabled, label, onChange } = props;
  const text = useControlText();
  if (value === undefined || disabled) return null;
  const title = text.reset(label, fallback === undefined ? undefined : previewText(fallback));
  const reset = ({ currentTarget }: MouseEvent<HTMLElement>): void => {
    // The button goes; the focus would go with it.
    fieldBeside(currentTarget, id)?.focus({ preventScroll: true });
    onChange(undefined);
  };
  return (
    <button
      type="button"
      className="mr-control-reset"
      title={title}
      aria-label={title}
      onClick={reset}
    >
      <Picture of={RotateCcw} size={12} />
    </button>
  );
}

/** Says null, where that differs from saying nothing. */
function ToNull(props: ControlRowProps): ReactElement | null {
  const { value, fallback, required, disabled, schema, label, onChange } = props;
  const text = useControlText();
  const isOffered = !disabled && value !== null && (required || fallback !== undefined);
  if (!isOffered || !allowsNull(schema)) return null;
  return (
    <button
      type="button"
      className="mr-control-null"
      title={text.setNull(label)}
      aria-label={text.setNull(label)}
      onClick={() => onChange(null)}
    >
      {text.null}
    </button>
  );
}

const FIELDS = 'input, select, textarea, [contenteditable="true"]';

function fieldBeside(button: HTMLElement, id: string): HTMLElement | undefined {
  const fields = button.parentElement?.querySelectorAll<HTMLElement>(FIELDS);
  const all = [...(fields ?? [])];
  return all.find((field) => field.id === id) ?? all[0];
}

/** Enter in a field would send a form round the editor; a colour opens its picker by it. */
function keepFromForms(event: KeyboardEvent): void {
  const { target, key } = event;
  if (key === 'Enter' && target instanceof HTMLInputElement && target.type !== 'color') {
    event.preventDefault();
  }
}

/** The DOM id of a control's label. */
export function labelId(id: string): string {
  return `${id}.label`;
}

function problemId(id: string): string {
  return `${id}.problem`;
}

/** What every field element carries. */
export interface FieldAttributes {
  readonly id: string;
  readonly disabled: boolean;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
  /** An attribute: cards have no room for an element more. */
  readonly 'aria-description': string | undefined;
}

/** Connects a field element with its label, its description and what is wrong with it. */
export function fieldAttributes(
  { id, disabled, control }: WidgetProps,
  problem: string | undefined,
): FieldAttributes {
  const isInvalid = problem !== undefined;
  return {
    id,
    disabled,
    'aria-invalid': isInvalid ? true : undefined,
    'aria-describedby': isInvalid ? problemId(id) : undefined,
    'aria-description': control.description,
  };
}

/** What an empty field says: its default, a hint, or that something has to be given. */
export function placeholderOf(
  { value, fallback, control, required }: WidgetProps,
  text: EditorText['controls'],
): string {
  // Given, and empty: no default steps in.
  if (value === '') return text.emptyText;
  if (fallback !== undefined && fallback !== '') return previewText(fallback);
  return control.placeholder ?? (required && fallback === undefined ? text.required : '');
}
