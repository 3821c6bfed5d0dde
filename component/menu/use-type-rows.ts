/** What the menu that adds a node lists, and which of it is active. */
import { useMemo, useState } from 'react';
import type { NodeType } from '../../src/config/config.js';
import { categoryText, createTypeSearch, toCategories } from './search-types.js';
import type { TypeCategory } from './search-types.js';

/** Rows made at a time: a thousand at once would be felt. */
const PAGE = 60;

/** One node type in the list. */
export interface TypeRow {
  readonly type: NodeType;
  /** The heading above it, where a category starts. */
  readonly heading?: string;
  /** Its category, where rows are not in order of categories. */
  readonly category?: string;
}

/** The list and what is typed to narrow it. */
export interface TypeRows {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly rows: readonly TypeRow[];
  readonly active: number;
  readonly setActive: (index: number) => void;
  readonly limit: number;
  readonly showMore: () => void;
}

/** All node types by category, or those that match a text, the best first; and the active one. */
export function useTypeRows(nodeTypes: readonly NodeType[]): TypeRows {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [pages, setPages] = useState(1);
  const search = useMemo(() => createTypeSearch(nodeTypes), [nodeTypes]);
  const rows = useMemo((): readonly TypeRow[] => {
    if (text.trim() === '') return rowsOf(toCategories(search.all), '');
    return search.find(text).map((type) => ({ type, category: categoryText(type) }));
  }, [search, text]);
  return {
    text,
    setText: (next) => {
      setText(next);
      setActive(0);
      setPages(1);
    },
    rows,
    active: Math.min(active, Math.max(0, rows.length - 1)),
    setActive,
    limit: Math.max(pages * PAGE, active + PAGE / 2),
    showMore: () => setPages((count) => count + 1),
  };
}

/** Types of their own come before the categories inside. */
function rowsOf({ types, inner, label }: TypeCategory, above: string): readonly TypeRow[] {
  const heading = above === '' ? label : `${above} › ${label}`;
  const own = types.map((type, index) =>
    index === 0 && heading !== '' ? { type, heading } : { type },
  );
  return [...own, ...inner.flatMap((category) => rowsOf(category, heading))];
}
