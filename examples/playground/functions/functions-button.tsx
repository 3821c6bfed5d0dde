/** Opens the panel in which functions are written. */
import { SquareFunction } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import type { Functions } from './use-functions.js';

export function FunctionsButton({ functions }: { readonly functions: Functions }): ReactElement {
  const { isOpen, toggle, live } = functions;
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    // What had the focus in the panel went with it.
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (wasOpen.current && !isOpen && isLost) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const hasError = live.phase === 'refused' || live.phase === 'failed';
  return (
    <button
      ref={button}
      type="button"
      className="mr-button pg-functions-button"
      aria-pressed={isOpen}
      aria-label={hasError ? 'Your functions, with an error' : 'Your functions'}
      title="Write nodes of your own, in Python"
      data-tone-dot={hasError ? 'bad' : undefined}
      onClick={toggle}
    >
      <SquareFunction aria-hidden="true" size={15} />
      <span>Your functions</span>
    </button>
  );
}
