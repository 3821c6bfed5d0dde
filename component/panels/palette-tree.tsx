/** The rows of the palette as a tree to walk with the arrow keys. */
import { useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import type { NodeType } from '../../src/config/config.js';
import { Icon } from '../icons/icon.js';
import { focusedElement } from '../menu/focused-element.js';
import { PaletteEntry } from './palette-entry.js';
import type { PaletteRow } from './palette-rows.js';

export interface PaletteTreeProps {
  readonly label: string;
  readonly rows: readonly PaletteRow[];
  readonly toggle: (key: string) => void;
  readonly onAdd: (type: NodeType) => void;
  /** A letter was pressed: who types is searching. */
  readonly onType: () => void;
}

/** A tree with one tab stop; a row is reached by the arrow keys, Home and End. */
export function PaletteTree(props: PaletteTreeProps): ReactElement {
  const { label, rows, toggle, onAdd } = props;
  const [chosen, choose] = useState<string>();
  const stop = rows.some(({ key }) => key === chosen) ? chosen : rows[0]?.key;
  return (
    <div
      className="mr-palette-tree"
      role="tree"
      aria-label={label}
      onKeyDown={(event) => walk(event, props)}
      onFocus={({ target }) => choose(target.dataset['mrRow'])}
    >
      {rows.map((row) =>
        row.kind === 'branch' ? (
          <div
            key={row.key}
            className="mr-palette-category"
            role="treeitem"
            aria-level={row.level}
            aria-expanded={row.isOpen}
            tabIndex={row.key === stop ? 0 : -1}
            data-mr-row={row.key}
            data-level={row.level}
            onClick={() => toggle(row.key)}
          >
            <Icon name="chevron-right" size={14} />
            <span className="mr-palette-name">{row.label}</span>
            <span className="mr-palette-count">{row.count}</span>
          </div>
        ) : (
          <PaletteEntry key={row.key} row={row} isStop={row.key === stop} onAdd={onAdd} />
        ),
      )}
    </div>
  );
}

function walk(event: KeyboardEvent<HTMLElement>, props: PaletteTreeProps): void {
  const { rows } = props;
  const elements = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-mr-row]')];
  const at = elements.findIndex((element) => element === focusedElement(element));
  const row = rows[at];
  if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const isLetter = event.key.length === 1 && event.key !== ' ';
  if (isLetter) {
    // The letter goes to the search, which has the focus when the browser writes it.
    props.onType();
    return;
  }
  const next = nextRow(event.key, at, props);
  if (next !== undefined) elements[next]?.focus();
  else if (!act(event.key, row, props)) return;
  event.preventDefault();
}

function nextRow(key: string, at: number, { rows }: PaletteTreeProps): number | undefined {
  const row = rows[at]!;
  if (key === 'ArrowDown') return Math.min(at + 1, rows.length - 1);
  // Above the first one is the search.
  if (key === 'ArrowUp') return at === 0 ? undefined : at - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return rows.length - 1;
  if (key === 'ArrowRight' && row.kind === 'branch' && row.isOpen) return at + 1;
  if (key !== 'ArrowLeft' || (row.kind === 'branch' && row.isOpen)) return undefined;
  for (let above = at - 1; above >= 0; above -= 1) {
    if (rows[above]!.level < row.level) return above;
  }
  return undefined;
}

/** @returns false for a key that means nothing here */
function act(key: string, row: PaletteRow, { toggle, onAdd, onType }: PaletteTreeProps): boolean {
  if (key === 'ArrowUp') {
    onType();
    return true;
  }
  const isPress = key === 'Enter' || key === ' ';
  if (row.kind === 'type') {
    if (isPress) onAdd(row.nodeType);
    return isPress;
  }
  const opens = isPress || key === (row.isOpen ? 'ArrowLeft' : 'ArrowRight');
  if (opens) toggle(row.key);
  return opens;
}
