import { describe, expect, test } from '@jest/globals';
import { freeRoom, freeSpot } from '../../../component/store/free-spot.js';
import { contains, intersects } from '../../../component/surface/geometry.js';
import type { Box } from '../../../component/surface/geometry.js';

const box = (x: number, y: number, height = 120): Box => ({ x, y, width: 220, height });
const middle = { x: 500, y: 300 };
const card = ({ x, y }: { x: number; y: number }): Box => box(x, y, 140);

test('a node comes to the right of the one that is worked at, below what is there', () => {
  const beside = box(0, 0);
  const first = freeSpot({ beside, middle, taken: [beside] });
  expect(first.x).toBeGreaterThan(beside.width);
  expect(first.y).toBe(0);
  const second = freeSpot({ beside, middle, taken: [beside, card(first)] });
  expect(second.x).toBe(first.x);
  expect(second.y).toBeGreaterThan(first.y + 140);
});

test('without one it comes to the middle, and nodes that follow lie on no other', () => {
  const taken: Box[] = [];
  for (let count = 0; count < 20; count += 1) {
    const next = card(freeSpot({ beside: undefined, middle, taken }));
    expect(taken.filter((other) => intersects(other, next))).toEqual([]);
    taken.push(next);
  }
  expect(taken[0]).toMatchObject({ x: middle.x - 110, y: middle.y - 70 });
});

test('hostile places end the search', () => {
  const taken = [{ x: -1e9, y: -1e9, width: 2e9, height: Number.NaN }, box(Number.NaN, 0)];
  const { x, y } = freeSpot({ beside: undefined, middle, taken });
  expect([x, y].every(Number.isFinite)).toBe(true);
});

describe('a comment that nobody gives a place', () => {
  const size = { width: 240, height: 120 };
  const within = { x: 0, y: 0, width: 1000, height: 600 };
  const at = (taken: readonly Box[]) => freeRoom({ middle, size, taken, within });

  test('comes to the middle, or beside what is there, where it is seen', () => {
    expect(at([])).toEqual({ x: 380, y: 240 });
    const taken = [box(390, 200, 200)];
    const place = { ...at(taken), ...size };
    expect(contains(within, place)).toBe(true);
    expect(intersects(taken[0]!, place)).toBe(false);
  });

  test('comes below all where nothing is free', () => {
    expect(at([{ ...within, y: -50 }]).y).toBeGreaterThan(550);
  });
});
