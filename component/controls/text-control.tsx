/** Texts of one or several lines, and values written as JSON. */
import { useEffect, useRef, useState } from 'react';
import type { ClipboardEvent, ReactElement } from 'react';
import { describe, isJsonValue } from '../../src/config/document.js';
import { previewText } from '../panels/preview.js';
import type { EditorText } from '../text/english.js';
import { ControlRow, fieldAttributes, placeholderOf } from './control-row.js';
import type { WidgetProps } from './widget-props.js';
import type { Reading } from './number-text.js';
import { useControlText } from './use-control-text.js';
import { useDraft } from './use-draft.js';
import type { DraftOptions } from './use-draft.js';

/** Longer ones are shown, not edited: a field of a million characters stops the page. */
const MAX_EDITED = 20_000;
const MAX_ROWS = 12;

/** A text; one that has several lines gets them, also when they are pasted. */
export function TextControl(props: WidgetProps): ReactElement {
  const { value, onChange } = props;
  const [hasLines, setHasLines] = useState(false);
  const [caret, setCaret] = useState<number>();
  // Once there are lines it stays: a field that is swapped while typing loses its focus.
  if (!hasLines && typeof value === 'string' && value.includes('\n')) setHasLines(true);
  const draft = { id: props.id, value, show: showText, read: readText, onChange };
  if (isTooLong(value)) return <LongValue {...props} />;
  if (hasLines) return <Area {...props} draft={draft} caret={caret} />;
  const paste = (text: string, end: number): void => {
    setCaret(end);
    onChange(text);
  };
  return <Line {...props} draft={draft} onPasteLines={paste} />;
}

/** A text of several lines. */
export function TextareaControl(props: WidgetProps): ReactElement {
  const { id, value, onChange } = props;
  if (isTooLong(value)) return <LongValue {...props} />;
  return <Area {...props} draft={{ id, value, show: showText, read: readText, onChange }} />;
}

/** A value as JSON: what can't be read yet stays as typed. */
export function JsonControl(props: WidgetProps): ReactElement {
  const { id, value, onChange } = props;
  const text = useControlText();
  if (value !== undefined && showJson(value).length > MAX_EDITED) return <LongValue {...props} />;
  const read = (typed: string): Reading => readJson(typed, text);
  return <Area {...props} mono draft={{ id, value, show: showJson, read, onChange }} />;
}

/** For values without a field of their own: as text where they are text, else as JSON. */
export function PlainControl(props: WidgetProps): ReactElement {
  const { value, fallback, schema } = props;
  // Decided once, or the field would change under the fingers of who writes it.
  const [isText] = useState(
    () => schema.type === 'string' || typeof (value ?? fallback) === 'string',
  );
  return isText ? <TextControl {...props} /> : <JsonControl {...props} />;
}

interface FieldProps extends WidgetProps {
  readonly draft: DraftOptions;
  readonly mono?: boolean;
  /** Takes the focus, with the caret here: a field that became this one had it. */
  readonly caret?: number | undefined;
}

interface LineProps extends FieldProps {
  /** Told the whole text, and where the pasted part of it ends. */
  readonly onPasteLines: (text: string, end: number) => void;
}

function Line(props: LineProps): ReactElement {
  const text = useControlText();
  const draft = useDraft(props.draft);
  const problem = draft.problem ?? props.problem;
  return (
    <ControlRow {...props} problem={problem}>
      <input
        type="text"
        autoComplete="off"
        spellCheck={false}
        className="mr-input"
        placeholder={placeholderOf(props, text)}
        {...fieldAttributes(props, problem)}
        {...draft.field}
        onPaste={(event) => pasteLines(event, props.onPasteLines)}
      />
    </ControlRow>
  );
}

/** A field of one line would make spaces of line breaks. */
function pasteLines(
  event: ClipboardEvent<HTMLInputElement>,
  onPasteLines: LineProps['onPasteLines'],
): void {
  const pasted = event.clipboardData.getData('text/plain').replaceAll(/\r\n?/g, '\n');
  if (!pasted.includes('\n')) return;
  event.preventDefault();
  const { value, selectionStart, selectionEnd } = event.currentTarget;
  const before = value.slice(0, selectionStart ?? value.length);
  const after = value.slice(selectionEnd ?? value.length);
  onPasteLines(before + pasted + after, before.length + pasted.length);
}

function Area(props: FieldProps): ReactElement {
  const { caret } = props;
  const text = useControlText();
  const element = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (caret === undefined) return;
    element.current?.focus({ preventScroll: true });
    element.current?.setSelectionRange(caret, caret);
  }, [caret]);
  const draft = useDraft(props.draft);
  const problem = draft.problem ?? props.problem;
  const { mono = false } = props;
  const lines = draft.text.split('\n', MAX_ROWS).length;
  return (
    <ControlRow {...props} problem={problem} layout="stack">
      <textarea
        ref={element}
        spellCheck={!mono}
        className={mono ? 'mr-input mr-input-area mr-mono' : 'mr-input mr-input-area'}
        rows={Math.max(lines, mono ? 1 : 2)}
        placeholder={placeholderOf(props, text)}
        {...fieldAttributes(props, problem)}
        {...draft.field}
      />
    </ControlRow>
  );
}

/** Of a value too long to edit: what it begins with, its length, and a button to clear it. */
export function LongValue(props: WidgetProps): ReactElement {
  const { id, value, disabled, onChange } = props;
  const text = useControlText();
  const length = typeof value === 'string' ? value.length : showJson(value).length;
  const count = text.tooLong(length.toLocaleString('en'));
  return (
    // Clear is its reset.
    <ControlRow {...props} value={undefined} layout="stack" group>
      <output id={id} className="mr-input mr-input-long">
        <span className="mr-long-text">{previewText(value)}</span>
        <small>{count}</small>
        <button
          type="button"
          className="mr-button"
          disabled={disabled}
          onClick={() => onChange(undefined)}
        >
          {text.clear}
        </button>
      </output>
    </ControlRow>
  );
}

function isTooLong(value: unknown): boolean {
  return typeof value === 'string' && value.length > MAX_EDITED;
}

function showText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : showJson(value);
}

function readText(text: string): Reading {
  return { value: text };
}

const MAX_ONE_LINE = 32;

function showJson(value: unknown): string {
  if (value === undefined) return '';
  try {
    const line = JSON.stringify(value);
    return line.length <= MAX_ONE_LINE ? line : JSON.stringify(value, null, 2);
  } catch {
    return describe(value);
  }
}

function readJson(text: string, words: EditorText['controls']): Reading {
  if (text.trim() === '') return { value: undefined };
  try {
    const value: unknown = JSON.parse(text);
    return isJsonValue(value) ? { value } : { problem: words.jsonTooDeep };
  } catch {
    return { problem: words.notJson };
  }
}
