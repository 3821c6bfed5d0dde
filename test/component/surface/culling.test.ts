import { describe, expect, test } from '@jest/globals';
import { nextArea } from '../../../component/surface/culling.js';

const SIZE = { width: 1_000, height: 500 };
const VIEW = { x: 0, y: 0, scale: 1 };

describe('the area whose nodes are mounted', () => {
  test('is larger than what is seen', () => {
    expect(nextArea(undefined, VIEW, SIZE)?.box).toEqual({
      x: -350,
      y: -175,
      width: 1_700,
      height: 850,
    });
  });

  test('stays the same while one moves about inside it', () => {
    const area = nextArea(undefined, VIEW, SIZE);
    expect(nextArea(area, { ...VIEW, x: -200 }, SIZE)).toBe(area);
    expect(nextArea(area, { ...VIEW, x: -300 }, SIZE)).not.toBe(area);
  });

  test('shrinks when one goes near, and grows when one goes far', () => {
    const area = nextArea(undefined, VIEW, SIZE);
    expect(nextArea(area, { ...VIEW, scale: 3 }, SIZE)?.box.width).toBeLessThan(1_000);
    expect(nextArea(area, { ...VIEW, scale: 0.5 }, SIZE)?.box.width).toBe(3_400);
  });

  test('stays as it was while the stage has no size', () => {
    const hidden = { width: 0, height: 0 };
    const area = nextArea(undefined, VIEW, SIZE);
    expect(nextArea(area, VIEW, hidden)).toBe(area);
    expect(nextArea(undefined, VIEW, hidden)).toBeUndefined();
  });
});
