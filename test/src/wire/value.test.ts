import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { isMillraceError } from '../../../src/errors.js';
import { decodeValue, encodeValue } from '../../../src/wire/value.js';

interface Vectors {
  readonly roundTrips: readonly { readonly wire: unknown; readonly javascript: string }[];
  readonly refused: readonly unknown[];
}

const file = new URL('../../fixtures/wire-values.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;

/** The value an expression of the vectors means. */
// oxlint-disable-next-line typescript/no-implied-eval -- expressions of our own fixture
const evaluate = (expression: string): unknown => new Function(`return ${expression}`)();

class Point {
  readonly x = 1;
}

const failure = (action: () => unknown): { code: string; message: string; details: unknown } => {
  try {
    action();
  } catch (error) {
    if (isMillraceError(error)) return error;
  }
  throw new Error('expected a MillraceError');
};

describe('the vectors shared with Python', () => {
  test.each(vectors.roundTrips)('$javascript encodes to its text and back', (vector) => {
    const value = evaluate(vector.javascript);
    expect(JSON.stringify(encodeValue(value))).toBe(JSON.stringify(vector.wire));
    expect(decodeValue(vector.wire)).toStrictEqual(value);
  });

  test.each(vectors.refused.map((wire) => [JSON.stringify(wire), wire]))(
    '%s is refused',
    (_, wire) => {
      expect(failure(() => decodeValue(wire)).code).toBe('value-not-decodable');
    },
  );
});

describe('encodeValue', () => {
  test('undefined is dropped from objects, null in arrays and null alone', () => {
    expect(encodeValue(undefined)).toBeNull();
    expect(encodeValue([undefined, 1])).toStrictEqual([null, 1]);
    expect(JSON.stringify(encodeValue({ a: undefined, b: 1 }))).toBe('{"b":1}');
  });

  test('a hole of a sparse array is null', () => {
    expect(encodeValue(Object.assign([], { 1: 1 }))).toStrictEqual([null, 1]);
  });

  test('a date is its ISO text', () => {
    expect(encodeValue(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
  });

  test('a Buffer, a part of one and an ArrayBuffer are bytes', () => {
    expect(encodeValue(Buffer.from('ab'))).toEqual({ $bytes: 'YWI=' });
    expect(encodeValue(Buffer.from('xaby').subarray(1, 3))).toEqual({ $bytes: 'YWI=' });
    expect(encodeValue(new Uint8Array([97, 98]).buffer)).toEqual({ $bytes: 'YWI=' });
  });

  test('a megabyte of bytes comes back as it was', () => {
    const bytes = new Uint8Array(1_000_000).map((_, index) => index % 251);
    expect(decodeValue(encodeValue(bytes))).toStrictEqual(bytes);
  });

  test('objects without a prototype and of another realm are plain', () => {
    expect(encodeValue(Object.assign(Object.create(null), { a: 1 }))).toEqual({ a: 1 });
    expect(encodeValue(runInNewContext('({ a: [new Date(0), new Uint8Array([1])] })'))).toEqual({
      a: ['1970-01-01T00:00:00.000Z', { $bytes: 'AQ==' }],
    });
  });

  test('one object at two places is no cycle', () => {
    const shared = { a: 1 };
    expect(encodeValue([shared, shared])).toEqual([{ a: 1 }, { a: 1 }]);
  });

  test('__proto__ and constructor are keys like any other, in both directions', () => {
    const value = JSON.parse('{"__proto__":{"evil":1},"constructor":2}') as object;
    const text = JSON.stringify(encodeValue(value));
    expect(text).toBe('{"__proto__":{"evil":1},"constructor":2}');
    const decoded = decodeValue(JSON.parse(text)) as Record<string, unknown>;
    expect(Object.keys(decoded)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['evil']).toBeUndefined();
  });

  test.each([
    ['a function', () => 1, 'a function'],
    ['a symbol', Symbol('s'), 'a symbol'],
    ['a WeakMap', new WeakMap(), 'an instance of WeakMap'],
    ['a class instance', new Point(), 'an instance of Point'],
    ['a promise', Promise.resolve(), 'an instance of Promise'],
    ['an invalid date', new Date(Number.NaN), 'an invalid date'],
  ])('%s is refused with its path', (_, value, came) => {
    const error = failure(() => encodeValue({ a: [0, { b: value }] }));
    expect(error.code).toBe('value-not-encodable');
    expect(error.message).toContain('the value at a.1.b');
    expect(error.message).toContain(came);
    expect(error.details).toEqual({ path: ['a', 1, 'b'] });
  });

  test.each<[string, unknown, unknown]>([
    ['a Set', new Set([1, [2]]), [1, [2]]],
    ['a Map of texts', new Map([['$a', 1]]), { $object: { $a: 1 } }],
    ['a Map of an odd text', new Map([['__proto__', 1]]), JSON.parse('{"__proto__":1}')],
    [
      'another Map',
      new Map<unknown, unknown>([
        [1, 'a'],
        ['b', null],
      ]),
      [
        [1, 'a'],
        ['b', null],
      ],
    ],
    ['an empty Map', new Map(), {}],
    ['a typed array', new Float64Array([1.5, -0]), [1.5, { $float: '-0' }]],
    ['one of bigints', new BigInt64Array([5n]), [{ $int: '5' }]],
    ['a view', new DataView(new Uint8Array([1, 2, 3]).buffer, 1), { $bytes: 'AgM=' }],
  ])('%s is what stands for it in JSON', (_, value, json) => {
    expect(encodeValue(value)).toEqual(json);
  });

  test('a Set that contains itself is refused', () => {
    const loop = new Set<unknown>();
    loop.add([loop]);
    expect(failure(() => encodeValue(loop)).details).toEqual({ path: [0, 0] });
  });

  test('a cycle is refused where it closes', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = [loop];
    expect(failure(() => encodeValue(loop)).details).toEqual({ path: ['self', 0] });
  });

  test('100,000 levels are refused and overflow no stack', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    const { message } = failure(() => encodeValue(deep));
    expect(message).toContain('more than 200 levels');
    expect(message.length).toBeLessThan(300);
  });
});
