/** What the menu that adds a node lists, and which of it is active. */
import { useMemo, useState } from 'react';
import type { NodeType } from '../../src/config/config.js';
import type { Candidate } from './candidates.js';
import type { Range } from './fuzzy.js';
import { categoryText, createTypeSearch, toCategories } from './search-types.js';
import type { TypeCategory } from './search-types.js';

/** Rows made at a time: a thousand at once would be felt. */
const PAGE = 60;

/** As many of those used last come before all others. */
const MOST_RECENT = 5;

/** One node type in the list. */
export interface TypeRow {
  /** Unique in the list: a type may be in it twice. */
  readonly key: string;
  readonly type: NodeType;
  readonly candidate: Candidate;
  /** The heading above it, where a category starts. */
  readonly heading?: string;
  /** Its category, where rows are not in order of categories. */
  readonly category?: string;
  /** What was found in its name. */
  readonly ranges?: readonly Range[];
}

/** The list and what is typed to narrow it. */
export interface TypeRows {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly rows: readonly TypeRow[];
  /** What was most likely meant where nothing is found. */
  readonly nearest: NodeType | undefined;
  readonly active: number;
  readonly setActive: (index: number) => void;
  readonly limit: number;
  readonly showMore: () => void;
}

export interface TypeRowsOptions {
  readonly candidates: readonly Candidate[];
  /** They are in an order of their own, the fittest first: no categories. */
  readonly isRanked: boolean;
  /** Types used last, the latest first. */
  readonly recent: readonly string[];
  /** The heading above those used last. */
  readonly recentHeading: string;
}

/** All node types by category, or those that match a text, the best first; and the active one. */
export function useTypeRows(options: TypeRowsOptions): TypeRows {
  const { candidates, recent } = options;
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [pages, setPages] = useState(1);
  const search = useMemo(
    () => createTypeSearch(candidates.map(({ nodeType }) => nodeType)),
    [candidates],
  );
  const byType = useMemo(
    () => new Map(candidates.map((candidate) => [candidate.nodeType.type, candidate])),
    [candidates],
  );
  const rows = useMemo((): readonly TypeRow[] => {
    const found = text.trim() !== '';
    if (!found && !options.isRanked) return allRows(search.all, options);
    return search.find(text, found ? recent : []).map(({ nodeType, ranges }) => ({
      key: nodeType.type,
      type: nodeType,
      candidate: byType.get(nodeType.type)!,
      category: categoryText(nodeType),
      ranges,
    }));
  }, [search, text]);
  return {
    text,
    setText: (next) => {
      setText(next);
      setActive(0);
      setPages(1);
    },
    rows,
    nearest: rows.length === 0 ? search.nearest(text) : undefined,
    active: Math.min(active, Math.max(0, rows.length - 1)),
    setActive,
    limit: Math.max(pages * PAGE, active + PAGE / 2),
    showMore: () => setPages((count) => count + 1),
  };
}

function allRows(
  types: readonly NodeType[],
  { recent, recentHeading }: TypeRowsOptions,
): readonly TypeRow[] {
  const rest = rowsOf(toCategories(types), '');
  // In a short list they would only be in the way.
  if (types.length < 2 * MOST_RECENT) return rest;
  const last = recent
    .flatMap((name) => types.find(({ type }) => type === name) ?? [])
    .slice(0, MOST_RECENT)
    .map((type, index) => ({
      key: `recent ${type.type}`,
      type,
      candidate: { nodeType: type, rank: 0 },
      category: categoryText(type),
      ...(index === 0 && { heading: recentHeading }),
    }));
  return [...last, ...rest];
}

/** Types of their own come before the categories inside. */
function rowsOf({ types, inner, label }: TypeCategory, above: string): readonly TypeRow[] {
  const heading = above === '' ? label : `${above} › ${label}`;
  const own = types.map((type, index) => ({
    key: type.type,
    type,
    candidate: { nodeType: type, rank: 0 },
    ...(index === 0 && heading !== '' && { heading }),
  }));
  return [...own, ...inner.flatMap((category) => rowsOf(category, heading))];
}
