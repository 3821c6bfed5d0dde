import { describe, expect, test } from '@jest/globals';
import {
  boxAround,
  fitted,
  grown,
  intersects,
  SCALES,
  seenBox,
  toCanvas,
  zoomed,
} from '../../../component/surface/geometry.js';

const SIZE = { width: 800, height: 600 };

describe('the viewport', () => {
  test('what is under the pointer stays there while zooming', () => {
    const before = { x: 30, y: -20, scale: 0.8 };
    const at = { x: 200, y: 150 };
    const after = zoomed(before, 1.5, at);
    expect(after.scale).toBeCloseTo(1.2);
    const [held, wanted] = [toCanvas(after, at), toCanvas(before, at)];
    expect(held.x).toBeCloseTo(wanted.x);
    expect(held.y).toBeCloseTo(wanted.y);
  });

  test('zooming ends at the limits, without a drift', () => {
    const near = { x: 5, y: 5, scale: SCALES.max };
    expect(zoomed(near, 10, { x: 100, y: 100 })).toEqual(near);
    expect(zoomed({ x: 0, y: 0, scale: 0.2 }, 0.0001, { x: 0, y: 0 }).scale).toBe(SCALES.min);
  });

  test('a box that is fitted is seen whole, in the middle, never enlarged', () => {
    for (const box of [
      { x: -400, y: 90, width: 3_000, height: 200 },
      { x: 10, y: 10, width: 40, height: 30 },
    ]) {
      const viewport = fitted(box, SIZE);
      const seen = seenBox(viewport, SIZE);
      expect(viewport.scale).toBeLessThanOrEqual(1);
      expect(seen.x).toBeLessThanOrEqual(box.x);
      expect(seen.x + seen.width).toBeGreaterThanOrEqual(box.x + box.width);
      expect(seen.x + seen.width / 2).toBeCloseTo(box.x + box.width / 2);
      expect(seen.y + seen.height / 2).toBeCloseTo(box.y + box.height / 2);
    }
  });

  test('a stage without a size gives a viewport of numbers', () => {
    const { x, y, scale } = fitted({ x: 0, y: 0, width: 0, height: 0 }, { width: 0, height: 0 });
    expect([x, y, scale].every(Number.isFinite)).toBe(true);
  });
});

describe('boxes', () => {
  test('the box around none is none', () => {
    expect(boxAround([])).toBeUndefined();
  });

  test('the box around several holds each', () => {
    expect(
      boxAround([
        { x: 0, y: 10, width: 10, height: 10 },
        { x: -5, y: 0, width: 1, height: 1 },
      ]),
    ).toEqual({ x: -5, y: 0, width: 15, height: 20 });
  });

  test('boxes that only touch do not intersect', () => {
    const box = { x: 0, y: 0, width: 10, height: 10 };
    expect(intersects(box, { ...box, x: 10 })).toBe(false);
    expect(intersects(box, { ...box, x: 9 })).toBe(true);
    expect(grown(box, { x: 1, y: 2 })).toEqual({ x: -1, y: -2, width: 12, height: 14 });
  });
});
