import { describe, expect, test } from '@jest/globals';
import { alignedPlaces, distributedPlaces } from '../../../component/layout/align.js';
import type { AlignEdge } from '../../../component/layout/align.js';

const boxes = new Map([
  ['a', { x: 0, y: 0, width: 100, height: 40 }],
  ['b', { x: 300, y: 10, width: 50, height: 100 }],
  ['c', { x: 120, y: 200, width: 200, height: 20 }],
]);

describe('[E5] nodes in line', () => {
  test.each<[AlignEdge, 'x' | 'y', number[]]>([
    ['left', 'x', [0, 0, 0]],
    ['center', 'x', [125, 150, 75]],
    ['right', 'x', [250, 300, 150]],
    ['top', 'y', [0, 0, 0]],
    ['middle', 'y', [90, 60, 100]],
    ['bottom', 'y', [180, 120, 200]],
  ])('%s', (edge, axis, expected) => {
    const places = alignedPlaces(boxes, edge);
    expect(['a', 'b', 'c'].map((id) => places[id]![axis])).toEqual(expected);
    const other = axis === 'x' ? 'y' : 'x';
    expect(['a', 'b', 'c'].map((id) => places[id]![other])).toEqual(
      [...boxes.values()].map((box) => box[other]),
    );
  });

  test('and at even distances, the first and the last where they are', () => {
    const across = distributedPlaces(boxes, 'x');
    expect(['a', 'c', 'b'].map((id) => across[id]!.x)).toEqual([0, 100, 300]);
    const down = distributedPlaces(boxes, 'y');
    expect(['a', 'b', 'c'].map((id) => down[id]!.y)).toEqual([0, 70, 200]);
  });

  test('two have nothing between them', () => {
    const two = new Map([...boxes].slice(0, 2));
    expect(distributedPlaces(two, 'x')).toEqual({ a: { x: 0, y: 0 }, b: { x: 300, y: 10 } });
  });
});
