/** A name while it is written: taken when it may be, else kept with the reason. */
import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import { isMillraceError } from '../../src/errors.js';
import { isComposing } from '../keyboard/key-name.js';
import { useText } from '../text/use-text.js';

/** What a field for a name shows and does. */
export interface NameDraft {
  readonly shown: string;
  /** Why the name can't be taken. */
  readonly problem: string | undefined;
  readonly write: (text: string) => void;
  /** Takes the name, or says why it can't be. */
  readonly rename: () => void;
  /** Brings the name back that was; false where nothing was written. */
  readonly forget: () => boolean;
}

/** @param onRename throws a MillraceError for a name that can't be taken */
export function useNameDraft(value: string, onRename: (to: string) => void): NameDraft {
  const text = useText().subgraphs;
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const forget = (): boolean => {
    setDraft(undefined);
    setProblem(undefined);
    return draft !== undefined;
  };
  const rename = (): void => {
    const to = draft?.trim();
    try {
      if (to !== undefined && to !== value) onRename(to);
      forget();
    } catch (error) {
      if (!isMillraceError(error)) throw error;
      setProblem(to === '' ? text.nameEmpty : text.nameTaken(to!));
    }
  };
  const write = (written: string): void => {
    setDraft(written);
    setProblem(undefined);
  };
  return { shown: draft ?? value, problem, write, rename, forget };
}

/** Renames at Enter; Escape brings the name back. */
export function useNameKeys(
  field: RefObject<HTMLInputElement | null>,
  { rename, forget }: NameDraft,
): void {
  // Past React: what the field is in keeps keys to itself, and would close at Escape.
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      // Then Enter takes a word of the input method.
      if (isComposing(event)) return;
      if (event.key === 'Enter') rename();
      if (event.key === 'Escape' && forget()) event.preventDefault();
    };
    const element = field.current!;
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  });
}
