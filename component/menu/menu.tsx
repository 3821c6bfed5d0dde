/** A context menu, and the menus it opens. */
import type { ReactElement } from 'react';
import type { Point } from '../surface/geometry.js';
import type { MenuItems } from './menu-item.js';
import { Sheet } from './sheet.js';
import { usePopup } from './use-popup.js';

export type { MenuItem, MenuItems } from './menu-item.js';

export interface MenuProps {
  /** Its corner, relative to the viewport. */
  readonly at: Point;
  readonly items: MenuItems;
  readonly onClose: () => void;
  /** What it is called. */
  readonly label: string;
}

/**
 * A list of things to do, at a point of the screen. The arrow keys, Home, End and the first letters
 * lead to an item, the right arrow into a menu that it opens and the left one back, Escape and Tab
 * close it, the focus goes back to where it was.
 */
export function Menu({ at, items, onClose, label }: MenuProps): ReactElement {
  const popup = usePopup({ at, onClose });
  return <Sheet sheet={popup} items={items} label={label} onClose={onClose} />;
}
