/** What a menu lists. */
import type { ItemColor } from '../../src/graph/item-color.js';
import type { IconName } from '../icons/icon-name.js';

/** What every line of a menu has. */
interface MenuLabel {
  readonly label: string;
  readonly icon?: IconName;
  /** A colour that is shown in the place of an icon. */
  readonly tone?: ItemColor;
  /** As `Ctrl+Shift+Z`; shown as the user's keyboard has it. */
  readonly shortcut?: string;
  readonly disabled?: boolean;
  /** It takes something away. */
  readonly danger?: boolean;
  /** Whether what it switches is on, for lines that switch something. */
  readonly checked?: boolean;
}

/** A line that does something. */
export interface MenuCommand extends MenuLabel {
  /** Called after the menu has asked to be closed. */
  readonly onSelect: () => void;
  readonly items?: never;
}

/** A line that opens another menu beside it. */
export interface SubMenu extends MenuLabel {
  readonly items: MenuItems;
  readonly onSelect?: never;
}

/** One line of a menu. */
export type MenuItem = MenuCommand | SubMenu;

/** The lines of a menu from top to bottom. */
export type MenuItems = readonly (MenuItem | 'separator')[];
