/** Finds node types by what people type. */
import type { NodeType } from '../../src/config/config.js';
import { labelOf } from '../../src/config/label.js';
import { withVariantsBelow } from './variants.js';

/** A node type with its texts in lower case. */
interface Entry {
  readonly type: NodeType;
  readonly label: string;
  readonly category: string;
  readonly id: string;
  readonly description: string;
}

/** Searches node types; made once for a config. */
export interface TypeSearch {
  /** Types that may be added, as the config lists them. */
  readonly all: readonly NodeType[];
  /** The types in which every word is found, the best first; all of them for an empty text. */
  find(text: string): readonly NodeType[];
}

/** Prepares the search over the node types that people may add. */
export function createTypeSearch(nodeTypes: readonly NodeType[]): TypeSearch {
  const all = withVariantsBelow(nodeTypes.filter((type) => type.addable !== false));
  const entries = all.map(toEntry);
  return {
    all,
    find(text) {
      const words = text.toLowerCase().split(/\s+/).filter(Boolean);
      if (words.length === 0) return all;
      return entries
        .map((entry) => ({ entry, score: scoreOf(entry, words) }))
        .filter(({ score }) => score > 0)
        .sort((one, other) => other.score - one.score)
        .map(({ entry }) => entry.type);
    },
  };
}

function toEntry(type: NodeType): Entry {
  return {
    type,
    label: type.label.toLowerCase(),
    category: (type.category ?? '').toLowerCase(),
    id: type.type.toLowerCase(),
    description: (type.description ?? '').toLowerCase(),
  };
}

/** 0 when a word is found nowhere. */
function scoreOf(entry: Entry, words: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    const score = scoreOfWord(entry, word);
    if (score === 0) return 0;
    sum += score;
  }
  return sum;
}

function scoreOfWord({ label, category, id, description }: Entry, word: string): number {
  if (label === word) return 100;
  if (label.startsWith(word)) return 80;
  if (startsWord(label, word)) return 60;
  if (label.includes(word)) return 40;
  if (startsWord(category, word)) return 30;
  if (id.includes(word)) return 20;
  if (startsWord(description, word)) return 12;
  return hasLetters(label, word) ? 6 : 0;
}

function startsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!)) return true;
  }
  return false;
}

/** All letters of a word in their order, with others between: `adtx` finds `Add text`. */
function hasLetters(text: string, word: string): boolean {
  if (word.length < 3) return false;
  let at = 0;
  for (const letter of text) if (letter === word[at]) at += 1;
  return at === word.length;
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
