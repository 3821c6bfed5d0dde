/** The palette's tree as a list of rows: shelves, categories, node types. */
import type { NodeType } from '../../src/config/config.js';
import { SUBGRAPH_PREFIX } from '../../src/graph/subgraph-scope.js';
import type { Range } from '../menu/fuzzy.js';
import { toCategories } from '../menu/search-types.js';
import type { TypeCategory, TypeSearch } from '../menu/search-types.js';
import type { EditorText } from '../text/english.js';

/** A row that opens and closes. */
export interface BranchRow {
  readonly kind: 'branch';
  /** Unique in the tree. */
  readonly key: string;
  readonly label: string;
  readonly level: number;
  readonly isOpen: boolean;
  /** Node types in it, also in its inner branches. */
  readonly count: number;
}

/** A row that is a node type. */
export interface TypeRow {
  readonly kind: 'type';
  readonly key: string;
  readonly level: number;
  readonly nodeType: NodeType;
  /** What was found in its name; undefined where nothing was searched for. */
  readonly ranges?: readonly Range[];
}

export type PaletteRow = BranchRow | TypeRow;

/** What the rows are made of. */
export interface RowsOptions {
  readonly search: TypeSearch;
  readonly isOpen: (key: string) => boolean;
  /** Types used last, the latest first. */
  readonly recent: readonly string[];
  /** The shelf of a type, for hosts with several libraries. */
  readonly shelfOf: ((type: NodeType) => string | undefined) | undefined;
  readonly words: EditorText['palette'];
}

/** Fewer types than this are seen at a glance: no list of the last ones above them. */
const MANY = 12;
const MOST_RECENT = 5;

/** All rows that are shown while nothing is searched for. */
export function treeRows(options: RowsOptions): readonly PaletteRow[] {
  const { search, recent, words, shelfOf } = options;
  const isInner = ({ type }: NodeType): boolean => type.startsWith(SUBGRAPH_PREFIX);
  const types = search.all.filter((type) => !isInner(type));
  const inner = search.all.filter(isInner);
  const last = recent.flatMap((name) => search.all.find(({ type }) => type === name) ?? []);
  const rows: PaletteRow[] = [];
  if (types.length >= MANY && last.length > 0) {
    rows.push(...listRows('last:', words.recent, last.slice(0, MOST_RECENT), options));
  }
  for (const [shelf, shelved] of shelvesOf(types, shelfOf)) {
    const root = toCategories(shelved);
    if (shelf === '') rows.push(...insideRows(root, { ...options, level: 1, prefix: '' }));
    else
      rows.push(
        ...branchRows({ ...root, label: shelf }, { ...options, level: 1, prefix: `${shelf}:` }),
      );
  }
  if (inner.length > 0) rows.push(...listRows('subgraphs:', words.subgraphs, inner, options));
  return rows;
}

/** What was found, the best first. */
export function foundRows(
  search: TypeSearch,
  text: string,
  recent: readonly string[],
): readonly TypeRow[] {
  return search.find(text, recent).map(({ nodeType, ranges }) => ({
    kind: 'type',
    key: nodeType.type,
    level: 1,
    nodeType,
    ranges,
  }));
}

/** In the order of the first type on each; types without a shelf come first. */
function shelvesOf(
  types: readonly NodeType[],
  shelfOf: RowsOptions['shelfOf'],
): ReadonlyMap<string, readonly NodeType[]> {
  const shelves = new Map<string, NodeType[]>([['', []]]);
  for (const type of types) {
    const shelf = shelfOf?.(type) ?? '';
    const known = shelves.get(shelf);
    if (known === undefined) shelves.set(shelf, [type]);
    else known.push(type);
  }
  return shelves;
}

interface Depth extends RowsOptions {
  readonly level: number;
  /** Before the paths of categories: two shelves may have the same. */
  readonly prefix: string;
}

function branchRows(category: TypeCategory, depth: Depth): readonly PaletteRow[] {
  const key = `${depth.prefix}${category.path}`;
  const isOpen = depth.isOpen(key);
  const { label } = category;
  const { level } = depth;
  const row = { kind: 'branch', key, label, level, isOpen, count: countOf(category) } as const;
  return isOpen ? [row, ...insideRows(category, { ...depth, level: level + 1 })] : [row];
}

function insideRows({ inner, types }: TypeCategory, depth: Depth): readonly PaletteRow[] {
  return [
    ...inner.flatMap((category) => branchRows(category, depth)),
    ...types.map((type) => typeRow(type, depth.level, '')),
  ];
}

function listRows(
  key: string,
  label: string,
  types: readonly NodeType[],
  { isOpen }: RowsOptions,
): readonly PaletteRow[] {
  const row = {
    kind: 'branch',
    key,
    label,
    level: 1,
    isOpen: isOpen(key),
    count: types.length,
  } as const;
  return row.isOpen ? [row, ...types.map((type) => typeRow(type, 2, key))] : [row];
}

function typeRow(nodeType: NodeType, level: number, prefix: string): TypeRow {
  return { kind: 'type', key: `${prefix}type ${nodeType.type}`, level, nodeType };
}

function countOf({ types, inner }: TypeCategory): number {
  return inner.reduce((sum, category) => sum + countOf(category), types.length);
}
