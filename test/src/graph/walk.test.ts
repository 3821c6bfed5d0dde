import { describe, expect, it } from '@jest/globals';
import { walk } from '../../../src/graph/walk.js';

/** What a walk from `a` finds in `{ a: 'bc' }`: circles by their names, items as they are left. */
function tell(links: Readonly<Record<string, readonly string[]>>, start = 'a') {
  const circles: string[] = [];
  const left: string[] = [];
  walk(start, {
    seen: new Set<string>(),
    stepsOf: (item) => (links[item] ?? []).map((to) => ({ name: to.toUpperCase(), to })),
    onCircle: (from, step, names) => circles.push(`${from}→${step.to}: ${names.join(' ')}`),
    onLeave: (item) => left.push(item),
  });
  return { circles, left };
}

describe('walk', () => {
  it('leaves each item once, after all it leads to', () => {
    expect(tell({ a: ['b', 'c'], b: ['d'], c: ['d', 'b'] })).toEqual({
      circles: [],
      left: ['d', 'b', 'c', 'a'],
    });
  });

  it('tells every circle by the names of its steps', () => {
    expect(tell({ a: ['b', 'a'], b: ['c'], c: ['b', 'a'] }).circles).toEqual([
      'c→b: B C B',
      'c→a: A B C A',
      'a→a: A A',
    ]);
  });

  it('walks a circle of 100,000 and tells its ends', () => {
    const count = 100_000;
    const circles: (readonly string[])[] = [];
    walk(0, {
      seen: new Set<number>(),
      stepsOf: (item) => [{ name: `n${(item + 1) % count}`, to: (item + 1) % count }],
      onCircle: (_from, _step, names) => circles.push(names),
    });
    expect(circles).toHaveLength(1);
    expect(circles[0]).toHaveLength(23);
    expect(circles[0]).toEqual(expect.arrayContaining(['n0', 'n1', '… (99979 more)', 'n99999']));
  });
});
