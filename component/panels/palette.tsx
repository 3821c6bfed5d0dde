/** The node types, to drag or to add. */
import { useMemo, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import type { NodeType } from '../../src/config/config.js';
import { useEditor } from '../editor-context.js';
import { Icon } from '../icons/icon.js';
import { createTypeSearch, toCategories } from '../menu/search-types.js';
import type { TypeCategory, TypeSearch } from '../menu/search-types.js';
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
  const { config } = useEditor();
  const [text, setText] = useState('');
  const search = useMemo(() => createTypeSearch(config.nodeTypes), [config]);
  const found = text.trim() === '' ? undefined : search.find(text);
  return (
    <Panel side="left" title="Nodes" defaultCollapsed={defaultCollapsed}>
      <div className="mr-palette" onKeyDown={walk}>
        <SearchField text={text} setText={setText} first={found?.[0]} />
        <div className="mr-palette-list">
          <Tree search={search} hidden={found !== undefined} />
          {found !== undefined && <Found types={found} text={text} />}
          {search.all.length === 0 && (
            <p className="mr-panel-note">There are no nodes yet: the config has no node types.</p>
          )}
        </div>
      </div>
    </Panel>
  );
}

interface SearchFieldProps {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** What Enter adds. */
  readonly first: NodeType | undefined;
}

function SearchField({ text, setText, first }: SearchFieldProps): ReactElement {
  const { addNode, readOnly } = useEditor();
  const press = (event: KeyboardEvent): void => {
    // Then Enter takes a word of the input method.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      // A form round the editor would be sent.
      event.preventDefault();
      if (first !== undefined && !readOnly) addNode(first.type);
    }
    if (event.key === 'Escape' && text !== '') {
      // A dialog of the host would close by it.
      event.preventDefault();
      event.stopPropagation();
      setText('');
    }
  };
  return (
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
        onKeyDown={press}
      />
    </div>
  );
}

/** Remembers what is folded while a search hides it. */
function Tree({ search, hidden }: { search: TypeSearch; hidden: boolean }): ReactElement | null {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const root = useMemo(() => toCategories(search.all), [search]);
  const startsOpen = search.all.length <= MAX_OPEN;
  const toggle = (path: string): void => {
    const next = new Set(toggled);
    if (!next.delete(path)) next.add(path);
    setToggled(next);
  };
  if (hidden) return null;
  const isOpen = (path: string): boolean => startsOpen !== toggled.has(path);
  return <Category category={root} isOpen={isOpen} toggle={toggle} />;
}

function Found({ types, text }: { types: readonly NodeType[]; text: string }): ReactElement {
  const rest = types.length - MAX_FOUND;
  return (
    <>
      <ul className="mr-palette-types">
        {types.slice(0, MAX_FOUND).map((type) => (
          <PaletteEntry key={type.type} type={type} withCategory />
        ))}
      </ul>
      {types.length === 0 && <p className="mr-panel-note">No node matches “{text.trim()}”.</p>}
      {rest > 0 && <p className="mr-panel-note">{rest} more: type another letter.</p>}
    </>
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
