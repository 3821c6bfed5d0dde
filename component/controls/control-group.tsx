/** Controls that belong together, under their name. */
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import type { ReactElement, ReactNode } from 'react';
import { Picture } from '../icons/picture.js';
import { useControlText } from './use-control-text.js';

interface ControlGroupProps {
  readonly id: string;
  readonly label: string;
  readonly tip?: string;
  /** Takes out what its controls hold; absent when they hold nothing. */
  readonly onClear?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** A named group; what is in it can be taken out at once. */
export function ControlGroup({
  id,
  label,
  tip,
  onClear,
  children,
}: ControlGroupProps): ReactElement {
  const text = useControlText();
  return (
    <div className="mr-control-group" role="group" aria-labelledby={id}>
      <div className="mr-control-caption">
        <span id={id} title={tip ?? label}>
          {label}
        </span>
        {onClear !== undefined && (
          <button
            type="button"
            className="mr-form-button mr-icon-button"
            title={text.remove(label)}
            aria-label={text.remove(label)}
            onClick={({ currentTarget }) => {
              // The button goes; the focus would go with it.
              const group = currentTarget.closest('[role="group"]');
              group?.querySelector<HTMLElement>('input, select, textarea')?.focus();
              onClear();
            }}
          >
            <Picture of={RotateCcw} size={12} />
          </button>
        )}
      </div>
      {children}
    </div>
  );
}
