/** What is being typed, apart from what is kept: a field never corrects its user. */
import { useContext, useRef, useState } from 'react';
import type { ChangeEvent, KeyboardEvent } from 'react';
import { isEqual } from '../../src/config/json-equal.js';
import { EditorContext } from '../editor-context.js';
import { isComposing } from '../keyboard/key-name.js';
import type { Typed } from './draft-store.js';
import type { Reading } from './number-text.js';
import { useCalmProblem } from './use-calm-problem.js';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** How a field turns values into text and back. */
export interface DraftOptions {
  /** Of the field; what could not be taken is kept under it while the field is out of sight. */
  readonly id?: string;
  /** What is kept now. */
  readonly value: unknown;
  readonly show: (value: unknown) => string;
  readonly read: (text: string) => Reading;
  readonly onChange: (value: unknown) => void;
}

/** The state of a field and the handlers it needs. */
export interface Draft {
  readonly text: string;
  /** Why the text was not taken; undefined when it was. */
  readonly problem: string | undefined;
  readonly type: (text: string) => void;
  readonly field: {
    readonly value: string;
    readonly onChange: (event: ChangeEvent<Field>) => void;
    readonly onFocus: () => void;
    readonly onBlur: () => void;
    readonly onKeyDown: (event: KeyboardEvent<Field>) => void;
  };
}

/**
 * Keeps what is typed until it is left. A text that can be read is written at once, another stays
 * as it is with its problem; a change from outside always wins. Enter leaves the field (in one of
 * several lines with Ctrl or Cmd), Escape brings back what it held when it was entered.
 */
export function useDraft({ id, value, show, read, onChange }: DraftOptions): Draft {
  const [typed, setTyped] = useKeptText(id, value);
  const [last, setLast] = useState(value);
  const entered = useRef<unknown>(value);
  const calm = useCalmProblem(typed?.problem);
  if (!isSame(last, value)) {
    setLast(value);
    if (typed !== undefined && !isSame(typed.wrote, value)) setTyped(undefined);
  }
  const type = (text: string): void => {
    // What came after the field was entered is not undone by an Escape.
    if (typed === undefined) entered.current = value;
    const reading = read(text);
    calm.touch();
    const isRead = 'value' in reading;
    const wrote = isRead ? reading.value : (typed?.wrote ?? value);
    setTyped({ text, problem: isRead ? undefined : reading.problem, wrote });
    if (isRead && !isSame(reading.value, value)) onChange(reading.value);
  };
  const restore = (): boolean => {
    if (typed === undefined) return false;
    setTyped(undefined);
    if (!isSame(entered.current, value)) onChange(entered.current);
    return true;
  };
  const settle = (): void => {
    calm.settle();
    if (typed !== undefined && typed.problem === undefined) setTyped(undefined);
  };
  const text = typed?.text ?? show(value);
  const enter = (): void => void (entered.current = value);
  const field = fieldOf({ text, type, restore, settle, enter });
  return { text, problem: calm.problem, type, field };
}

/** The text that is being typed; one that could not be taken comes back with its field. */
function useKeptText(
  id: string | undefined,
  value: unknown,
): readonly [Typed | undefined, (typed: Typed | undefined) => void] {
  const drafts = useContext(EditorContext)?.drafts;
  const [typed, setTyped] = useState(() => {
    const kept = id === undefined ? undefined : drafts?.get(id);
    return kept !== undefined && isSame(kept.wrote, value) ? kept : undefined;
  });
  const keep = (next: Typed | undefined): void => {
    setTyped(next);
    if (id !== undefined) drafts?.keep(id, next);
  };
  return [typed, keep];
}

interface DraftActions {
  readonly text: string;
  readonly type: (text: string) => void;
  /** @returns false when there was nothing to bring back */
  readonly restore: () => boolean;
  readonly settle: () => void;
  readonly enter: () => void;
}

function fieldOf({ text, type, restore, settle, enter }: DraftActions): Draft['field'] {
  return {
    value: text,
    onChange: (event) => type(event.currentTarget.value),
    onFocus: enter,
    onBlur: settle,
    onKeyDown: (event) => {
      if (isComposing(event.nativeEvent)) return;
      if (event.key === 'Escape' && restore()) {
        // A dialog of the host would close by it.
        event.preventDefault();
        event.stopPropagation();
      }
      if (event.key === 'Enter' && leaves(event)) {
        // A form of the host would be sent.
        event.preventDefault();
        leave(event.currentTarget);
      }
    },
  };
}

function leaves(event: KeyboardEvent<Field>): boolean {
  const isOneLine = event.currentTarget.tagName === 'INPUT';
  return isOneLine || event.ctrlKey || event.metaKey;
}

/** To its card, else the canvas, where the editor's keys work: the page has none of them. */
function leave(field: Field): void {
  const card = field.closest<HTMLElement>('[data-mr-node]');
  const goal = card ?? field.closest('.millrace')?.querySelector<HTMLElement>('.mr-canvas');
  if (goal) goal.focus({ preventScroll: true });
  else field.blur();
}

/** Equal as JSON; what is no JSON is compared by identity. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  try {
    return isEqual(one, other);
  } catch {
    return false;
  }
}
