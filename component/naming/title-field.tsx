/** A title while it is written, in the place where it stands. */
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useEditor } from '../editor-context.js';
import { isComposing } from '../keyboard/key-name.js';

interface TitleFieldProps {
  /** What is there before. */
  readonly value: string;
  /** What an empty title shows instead. */
  readonly placeholder: string;
  readonly label: string;
  /** Told the text when it is another one; Escape tells nothing. */
  readonly onWrite: (title: string) => void;
}

/** Longer titles are cut where they are written: nobody reads them on a card. */
const MAX_TITLE = 500;

export function TitleField(props: TitleFieldProps): ReactElement {
  const { value, placeholder, label, onWrite } = props;
  const { naming } = useEditor();
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => beginWriting(field.current!, isDone), []);
  const end = (writes: boolean): void => {
    if (isDone.current) return;
    isDone.current = true;
    const title = (field.current?.value ?? value).trim();
    naming.end();
    if (writes && title !== value.trim()) onWrite(title);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    // Escape is not the dialog's the editor may stand in, nor Enter the form's.
    event.preventDefault();
    event.stopPropagation();
    end(event.key === 'Enter');
    // It is left now, which writes: it must have ended before.
    focusOwner(event.currentTarget);
  };
  return (
    <input
      className="mr-title-field"
      ref={field}
      defaultValue={value}
      placeholder={placeholder}
      aria-label={label}
      maxLength={MAX_TITLE}
      spellCheck={false}
      onKeyDown={onKeyDown}
      onBlur={() => end(true)}
    />
  );
}

function beginWriting(field: HTMLInputElement, isDone: { current: boolean }): void {
  isDone.current = false;
  field.focus({ preventScroll: true });
  field.select();
}

/** Gives the focus to what was named; without one of its own, to the canvas. */
export function focusOwner(field: HTMLElement): void {
  field.parentElement?.closest<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
}
