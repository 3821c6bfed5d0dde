/** The node types, to drag or to add. */
import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement, RefObject } from 'react';
import type { NodeType } from '../../src/config/config.js';
import { useEditor } from '../editor-context.js';
import { MEMORY, rememberedTexts, rememberText } from '../editor-memory.js';
import { isComposing } from '../keyboard/key-name.js';
import { SearchField } from '../menu/search-field.js';
import { createTypeSearch } from '../menu/search-types.js';
import type { TypeSearch } from '../menu/search-types.js';
import { useText } from '../text/use-text.js';
import { foundRows, treeRows } from './palette-rows.js';
import { PaletteTree } from './palette-tree.js';
import { Panel } from './panel.js';

export interface PaletteProps {
  /** @default closed where the editor is narrower than 720 pixels */
  readonly defaultCollapsed?: boolean;
  /**
   * The shelf a node type stands on, above its categories: for hosts whose types come from several
   * libraries. Types without one come first. @default one shelf, not named
   */
  readonly shelfOf?: (type: NodeType) => string | undefined;
}

/** Categories of more types than this begin closed. */
const MAX_OPEN = 40;
/** Found types shown at once; who needs more types another letter. */
const MAX_FOUND = 100;

/**
 * A panel at the left of a `FlowEditor`: every node type by category, those used last, the document's
 * subgraphs, and a search. Drag one onto the canvas, or press Enter on it.
 */
export function Palette({ defaultCollapsed, shelfOf }: PaletteProps): ReactElement {
  const { nodeTypes } = useEditor();
  const { palette: words, menu } = useText();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const search = useMemo(() => createTypeSearch([...nodeTypes.values()]), [nodeTypes]);
  const [recent, add] = useAdd();
  const { isOpen, toggle } = useOpenRows(search);
  const isSearching = text.trim() !== '';
  const rows = useMemo(
    () =>
      isSearching
        ? foundRows(search, text, recent)
        : treeRows({ search, isOpen, recent, shelfOf, words }),
    [isSearching, search, text, recent, isOpen, shelfOf, words],
  );
  const rest = isSearching ? rows.length - MAX_FOUND : 0;
  const [first] = rows;
  return (
    <Panel side="left" title={words.title} defaultCollapsed={defaultCollapsed}>
      <div className="mr-palette" onKeyDown={enterTree}>
        <TypeField
          field={field}
          text={text}
          setText={setText}
          onEnter={() => isSearching && first?.kind === 'type' && add(first.nodeType)}
        />
        <div className="mr-palette-list" data-mr-scroll>
          <PaletteTree
            label={words.title}
            rows={rest > 0 ? rows.slice(0, MAX_FOUND) : rows}
            toggle={toggle}
            onAdd={add}
            onType={() => field.current?.focus()}
          />
          {isSearching && rows.length === 0 && search.all.length > 0 && (
            <NoneFound text={text} search={search} setText={setText} />
          )}
          {rest > 0 && <p className="mr-panel-note">{words.more(rest)}</p>}
          {search.all.length === 0 && <p className="mr-panel-note">{menu.noTypes}</p>}
        </div>
      </div>
    </Panel>
  );
}

/** Adds types, and knows those added last; the list is not turned over while it is worked with. */
function useAdd(): readonly [readonly string[], (type: NodeType) => void] {
  const { addNode, readOnly, memory } = useEditor();
  const [recent] = useState(() => rememberedTexts(memory, MEMORY.types));
  const add = (type: NodeType): void => {
    if (readOnly) return;
    rememberText(memory, MEMORY.types, type.type);
    addNode(type.type);
  };
  return [recent, add];
}

interface OpenRows {
  readonly isOpen: (key: string) => boolean;
  readonly toggle: (key: string) => void;
}

/** Which rows are open; a search in between changes nothing of it. */
function useOpenRows(search: TypeSearch): OpenRows {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const startsOpen = search.all.length <= MAX_OPEN;
  const isOpen = useMemo(
    () => (key: string) => (startsOpen || key.endsWith(':')) !== toggled.has(key),
    [startsOpen, toggled],
  );
  const toggle = (key: string): void => {
    const next = new Set(toggled);
    if (!next.delete(key)) next.add(key);
    setToggled(next);
  };
  return { isOpen, toggle };
}

interface TypeFieldProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly onEnter: () => void;
}

function TypeField({ field, text, setText, onEnter }: TypeFieldProps): ReactElement {
  const { palette: words } = useText();
  const press = (event: KeyboardEvent): void => {
    // Then Enter takes a word of the input method.
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Enter') {
      // A form round the editor would be sent.
      event.preventDefault();
      onEnter();
    }
    if (event.key === 'Escape' && text !== '') {
      // A dialog of the host would close by it.
      event.preventDefault();
      event.stopPropagation();
      setText('');
    }
  };
  return (
    <SearchField
      field={field}
      label={words.search}
      text={text}
      onText={setText}
      onKeyDown={press}
    />
  );
}

interface NoneFoundProps {
  readonly text: string;
  readonly search: TypeSearch;
  readonly setText: (text: string) => void;
}

function NoneFound({ text, search, setText }: NoneFoundProps): ReactElement {
  const { menu } = useText();
  const nearest = search.nearest(text);
  return (
    <p className="mr-panel-note" role="status">
      {menu.noMatch(text.trim())}{' '}
      {nearest !== undefined && (
        <button type="button" className="mr-link" onClick={() => setText(nearest.label)}>
          {menu.nearest(nearest.label)}
        </button>
      )}
    </p>
  );
}

/** From the search an arrow leads into the tree. */
function enterTree(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget } = event;
  if (event.key !== 'ArrowDown' || !(target instanceof HTMLInputElement)) return;
  const row = currentTarget.querySelector<HTMLElement>('[data-mr-row]');
  if (row === null) return;
  event.preventDefault();
  row.focus();
}
