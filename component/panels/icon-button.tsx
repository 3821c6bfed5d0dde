/** A button that is a picture. */
import { useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import { Icon } from '../icons/icon.js';
import type { IconName } from '../icons/icon.js';
import { isMac, shortcutText } from '../menu/shortcut.js';

export interface IconButtonProps {
  readonly icon: IconName;
  /** What it does; the tooltip adds the shortcut. */
  readonly label: string;
  /** As `Ctrl+Z`. */
  readonly shortcut?: string;
  /** Keeps the focus when it becomes so. @default false */
  readonly disabled?: boolean;
  /** Whether what it opens is open, for buttons that open something. */
  readonly expanded?: boolean;
  /** Whether it is on, for buttons that switch something. */
  readonly pressed?: boolean | undefined;
  readonly onClick: () => void;
}

/** A picture to press, with its name for screen readers and as tooltip. */
export function IconButton(props: IconButtonProps): ReactElement {
  const { icon, label, shortcut, disabled = false, expanded, pressed, onClick } = props;
  // A server does not know whose keys they are.
  const onMac = useSyncExternalStore(subscribeToNothing, isMac, () => false);
  const title = shortcut === undefined ? label : `${label} (${shortcutText(shortcut, onMac)})`;
  return (
    <button
      type="button"
      className="mr-icon-button"
      title={title}
      aria-label={label}
      aria-keyshortcuts={
        shortcut === '+' ? 'plus' : shortcut?.replace('Ctrl', onMac ? 'Meta' : 'Control')
      }
      aria-expanded={expanded}
      aria-pressed={pressed}
      // A button that is `disabled` loses the focus, and the keyboard its place.
      aria-disabled={disabled ? true : undefined}
      onClick={disabled ? undefined : onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

const subscribeToNothing = () => (): void => {};
