/** A field for a name that has to be free: what is typed stays, and what is wrong with it is said. */
import { useId, useRef } from 'react';
import type { ReactElement } from 'react';
import { useNameDraft, useNameKeys } from './use-name-draft.js';

export interface NameFieldProps {
  readonly label: string;
  readonly value: string;
  readonly readOnly: boolean;
  /** @throws MillraceError for a name that can't be taken */
  readonly onRename: (to: string) => void;
}

/** Renames when it is left, or at Enter; Escape brings the name back. */
export function NameField({ label, value, readOnly, onRename }: NameFieldProps): ReactElement {
  const draft = useNameDraft(value, onRename);
  const { shown, problem, write, rename } = draft;
  const problemId = useId();
  const input = useRef<HTMLInputElement>(null);
  useNameKeys(input, draft);
  return (
    <span className="mr-name-field">
      <input
        ref={input}
        className="mr-input"
        aria-label={label}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : problemId}
        value={shown}
        readOnly={readOnly}
        spellCheck={false}
        onChange={(event) => write(event.currentTarget.value)}
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
