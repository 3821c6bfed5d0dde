/** The small buttons of a form. */
import type { MouseEvent, ReactElement } from 'react';
import { Icon } from '../../icons/icon.js';
import type { IconName } from '../../icons/icon.js';

interface PartButtonProps {
  readonly icon: IconName;
  readonly label: string;
  /** Absent where it can't be done: the button keeps its place, and the focus. */
  readonly onClick: ((event: MouseEvent<HTMLElement>) => void) | undefined;
}

/** A picture to press. */
export function PartButton({ icon, label, onClick }: PartButtonProps): ReactElement {
  return (
    <button
      type="button"
      className="mr-icon-button mr-form-button"
      title={label}
      aria-label={label}
      aria-disabled={onClick === undefined ? true : undefined}
      onClick={onClick}
    >
      <Icon name={icon} size={13} />
    </button>
  );
}

/** A line that adds something. */
export function AddButton({ label, onAdd }: { label: string; onAdd: () => void }): ReactElement {
  return (
    <button type="button" className="mr-form-add" onClick={onAdd}>
      <Icon name="add" size={13} /> {label}
    </button>
  );
}
