/** Numbers: typed, stepped with the arrow keys, or slid. */
import type { CSSProperties, KeyboardEvent, ReactElement } from 'react';
import { previewText } from '../panels/preview.js';
import { ControlRow, fieldAttributes, placeholderOf } from './control-row.js';
import type { WidgetProps } from './widget-props.js';
import { readNumber, stepNumber, stepOfRange } from './number-text.js';
import type { Reading } from './number-text.js';
import { useTextAnywhere } from '../text/use-text.js';
import { useControlText } from './use-control-text.js';
import { useDraft } from './use-draft.js';
import type { Draft } from './use-draft.js';

/** A number in a text field: the browser's own number field drops what it can't read yet. */
export function NumberControl(props: WidgetProps): ReactElement {
  const draft = useNumberDraft(props);
  return (
    <ControlRow {...props} problem={draft.problem ?? props.problem}>
      <NumberField {...props} draft={draft} />
    </ControlRow>
  );
}

/** A range to slide in, and the number to type; without a proper range the number alone. */
export function SliderControl(props: WidgetProps): ReactElement {
  const draft = useNumberDraft(props);
  const { min = Number.NaN, max = Number.NaN } = props.control;
  return (
    <ControlRow {...props} problem={draft.problem ?? props.problem}>
      {max > min && <Slider {...props} min={min} max={max} />}
      <NumberField {...props} draft={draft} />
    </ControlRow>
  );
}

function Slider(props: WidgetProps & { min: number; max: number }): ReactElement {
  const { label, disabled, min, max, value, fallback, onChange } = props;
  const shown = Math.min(Math.max(toNumber(value) ?? toNumber(fallback) ?? min, min), max);
  const style = { '--mr-fill': `${((shown - min) / (max - min)) * 100}%` } as CSSProperties;
  return (
    <input
      type="range"
      className="mr-slider"
      aria-label={label}
      disabled={disabled}
      min={min}
      max={max}
      step={stepOf(props)}
      value={shown}
      style={style}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    />
  );
}

function NumberField(props: WidgetProps & { draft: Draft }): ReactElement {
  const { draft, control, value, fallback } = props;
  const text = useControlText();
  const { min, max } = control;
  const step = (event: KeyboardEvent<HTMLInputElement>): void => {
    draft.field.onKeyDown(event);
    const direction = DIRECTIONS[event.key];
    if (direction === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const from = toNumber(draft.text) ?? toNumber(value) ?? toNumber(fallback) ?? min ?? 0;
    const by = direction * stepOf(props) * (event.shiftKey ? 10 : 1);
    draft.type(String(stepNumber(from, by, { min, max })));
  };
  return (
    <input
      type="text"
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      className="mr-input mr-input-number"
      placeholder={placeholderOf(props, text)}
      {...fieldAttributes(props, draft.problem ?? props.problem)}
      {...draft.field}
      onKeyDown={step}
    />
  );
}

const DIRECTIONS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 };

function useNumberDraft(props: WidgetProps): Draft {
  const { id, control, schema, value, check, onChange } = props;
  const words = useTextAnywhere().values;
  const integer = control.type === 'integer' || schema.type === 'integer';
  const read = (text: string): Reading => {
    const reading = readNumber(text, { min: control.min, max: control.max, integer, words });
    if (!('value' in reading) || reading.value === undefined) return reading;
    const problem = check(reading.value);
    return problem === undefined ? reading : { problem };
  };
  return useDraft({ id, value, show: showNumber, read, onChange });
}

function stepOf({ control, check }: WidgetProps): number {
  const { step, min, max, type } = control;
  if (step !== undefined && step > 0) return step;
  if (type !== 'slider' || min === undefined || max === undefined || max <= min) return 1;
  const natural = stepOfRange(min, max);
  // A slider does not say whether it is one of whole numbers; its port knows.
  const isWhole = check(min) === undefined && check(min + natural) !== undefined;
  return isWhole ? Math.max(1, natural) : natural;
}

function showNumber(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'number' || typeof value === 'bigint'
    ? String(value)
    : previewText(value);
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'string' && value.trim() === '') return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
