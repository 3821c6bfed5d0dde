import { describe, expect, test } from '@jest/globals';
import { Guides, snapToGrid } from '../../../component/gestures/snap.js';

const box = { x: 0, y: 0, width: 100, height: 50 };
const neighbour = { x: 300, y: 200, width: 100, height: 100 };

describe('[E5] guides', () => {
  const guides = new Guides(box, [neighbour, { x: 1000, y: 1000, width: 10, height: 10 }]);

  test('bring an edge in line with the nearest edge of a neighbour, and say which', () => {
    const { offset, lines } = guides.snap({ x: 297, y: 90 }, 6);
    expect(offset).toEqual({ x: 300, y: 90 });
    expect(lines).toEqual([{ from: { x: 300, y: 90 }, to: { x: 300, y: 300 } }]);
  });

  test('bring a middle in line, in both directions at once', () => {
    const { offset, lines } = guides.snap({ x: 302, y: 222 }, 6);
    expect(offset).toEqual({ x: 300, y: 225 });
    expect(lines).toHaveLength(2);
  });

  test('let go of what is farther away', () => {
    expect(guides.snap({ x: 290, y: 90 }, 6)).toEqual({ offset: { x: 290, y: 90 }, lines: [] });
    expect(new Guides(box, []).snap({ x: 1, y: 2 }, 6).offset).toEqual({ x: 1, y: 2 });
  });

  test('find what a search through all edges finds', () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 16807) % 2147483647) % 500;
    const boxes = Array.from({ length: 40 }, () => ({
      x: random(),
      y: random(),
      width: 1 + random(),
      height: 1 + random(),
    }));
    const all = new Guides(box, boxes);
    const edges = boxes.flatMap(({ x, width }) => [x, x + width / 2, x + width]);
    for (let round = 0; round < 200; round += 1) {
      const x = random();
      const gaps = [x, x + 50, x + 100].flatMap((at) => edges.map((edge) => edge - at));
      const least = Math.min(...gaps.map(Math.abs));
      const moved = all.snap({ x, y: 5_000 }, 6).offset.x - x;
      expect([x, Math.abs(moved)]).toEqual([x, least <= 6 ? least : 0]);
    }
  });
});

test('[E5] the grid takes the corner to its nearest crossing', () => {
  expect(snapToGrid({ x: 5, y: -30 }, { x: 10, y: 0 }).offset).toEqual({ x: 19, y: 6 });
});
