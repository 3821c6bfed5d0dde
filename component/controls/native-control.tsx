/** Dates, times and colours: the browser's own fields, which know the user's calendar. */
import type { ReactElement } from 'react';
import { previewText } from '../panels/preview.js';
import { ControlRow, fieldAttributes, placeholderOf } from './control-row.js';
import type { WidgetProps } from './widget-props.js';
import type { Reading } from './number-text.js';
import { useControlText } from './use-control-text.js';
import { useDraft } from './use-draft.js';

const DATE = String.raw`\d{4,6}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`;
const TIME = String.raw`([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?`;

interface NativeField {
  readonly type: string;
  /** What the browser's field can show. */
  readonly form: RegExp;
  readonly example: string;
}

const FIELDS: Readonly<Record<string, NativeField>> = {
  date: { type: 'date', form: new RegExp(`^${DATE}$`), example: '2026-01-31' },
  time: { type: 'time', form: new RegExp(`^${TIME}$`), example: '09:30' },
  datetime: {
    type: 'datetime-local',
    form: new RegExp(`^${DATE}[T ]${TIME}$`),
    example: '2026-01-31T09:30',
  },
  month: { type: 'month', form: /^\d{4,6}-(0[1-9]|1[0-2])$/, example: '2026-01' },
  week: { type: 'week', form: /^\d{4,6}-W(0[1-9]|[1-4]\d|5[0-3])$/, example: '2026-W05' },
};

/** A date, a time, both, a month or a week, as ISO text. What is none is said below the field. */
export function TimeControl(props: WidgetProps): ReactElement {
  const { control, value, fallback, onChange } = props;
  const text = useControlText();
  const { type, form, example } = FIELDS[control.type] ?? FIELDS['datetime']!;
  const shown = value ?? fallback;
  const isShown = typeof shown === 'string' && form.test(shown);
  const unfit = text.expectedText(example, previewText(shown));
  const problem = shown === undefined || isShown ? props.problem : unfit;
  return (
    <ControlRow {...props} problem={problem} layout={control.type === 'datetime' ? 'stack' : 'row'}>
      <input
        type={type}
        className="mr-input mr-input-time"
        // Without a step of seconds a browser hides those of the value.
        step={isShown && (shown.match(/:/g)?.length ?? 0) > 1 ? 1 : undefined}
        value={isShown ? shown : ''}
        onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
        {...fieldAttributes(props, problem)}
      />
    </ControlRow>
  );
}

/** A colour: to pick, and its text beside. */
export function ColorControl(props: WidgetProps): ReactElement {
  const { id, label, value, fallback, disabled, onChange, problem } = props;
  const text = useControlText();
  const draft = useDraft({ id, value, show: showColor, read: readColor, onChange });
  const hex = toHex(value ?? fallback);
  return (
    <ControlRow {...props}>
      <input
        type="color"
        className="mr-swatch"
        aria-label={text.pick(label)}
        disabled={disabled}
        value={hex ?? '#000000'}
        data-unset={hex === undefined ? '' : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <input
        type="text"
        autoComplete="off"
        spellCheck={false}
        className="mr-input"
        placeholder={placeholderOf(props, text)}
        {...fieldAttributes(props, problem)}
        {...draft.field}
      />
    </ControlRow>
  );
}

function showColor(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : previewText(value);
}

function readColor(text: string): Reading {
  return { value: text.trim() === '' ? undefined : text.trim() };
}

/** `#rgb` and `#rrggbb` as a colour field takes them. */
function toHex(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, short, long] = /^#(?:([\da-f]{3})|([\da-f]{6}))$/i.exec(value) ?? [];
  if (long !== undefined) return value.toLowerCase();
  return short === undefined ? undefined : `#${short.replaceAll(/./g, '$&$&')}`.toLowerCase();
}
