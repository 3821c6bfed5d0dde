import { describe, expect, it } from '@jest/globals';
import { distinct, isUnique } from '../../../src/config/json-equal.js';

const many = (item: (index: number) => unknown): readonly unknown[] =>
  Array.from({ length: 20_000 }, (_, index) => item(index));

/** Comparing each with each takes 20 s and more. */
const SOON_MS = 5_000;

describe('equal items', () => {
  it.each<[string, (index: number) => unknown]>([
    ['lists in lists', (index) => [[index], index % 7]],
    ['objects that differ at the end of a text', (index) => ({ url: `${'a'.repeat(60)}${index}` })],
    ['objects that differ further in', (index) => ({ a: { b: { c: index } } })],
  ])('are found among many %s', (_name, item) => {
    const items = many(item);
    const began = performance.now();
    expect(distinct([...items, item(0), item(19_999)])).toEqual(items);
    expect(isUnique([...items, item(9)])).toBe(false);
    expect(performance.now() - began).toBeLessThan(SOON_MS);
  });

  it('are those of equal content, whatever their order and their holes', () => {
    const hole: unknown[] = [];
    hole.length = 1;
    expect(
      distinct([
        { a: 1, b: [2] },
        { b: [2], a: 1 },
      ]),
    ).toHaveLength(1);
    expect(distinct([[undefined], hole])).toHaveLength(1);
    expect(distinct([[], {}, [[]], '', null])).toHaveLength(5);
    expect(distinct([[1], ['1'], [1n], [true]])).toHaveLength(4);
  });

  it('are no instances but the very same', () => {
    const day = new Date(0);
    expect(distinct([day, new Date(0), day])).toHaveLength(2);
    class Odd {
      toString(): string {
        throw new Error('not asked');
      }
    }
    expect(distinct([[new Odd()], [new Odd()], [null]])).toHaveLength(3);
    expect(distinct([{ day }, { day: new Date(0) }, { day }])).toHaveLength(2);
  });
});
