import { describe, expect, test } from '@jest/globals';
import { parseConfig } from 'millrace';
import {
  categoryText,
  createTypeSearch,
  toCategories,
} from '../../../component/menu/search-types.js';
import type { TypeCategory } from '../../../component/menu/search-types.js';

const TYPES = [
  { type: 'text.join', label: 'Join', description: 'Put texts together', category: 'text' },
  { type: 'math.add', label: 'Add', description: 'Add two numbers', category: 'math/basic' },
  { type: 'text.add_prefix', label: 'Add prefix', category: 'text/changes' },
  { type: 'math.sum', label: 'Sum up', description: 'The sum of a list', category: 'math/lists' },
  { type: 'load', label: 'Load', description: 'Read a file and add it' },
  { type: 'hidden', label: 'Add hidden', addable: false },
];
const { nodeTypes } = parseConfig({ version: 1, nodeTypes: TYPES }).config;
const find = (text: string): string[] =>
  createTypeSearch(nodeTypes)
    .find(text)
    .map(({ nodeType }) => nodeType.type);

describe('the search', () => {
  test.each([
    ['', ['text.join', 'math.add', 'text.add_prefix', 'math.sum', 'load']],
    ['add', ['math.add', 'text.add_prefix', 'load']],
    ['ADD pre', ['text.add_prefix']],
    ['up', ['math.sum']],
    ['math', ['math.add', 'math.sum']],
    ['basic', ['math.add']],
    ['texts', ['text.join', 'text.add_prefix']],
    ['apfx', ['text.add_prefix']],
    ['zebra', []],
    ['add zebra', []],
    ['(', []],
  ])('for %j finds %j', (text, expected) => {
    expect(find(text)).toEqual(expected);
  });
});

describe('categories', () => {
  const outline = ({ label, types, inner }: TypeCategory): unknown[] => [
    label,
    types.map(({ type }) => type),
    ...inner.map(outline),
  ];

  test('are a tree in the order of the config', () => {
    expect(outline(toCategories(createTypeSearch(nodeTypes).all))).toEqual([
      '',
      ['load'],
      ['Text', ['text.join'], ['Changes', ['text.add_prefix']]],
      ['Math', [], ['Basic', ['math.add']], ['Lists', ['math.sum']]],
    ]);
  });

  test('are said in words', () => {
    expect(nodeTypes.map(categoryText)).toEqual([
      'Text',
      'Math › Basic',
      'Text › Changes',
      'Math › Lists',
      '',
      '',
    ]);
  });
});

describe('[T4] overloads', () => {
  const { nodeTypes: types } = parseConfig({
    version: 1,
    nodeTypes: [
      { type: 'a#2', label: 'A', variantOf: 'a', category: 'x' },
      { type: 'z', label: 'Z', category: 'x' },
      { type: 'lost#2', label: 'Lost', variantOf: 'lost', category: 'x' },
      { type: 'a#3', label: 'A', variantOf: 'a', category: 'x' },
      { type: 'a', label: 'A', category: 'x' },
    ],
  }).config;
  const inOrder = ['z', 'lost#2', 'a', 'a#2', 'a#3'];

  test('stand below the first one; one whose first is not listed stays where it is', () => {
    const search = createTypeSearch(types);
    expect(search.all.map(({ type }) => type)).toEqual(inOrder);
    const [category] = toCategories(search.all).inner;
    expect(category!.types.map(({ type }) => type)).toEqual(inOrder);
  });

  test('are found like the first one', () => {
    const found = createTypeSearch(types).find('a');
    expect(found.slice(0, 3).map(({ nodeType }) => nodeType.type)).toEqual(['a', 'a#2', 'a#3']);
  });
});
