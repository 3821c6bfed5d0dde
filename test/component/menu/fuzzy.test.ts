import { describe, expect, test } from '@jest/globals';
import { createFuzzySearch } from '../../../component/menu/fuzzy.js';

const LABELS = ['Get weather', 'Go west', 'Weather report', 'parseJson', 'Café', 'Add', 'Add text'];
const search = createFuzzySearch(LABELS, (label) => ({
  label,
  more: [[`about ${label.length}`, 25]],
}));
const find = (query: string): string[] => search.find(query).map(({ item }) => item);

/** The label with what is marked in brackets. */
function marked(query: string): string {
  const [hit] = search.find(query);
  if (hit === undefined) return '';
  let text = '';
  let from = 0;
  for (const [start, end] of hit.ranges) {
    text += `${hit.item.slice(from, start)}[${hit.item.slice(start, end)}]`;
    from = end;
  }
  return text + hit.item.slice(from);
}

describe('the fuzzy search', () => {
  test.each([
    ['', LABELS],
    ['gw', ['Get weather', 'Go west']],
    ['weather', ['Weather report', 'Get weather']],
    ['wether', ['Get weather', 'Weather report']],
    ['waether', ['Get weather', 'Weather report']],
    ['cafe', ['Café']],
    ['CAFÉ', ['Café']],
    ['json', ['parseJson']],
    ['add', ['Add', 'Add text']],
    ['text add', ['Add text']],
    ['xyz', []],
    ['*', []],
    ['wea xyz', []],
  ])('for %j finds %j', (query, expected) => {
    expect(find(query)).toEqual(expected);
  });

  test.each([
    ['gw', '[G]et [w]eather'],
    ['weath', '[Weath]er report'],
    ['json', 'parse[Json]'],
    ['text ad', '[Ad]d [text]'],
    ['wether', 'Get [weather]'],
  ])('for %j marks %j', (query, expected) => {
    expect(marked(query)).toBe(expected);
  });

  test('brings what was used last before its like, and no further', () => {
    const boost = (label: string): number => (label === 'Add text' ? 15 : 0);
    expect(search.find('a', boost).map(({ item }) => item)[0]).toBe('Add text');
    expect(search.find('add', boost).map(({ item }) => item)[0]).toBe('Add');
  });

  test('guesses what was meant, where that is near', () => {
    expect(search.nearest('ad txet')).toBe('Add text');
    expect(search.nearest('quite other')).toBeUndefined();
    expect(search.nearest('zz')).toBeUndefined();
  });
});
