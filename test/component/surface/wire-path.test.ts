import { describe, expect, test } from '@jest/globals';
import { nearestOnWire, wireMiddle, wirePath } from '../../../component/surface/wire-path.js';

const START = { x: 0, y: 0 };

describe('the path of a wire', () => {
  const ends = (path: string): number[] =>
    [...path.matchAll(/-?\d+(\.\d+)?/g)].map(([number]) => Number(number));

  test.each([
    ['to the right', { x: 300, y: 40 }],
    ['back to the left', { x: -300, y: 40 }],
    ['to the same place', { x: 0, y: 0 }],
  ])('begins and ends at its ports: %s', (_, to) => {
    const numbers = ends(wirePath({ from: START, to }));
    expect(numbers).toHaveLength(8);
    expect(numbers.slice(0, 2)).toEqual([0, 0]);
    expect(numbers.slice(-2)).toEqual([to.x, to.y]);
  });

  test('leaves to the right and arrives from the left, also backwards', () => {
    const [, , x1, , x2] = ends(wirePath({ from: START, to: { x: -200, y: 100 } }));
    expect(x1).toBeGreaterThan(0);
    expect(x2).toBeLessThan(-200);
  });

  test('[E6] goes through its points, without a corner', () => {
    const points = [
      { x: 50, y: 80 },
      { x: 150, y: 80 },
    ];
    const numbers = ends(wirePath({ from: START, to: { x: 200, y: 0 }, points }));
    expect(numbers).toHaveLength(20);
    expect(numbers.slice(6, 8)).toEqual([50, 80]);
    expect(numbers.slice(12, 14)).toEqual([150, 80]);
    // The handles before and behind a point lie on one line with it.
    const [ax, ay, px, py, bx, by] = numbers.slice(4, 10) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    expect((px - ax) * (by - py)).toBeCloseTo((bx - px) * (py - ay), -2);
  });

  test('[E6] survives points that are one and the same', () => {
    const points = [START, START];
    expect(wirePath({ from: START, to: START, points })).not.toMatch(/NaN/);
    expect(wireMiddle({ from: START, to: START, points })).toEqual(START);
  });
});

describe('the nearest place of a wire', () => {
  test('[E6] says between which of its points it lies', () => {
    const way = {
      from: START,
      to: { x: 300, y: 0 },
      points: [
        { x: 100, y: 0 },
        { x: 200, y: 0 },
      ],
    };
    const spots = [10, 150, 290].map((x) => nearestOnWire(way, { x, y: 6 }));
    expect(spots.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(spots[1]!.distance).toBeCloseTo(6, 0);
  });
});
