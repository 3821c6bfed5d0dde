import { describe, expect, test } from '@jest/globals';
import { ALWAYS_MOUNTED, mountedIds, nextArea } from '../../../component/surface/culling.js';

const SIZE = { width: 1_000, height: 500 };
const VIEW = { x: 0, y: 0, scale: 1 };

describe('the area whose nodes are mounted', () => {
  test('is larger than what is seen', () => {
    expect(nextArea(undefined, VIEW, SIZE)?.box).toEqual({
      x: -750,
      y: -375,
      width: 2_500,
      height: 1_250,
    });
  });

  test('stays the same while one moves about inside it', () => {
    const area = nextArea(undefined, VIEW, SIZE);
    expect(nextArea(area, { ...VIEW, x: -300 }, SIZE)).toBe(area);
    expect(nextArea(area, { ...VIEW, x: -600 }, SIZE)).not.toBe(area);
  });

  test('shrinks when one goes near, and grows when one goes far', () => {
    const area = nextArea(undefined, VIEW, SIZE);
    expect(nextArea(area, { ...VIEW, scale: 3 }, SIZE)?.box.width).toBeLessThan(1_000);
    expect(nextArea(area, { ...VIEW, scale: 0.5 }, SIZE)?.box.width).toBe(5_000);
  });

  test('stays as it was while the stage has no size', () => {
    const hidden = { width: 0, height: 0 };
    const area = nextArea(undefined, VIEW, SIZE);
    expect(nextArea(area, VIEW, hidden)).toBe(area);
    expect(nextArea(undefined, VIEW, hidden)).toBeUndefined();
  });
});

describe('the nodes to mount', () => {
  const area = nextArea(undefined, VIEW, SIZE);
  const box = { x: 0, y: 0, width: 200, height: 100 };

  test('are all of a small graph', () => {
    expect(mountedIds(area, [['a', { ...box, x: 99_999 }]], ALWAYS_MOUNTED)).toBeUndefined();
  });

  test('are none of a large one before it is known what is seen', () => {
    expect(mountedIds(undefined, [['a', box]], ALWAYS_MOUNTED + 1)).toEqual(new Set());
  });

  test('are those that reach into the area', () => {
    const boxes = [
      ['in', box],
      ['at the edge', { ...box, x: 1_749 }],
      ['out', { ...box, x: 1_751 }],
    ] as const;
    expect(mountedIds(area, boxes, ALWAYS_MOUNTED + 1)).toEqual(new Set(['in', 'at the edge']));
  });
});
