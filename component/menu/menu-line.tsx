/** One line of a menu. */
import type { PointerEvent, ReactElement } from 'react';
import { Icon } from '../icons/icon.js';
import type { MenuItem } from './menu-item.js';
import { shortcutText } from './shortcut.js';

export interface MenuLineProps {
  readonly item: MenuItem;
  /** Whether the menu it opens is open. */
  readonly isOpen: boolean;
  /** The pointer came to it. */
  readonly onPoint: (event: PointerEvent<HTMLElement>) => void;
  readonly onChoose: (line: HTMLElement) => void;
}

/** A line to choose, with its keys, its mark, or the sign that more opens beside it. */
export function MenuLine({ item, isOpen, onPoint, onChoose }: MenuLineProps): ReactElement {
  const { label, shortcut, disabled = false, danger = false, checked, items } = item;
  const opens = items !== undefined;
  return (
    <button
      type="button"
      role={checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
      aria-checked={checked}
      aria-haspopup={opens ? 'menu' : undefined}
      aria-expanded={opens ? isOpen : undefined}
      tabIndex={-1}
      className="mr-menu-item"
      data-mr-item
      data-tone={danger ? 'danger' : undefined}
      disabled={disabled}
      onPointerMove={onPoint}
      onClick={({ currentTarget }) => onChoose(currentTarget)}
    >
      <Sign item={item} />
      <span className="mr-menu-label">{label}</span>
      {shortcut !== undefined && (
        <span className="mr-menu-keys" aria-hidden="true">
          {shortcutText(shortcut)}
        </span>
      )}
      {opens && <Icon name="chevron-right" size={14} className="mr-menu-more" />}
    </button>
  );
}

function Sign({ item: { icon, tone, checked } }: Pick<MenuLineProps, 'item'>): ReactElement {
  if (tone !== undefined) return <span className="mr-menu-tone" data-mr-tone={tone} />;
  const name = checked === true ? 'check' : icon;
  return name === undefined ? <span className="mr-menu-gap" /> : <Icon name={name} size={14} />;
}
