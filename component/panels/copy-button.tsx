/** Copies a text. */
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { Icon } from '../icons/icon.js';
import { useTextAnywhere } from '../text/use-text.js';

export interface CopyButtonProps {
  /** What is copied, for its name. */
  readonly what: string;
  /** Made when it is pressed. */
  readonly text: () => string;
}

/** How long it says that it did. */
const DONE_MS = 1_600;

/** A button that copies, and says so for a moment. Absent where the page may not copy. */
export function CopyButton({ what, text }: CopyButtonProps): ReactElement | null {
  const { panels } = useTextAnywhere();
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (!isDone) return undefined;
    const timer = setTimeout(() => setDone(false), DONE_MS);
    return () => clearTimeout(timer);
  }, [isDone]);
  // Absent outside of https.
  const clipboard = (globalThis.navigator as Partial<Navigator> | undefined)?.clipboard;
  if (clipboard === undefined) return null;
  const copy = (): void => {
    clipboard.writeText(text()).then(
      () => setDone(true),
      () => setDone(false),
    );
  };
  return (
    <button
      type="button"
      className="mr-icon-button mr-copy"
      title={isDone ? panels.copied : panels.copy}
      aria-label={isDone ? panels.copiedWhat(what) : panels.copyWhat(what)}
      onClick={copy}
    >
      <Icon name={isDone ? 'copied' : 'copy'} size={14} />
    </button>
  );
}
