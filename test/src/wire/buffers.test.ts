import { describe, expect, test } from '@jest/globals';
import { isMillraceError } from '../../../src/errors.js';
import { BufferPacker, unpackFrom } from '../../../src/wire/buffers.js';
import { decodeValue, encodePacked, encodeValue } from '../../../src/wire/value.js';

const pack = (value: unknown) => {
  const packer = new BufferPacker();
  return { ...encodePacked(value, packer), buffers: packer.buffers };
};

const unpack = (json: unknown, buffers: readonly ArrayBuffer[] = []): unknown =>
  decodeValue(json, unpackFrom(buffers));

const numbers = (length: number, make: (at: number) => number): number[] =>
  Array.from({ length }, (_, at) => make(at));

const codeOf = (action: () => unknown): unknown => {
  try {
    return action();
  } catch (error) {
    return isMillraceError(error) ? error.code : error;
  }
};

describe('what goes beside the text', () => {
  test('bytes of a kilobyte and more are a buffer, fewer are text', () => {
    expect(pack(new Uint8Array(1_024)).json).toEqual({ $bytes: 0 });
    expect(pack(new Uint8Array(1_023)).buffers).toEqual([]);
  });

  test.each<[string, readonly number[], string]>([
    ['small whole numbers', numbers(128, (at) => at), 'int32'],
    ['large whole numbers', numbers(128, (at) => at * 2 ** 32), 'whole'],
    ['no whole number', numbers(128, (at) => at + 0.5), 'float64'],
    ['-0, which is no whole number', numbers(128, () => -0), 'float64'],
    ['numbers beyond the safe ones', numbers(128, (at) => 2 ** 53 + at * 2), 'float64'],
    ['both', numbers(128, (at) => at / 2), 'mixed'],
  ])('a list of %s says so', (_, list, kind) => {
    const { json, buffers } = pack({ list });
    expect(json).toEqual({ list: { $numbers: [kind, 0] } });
    expect(buffers).toHaveLength(1);
    expect(buffers[0]!.byteLength).toBe(kind === 'int32' ? 512 : 1_024);
  });

  test.each<[string, unknown]>([
    ['127 numbers', numbers(127, (at) => at)],
    ['a boolean among numbers', [...numbers(200, (at) => at), true]],
    ['a bigint among numbers', [...numbers(200, (at) => at), 1n]],
    [
      'a hole',
      Object.assign(
        numbers(200, (at) => at),
        { length: 201 },
      ),
    ],
    ['a set of numbers', new Set(numbers(200, (at) => at))],
  ])('%s stay in the text', (_, value) => {
    const { buffers, json } = pack(value);
    expect(buffers).toEqual([]);
    expect(Array.isArray(json)).toBe(true);
  });

  test('typed arrays are arrays of their kind whatever their length', () => {
    expect(pack(new Int8Array([1])).json).toEqual({ $array: ['int8', 'AQ=='] });
    expect(pack(new BigInt64Array(200)).json).toEqual({ $array: ['int64', 0] });
    expect(pack(new Uint8ClampedArray(0)).json).toEqual({ $array: ['uint8', ''] });
  });

  test('what a view sees is copied, no more of it, and the value stays as it was', () => {
    const whole = new Float64Array(1_000).fill(1);
    const { buffers } = pack(whole.subarray(10, 310));
    expect(buffers[0]!.byteLength).toBe(2_400);
    new Float64Array(buffers[0]!).fill(2);
    expect(whole[20]).toBe(1);
  });

  test('shared memory is copied into memory of its own', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(2_000)).fill(7);
    const { buffers } = pack(shared);
    expect(Object.prototype.toString.call(buffers[0])).toBe('[object ArrayBuffer]');
    expect(new Uint8Array(buffers[0]!)[1_999]).toBe(7);
  });

  test('isPlain says that there is no tag', () => {
    expect(pack({ a: [1, 'b', null, true] }).isPlain).toBe(true);
    expect(pack({ __proto__: null, constructor: 1 }).isPlain).toBe(true);
    for (const value of [-0, 1n, Number.NaN, new Uint8Array(), { $a: 1 }, 2 ** 60]) {
      expect([value, pack([{ value }]).isPlain]).toEqual([value, false]);
    }
  });

  test('text alone has no buffers', () => {
    const packer = new BufferPacker({ isText: true });
    const { json } = encodePacked([new Float64Array(200), numbers(200, (at) => at)], packer);
    expect(packer.buffers).toEqual([]);
    expect(unpack(json)).toStrictEqual([new Float64Array(200), numbers(200, (at) => at)]);
  });

  test('documents have typed arrays as lists, and numbers as they are', () => {
    expect(encodeValue([new Float64Array([1]), 2 ** 60])).toEqual([[1], 2 ** 60]);
  });
});

