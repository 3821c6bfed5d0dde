/** Which edits are one step of the history: those from one focus to the next. */
import { useId, useRef } from 'react';

/** The edits of one field, or of the fields of one port. */
export interface EditSession {
  /** The merge key of the edits made now. Differs between components, and between two mounts of one. */
  readonly key: () => string;
  /** What comes now is another step. */
  readonly begin: () => void;
}

/** Counts the sessions of the component it is used in; `begin` belongs into its `onFocus`. */
export function useEditSession(): EditSession {
  const id = useId();
  const count = useRef(0);
  return {
    key: () => `${id}/${count.current}`,
    begin: () => void (count.current += 1),
  };
}
