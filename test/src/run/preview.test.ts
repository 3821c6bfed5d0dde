import { describe, expect, test } from '@jest/globals';
import { previewOf } from '../../../src/run/preview.js';

describe('the preview of a value', () => {
  test.each<[unknown, object]>([
    [new Set([1, 'a']), { type: 'Set', text: 'Set(2) {1, "a"}', length: 2 }],
    [new Map([[1, ['a']]]), { type: 'Map', text: 'Map(1) {1 → ["a"]}', length: 1 }],
    [new Set(new Array(50).keys()), { text: 'Set(50) {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …}' }],
    [new Float64Array([1.5, 2]), { text: 'Float64Array(2) [1.5, 2]', length: 2 }],
    [new BigInt64Array([5n]), { text: 'BigInt64Array(1) [5]', length: 1 }],
    [new DataView(new ArrayBuffer(9)), { text: 'DataView(9)', length: 9 }],
    [{ a: new Set([new Set([new Set([1])])]) }, { text: '{a: Set(1) {Set(1) {…}}}' }],
  ])('[R15] of %p shows its first items', (value, preview) => {
    expect(previewOf(value)).toMatchObject(preview);
  });

  test('[R15] looks at no more than these', () => {
    const trap = new Set([1]);
    trap[Symbol.iterator] = function* items() {
      for (let item = 0; item < 10; item += 1) yield item;
      throw new Error('one too many');
    };
    expect(previewOf(trap).text).toBe('Set(1) {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}');
  });
});