describe('what comes beside a text', () => {
  const six = Float64Array.of(1, 2, 3, 4, 5, 6).buffer;

  test('a shape is rows of rows, which share no item', () => {
    const rows = unpack({ $array: ['float64', 0, [3, 2]] }, [six.slice(0)]) as Float64Array[];
    expect(rows).toEqual([Float64Array.of(1, 2), Float64Array.of(3, 4), Float64Array.of(5, 6)]);
    rows[0]!.fill(0);
    expect(rows[1]).toEqual(Float64Array.of(3, 4));
    expect(unpack({ $array: ['float64', 0, [1, 3, 2]] }, [six])).toEqual([
      [Float64Array.of(1, 2), Float64Array.of(3, 4), Float64Array.of(5, 6)],
    ]);
  });

  test('rows without items, and no rows', () => {
    expect(unpack({ $array: ['int8', '', [2, 0]] })).toEqual([new Int8Array(), new Int8Array()]);
    expect(unpack({ $array: ['int8', '', [0, 2]] })).toEqual([]);
  });

  test('a number that no integer can be told from is a float, in both directions', () => {
    for (const number of [2 ** 53, -1e20, 1.5e300, Number.MAX_VALUE]) {
      const { json } = pack(number);
      expect(unpack(json)).toBe(number);
    }
    for (const text of ['1', '1.5', '9007199254740992x', '1e5', '']) {
      expect(() => unpack({ $float: text })).toThrow('$float');
    }
  });

  test('truths are a list of booleans, in rows as well', () => {
    expect(unpack({ $array: ['bool', 'AQAB'] })).toEqual([true, false, true]);
    expect(unpack({ $array: ['bool', 'AQA=', [2, 1]] })).toEqual([[true], [false]]);
  });

  test.each<[string, unknown]>([
    ['a buffer that is not there', { $bytes: 1 }],
    ['a negative number', { $bytes: -1 }],
    ['half a number', { $array: ['int8', 0.5] }],
    ['an unknown kind', { $array: ['float80', 0] }],
    ['a kind that objects have', { $array: ['constructor', 0] }],
    ['too few bytes for the kind', { $array: ['float64', 'AAAA'] }],
    ['a shape that does not fit', { $array: ['float64', 0, [4, 2]] }],
    ['a shape of no number', { $array: ['float64', 0, ['6']] }],
    ['a shape without sides', { $array: ['float64', 0, []] }],
    ['rows of nothing without end', { $array: ['int8', '', [1e9, 0]] }],
    ['no list', { $array: 'float64' }],
    ['a list in place of a number', { $numbers: ['int32', [0]] }],
    ['a key beside the tag', { $bytes: 0, b: 1 }],
  ])('%s is refused', (_, json) => {
    expect(codeOf(() => unpack(json, [six]))).toBe('value-not-decodable');
  });

  test('without buffers no tag of theirs is known', () => {
    expect(() => decodeValue({ $bytes: 0 })).toThrow('$bytes');
    expect(() => decodeValue({ $numbers: ['int32', 0] })).toThrow('$numbers');
  });
});
