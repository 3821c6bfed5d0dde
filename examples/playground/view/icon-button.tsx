/** A button that is a picture, with words for who points at it or can't see it. */
import type { ReactElement, ReactNode } from 'react';

interface IconButtonProps {
  readonly label: string;
  readonly title: string;
  /** It can still be reached, for its title says what is missing. @default false */
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

export function IconButton(props: IconButtonProps): ReactElement {
  const { label, title, disabled = false, onClick, children } = props;
  return (
    <button
      type="button"
      className="mr-icon-button"
      aria-label={label}
      aria-disabled={disabled || undefined}
      title={title}
      onClick={disabled ? undefined : onClick}
    >
      {children}
    </button>
  );
}
