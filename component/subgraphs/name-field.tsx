/** A field for a name that has to be free: what is typed stays, and what is wrong with it is said. */
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { isMillraceError } from '../../src/errors.js';
import { useText } from '../text/use-text.js';

export interface NameFieldProps {
  readonly label: string;
  readonly value: string;
  readonly readOnly: boolean;
  /** @throws MillraceError for a name that can't be taken */
  readonly onRename: (to: string) => void;
}

/** Renames when it is left, or at Enter; Escape brings the name back. */
export function NameField({ label, value, readOnly, onRename }: NameFieldProps): ReactElement {
  const text = useText().subgraphs;
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const problemId = useId();
  const forget = (): void => {
    setDraft(undefined);
    setProblem(undefined);
  };
  const rename = (): void => {
    const to = draft?.trim();
    if (to === undefined || to === value) {
      forget();
      return;
    }
    try {
      onRename(to);
      forget();
    } catch (error) {
      if (!isMillraceError(error)) throw error;
      setProblem(to === '' ? text.nameEmpty : text.nameTaken(to));
    }
  };
  const input = useRef<HTMLInputElement>(null);
  // Past React: what the field is in keeps keys to itself, and would close at Escape.
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Enter') rename();
      if (event.key !== 'Escape' || draft === undefined) return;
      event.preventDefault();
      forget();
    };
    const element = input.current!;
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  });
  return (
    <span className="mr-name-field">
      <input
        ref={input}
        className="mr-input"
        aria-label={label}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : problemId}
        value={draft ?? value}
        readOnly={readOnly}
        spellCheck={false}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          setProblem(undefined);
        }}
        onBlur={rename}
      />
      {problem !== undefined && (
        <span className="mr-name-problem" id={problemId} role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}
