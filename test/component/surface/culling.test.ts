import { describe, expect, test } from '@jest/globals';
import { isMounted, nextArea } from '../../../component/surface/culling.js';

const SIZE = { width: 1_000, height: 500 };
const VIEW = { x: 0, y: 0, scale: 1 };

describe('the area whose nodes are mounted', () => {
  test('is larger than what is seen, and what is kept larger still', () => {
    const area = nextArea(undefined, VIEW, SIZE)!;
    expect(area.box).toEqual({ x: -80, y: -40, width: 1_160, height: 580 });
    expect(area.kept).toEqual({ x: -300, y: -150, width: 1_600, height: 800 });
  });

  test('stays the same while what is seen lies inside it', () => {
    const area = nextArea(undefined, VIEW, SIZE);
    expect(nextArea(area, { ...VIEW, x: -70 }, SIZE)).toBe(area);
    expect(nextArea(area, { ...VIEW, x: -90 }, SIZE)).not.toBe(area);
  });

  test('shrinks when one goes near, and grows when one goes far', () => {
    const area = nextArea(undefined, VIEW, SIZE);
    expect(nextArea(area, { ...VIEW, scale: 3 }, SIZE)?.box.width).toBeLessThan(500);
    expect(nextArea(area, { ...VIEW, scale: 0.5 }, SIZE)?.box.width).toBe(2_000);
    expect(nextArea(area, { ...VIEW, scale: 0.5 }, SIZE)?.kept.width).toBe(3_200);
  });

  test('stays as it was while the stage has no size', () => {
    const hidden = { width: 0, height: 0 };
    const area = nextArea(undefined, VIEW, SIZE);
    expect(nextArea(area, VIEW, hidden)).toBe(area);
    expect(nextArea(undefined, VIEW, hidden)).toBeUndefined();
  });

  test('takes in what reaches into it, and lets go of what is far away', () => {
    const area = nextArea(undefined, VIEW, SIZE);
    const beside = { x: -200, y: 0, width: 100, height: 50 };
    expect(isMounted(area, beside, false)).toBe(false);
    expect(isMounted(area, beside, true)).toBe(true);
    expect(isMounted(area, { ...beside, x: -500 }, true)).toBe(false);
    expect(isMounted(area, undefined, true)).toBe(false);
    expect(isMounted(undefined, undefined, false)).toBe(true);
  });
});
