/** The node types, to drag or to add. */
import { useMemo, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useEditor } from '../editor-context.js';
import { Icon } from '../icons/icon.js';
import { createTypeSearch, toCategories } from '../menu/search-types.js';
import type { TypeCategory } from '../menu/search-types.js';
import { PaletteEntry } from './palette-entry.js';
import { Panel } from './panel.js';

export interface PaletteProps {
  /** @default closed where the editor is narrower than 720 pixels */
  readonly defaultCollapsed?: boolean;
}

/** Categories of more types than this begin closed. */
const MAX_OPEN = 40;
/** Found types shown at once; who needs more types another letter. */
const MAX_FOUND = 100;

/**
 * A panel at the left of a `FlowEditor`: every node type by category, with a search. Drag one onto
 * the canvas, or press Enter on it.
 */
export function Palette({ defaultCollapsed }: PaletteProps): ReactElement {
  const { config, addNode } = useEditor();
  const [text, setText] = useState('');
  const search = useMemo(() => createTypeSearch(config.nodeTypes), [config]);
  const root = useMemo(() => toCategories(search.all), [search]);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const found = text.trim() === '' ? undefined : search.find(text);
  const startsOpen = search.all.length <= MAX_OPEN;

  const toggle = (path: string): void => {
    const next = new Set(toggled);
    if (!next.delete(path)) next.add(path);
    setToggled(next);
  };
  const addFirst = (event: KeyboardEvent): void => {
    const [first] = found ?? [];
    if (event.key === 'Enter' && first !== undefined) addNode(first.type);
    if (event.key === 'Escape') setText('');
  };
  return (
    <Panel side="left" title="Nodes" defaultCollapsed={defaultCollapsed}>
      <div className="mr-palette" onKeyDown={walk}>
        <div className="mr-search">
          <Icon name="search" size={14} />
          <input
            className="mr-search-field"
            type="text"
            role="searchbox"
            aria-label="Search nodes"
            autoComplete="off"
            spellCheck={false}
            placeholder="Search nodes"
            value={text}
            data-mr-row
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={addFirst}
          />
        </div>
        <div className="mr-palette-list">
          {found === undefined ? (
            <Category
              category={root}
              isOpen={(path) => startsOpen !== toggled.has(path)}
              toggle={toggle}
            />
          ) : (
            <ul className="mr-palette-types">
              {found.slice(0, MAX_FOUND).map((type) => (
                <PaletteEntry key={type.type} type={type} withCategory />
              ))}
            </ul>
          )}
          <Rest count={found?.length} all={search.all.length} text={text} />
        </div>
      </div>
    </Panel>
  );
}

interface CategoryProps {
  readonly category: TypeCategory;
  readonly isOpen: (path: string) => boolean;
  readonly toggle: (path: string) => void;
}

function Category({ category, isOpen, toggle }: CategoryProps): ReactElement {
  return (
    <ul className="mr-palette-types">
      {category.inner.map((inner) => (
        <li key={inner.path}>
          <button
            type="button"
            className="mr-palette-category"
            aria-expanded={isOpen(inner.path)}
            data-mr-row
            onClick={() => toggle(inner.path)}
          >
            <Icon name="chevron-right" size={14} />
            <span className="mr-palette-name">{inner.label}</span>
            <span className="mr-palette-count">{countOf(inner)}</span>
          </button>
          {isOpen(inner.path) && <Category category={inner} isOpen={isOpen} toggle={toggle} />}
        </li>
      ))}
      {category.types.map((type) => (
        <PaletteEntry key={type.type} type={type} />
      ))}
    </ul>
  );
}

function Rest({
  count,
  all,
  text,
}: {
  count: number | undefined;
  all: number;
  text: string;
}): ReactElement | null {
  if (all === 0)
    return <p className="mr-panel-note">There are no nodes yet: the config has no node types.</p>;
  if (count === 0) return <p className="mr-panel-note">No node matches “{text.trim()}”.</p>;
  if (count === undefined || count <= MAX_FOUND) return null;
  return <p className="mr-panel-note">{count - MAX_FOUND} more: type another letter.</p>;
}

function countOf({ types, inner }: TypeCategory): number {
  return inner.reduce((sum, category) => sum + countOf(category), types.length);
}

/** The arrow keys lead from the search down the list and back. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-mr-row]')];
  const at = rows.findIndex((row) => row === event.target);
  const next = rows[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}
