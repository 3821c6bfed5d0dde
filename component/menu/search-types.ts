/** Finds node types by what people type. */
import type { NodeType } from '../../src/config/config.js';
import { labelOf } from '../../src/config/label.js';
import { createFuzzySearch } from './fuzzy.js';
import type { Range } from './fuzzy.js';
import { withVariantsBelow } from './variants.js';

/** A node type that was found. */
export interface FoundType {
  readonly nodeType: NodeType;
  /** The parts of its label to mark. */
  readonly ranges: readonly Range[];
}

/** Searches node types; made once for a config. */
export interface TypeSearch {
  /** Types that may be added, as the config lists them. */
  readonly all: readonly NodeType[];
  /**
   * The types in which every word is found, the best first; all of them for an empty text.
   * @param recent Types that were used last, the latest first: they come before their like.
   */
  find(text: string, recent?: readonly string[]): readonly FoundType[];
  /** What was most likely meant where nothing is found. */
  nearest(text: string): NodeType | undefined;
}

/** What being used last is worth: enough to come first among those that begin alike. */
const RECENT = 15;

/** Prepares the search over the node types that people may add. */
export function createTypeSearch(nodeTypes: readonly NodeType[]): TypeSearch {
  const all = withVariantsBelow(nodeTypes.filter((type) => type.addable !== false));
  const search = createFuzzySearch(all, ({ type, label, category = '', description = '' }) => ({
    label,
    more: [
      [category, 30],
      [type, 20],
      [description, 12],
    ],
  }));
  return {
    all,
    find(text, recent = []) {
      const worth = new Map(recent.map((type, index) => [type, RECENT - index]));
      const hits = search.find(text, ({ type }) => Math.max(0, worth.get(type) ?? 0));
      return hits.map(({ item, ranges }) => ({ nodeType: item, ranges }));
    },
    nearest: (text) => search.nearest(text),
  };
}

/** Node types under one name. */
export interface TypeCategory {
  /** `Math`; empty for types without a category. */
  readonly label: string;
  /** `math/basic`: what it is known by. */
  readonly path: string;
  readonly types: readonly NodeType[];
  readonly inner: readonly TypeCategory[];
}

interface Growing extends TypeCategory {
  readonly types: NodeType[];
  readonly inner: Growing[];
}

/** Node types by the parts of their categories, each in the config's order. */
export function toCategories(nodeTypes: readonly NodeType[]): TypeCategory {
  const root: Growing = { label: '', path: '', types: [], inner: [] };
  for (const type of nodeTypes) {
    let at = root;
    for (const part of partsOf(type)) {
      const path = at.path === '' ? part : `${at.path}/${part}`;
      let next = at.inner.find((category) => category.path === path);
      if (next === undefined)
        at.inner.push((next = { label: nameOf(part), path, types: [], inner: [] }));
      at = next;
    }
    at.types.push(type);
  }
  return root;
}

/** A type's category in words: `Math › Basic`; empty without one. */
export function categoryText(type: NodeType): string {
  return partsOf(type).map(nameOf).join(' › ');
}

function partsOf({ category = '' }: NodeType): readonly string[] {
  return category
    .split('/')
    .map((part) => part.trim())
    .filter(Boolean);
}

/** A name written as code becomes words; one that has spaces was meant for people. */
function nameOf(part: string): string {
  return part.includes(' ') ? part : labelOf(part);
}
