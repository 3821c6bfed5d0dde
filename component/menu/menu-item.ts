/** What a menu offers. */
import type { IconName } from '../icons/icon.js';

/** One line of a menu. */
export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  /** As `Ctrl+Shift+Z`; shown as the user's keyboard has it. */
  readonly shortcut?: string;
  readonly disabled?: boolean;
  /** It takes something away. */
  readonly danger?: boolean;
  /** Called after the menu has asked to be closed. */
  readonly onSelect: () => void;
}

/** The lines of a menu, top down. */
export type MenuItems = readonly (MenuItem | 'separator')[];
