import { describe, expect, test } from '@jest/globals';
import { nearestAhead, nearestTo } from '../../../component/keyboard/nearest-node.js';
import type { Target } from '../../../component/keyboard/nearest-node.js';

const at = (id: string, x: number, y: number, isWired = false): Target => ({
  id,
  box: { x: x - 50, y: y - 25, width: 100, height: 50 },
  isWired,
});
const from = at('here', 0, 0).box;

const RIGHT = [1, 0] as const;
const UP = [0, -1] as const;

describe('[E11] Alt and an arrow', () => {
  test('go to the nearest node ahead, not to one that is only near', () => {
    const targets = [at('behind', -60, 0), at('far', 600, 0), at('near', 300, 10)];
    expect(nearestAhead(from, RIGHT, targets)).toBe('near');
    expect(nearestAhead(from, UP, targets)).toBeUndefined();
  });

  test('prefer what lies ahead to what lies aside, and take that where there is nothing else', () => {
    const aside = at('aside', 20, -300);
    expect(nearestAhead(from, RIGHT, [aside, at('ahead', 900, 200)])).toBe('ahead');
    expect(nearestAhead(from, RIGHT, [aside])).toBe('aside');
    expect(nearestAhead(from, UP, [aside, at('ahead', 900, -100)])).toBe('aside');
  });

  test('follow a wire where two nodes lie alike', () => {
    const targets = [at('one', 300, -80), at('two', 300, 80, true)];
    expect(nearestAhead(from, RIGHT, targets)).toBe('two');
  });

  test('stay where nodes lie on each other', () => {
    expect(nearestAhead(from, RIGHT, [at('same', 0, 0)])).toBeUndefined();
  });
});

test('a place is left for the nearest node', () => {
  expect(nearestTo({ x: 90, y: 0 }, [at('one', 0, 0), at('two', 100, 0)])).toBe('two');
  expect(nearestTo({ x: 0, y: 0 }, [])).toBeUndefined();
});
