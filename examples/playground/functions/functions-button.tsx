/** Opens the panel in which functions are written. */
import { SquareFunction } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Functions } from './use-functions.js';

export function FunctionsButton({ functions }: { readonly functions: Functions }): ReactElement {
  const { isOpen, toggle, live } = functions;
  const hasError = live.phase === 'refused' || live.phase === 'failed';
  return (
    <button
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
