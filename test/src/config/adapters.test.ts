import { describe, expect, it } from '@jest/globals';
import { ADAPTERS, assignable } from 'millrace';
import type { Assignability, Schema } from 'millrace';
import { compilePortCheck } from '../../../src/config/port-check.js';
import type { Language } from '../../../src/config/port-check.js';
import { createRandom } from '../../fuzz/random.js';
import {
  arrayOf,
  createFormat,
  createFormatValue,
  listOf,
  mapOf,
  pairsOf,
  recordOf,
  SCALARS,
  setOf,
} from './format-values.js';

const number = SCALARS['number']!;
const integer = SCALARS['integer']!;
const bigint = SCALARS['bigint']!;
const string = SCALARS['string']!;
const int8 = arrayOf('integer', 'int8');
const int64 = arrayOf('integer', 'int64');
const float64 = arrayOf('number', 'float64');
const float32 = arrayOf('number', 'float32');

/** The adapter of one that can't fail, else the kind with what its reason begins with. */
function answer(fit: Assignability): string {
  if (fit.kind === 'adapted') return fit.adapter;
  return fit.kind === 'unsafe' ? `unsafe: ${fit.reason.replace(/; checked.*/, '')}` : fit.kind;
}

describe('assignable', () => {
  it.each<[Schema, Schema, string]>([
    [integer, bigint, 'integer-to-bigint'],
    [number, bigint, 'unsafe: integer-to-bigint fails for a number that is not whole'],
    [bigint, integer, 'unsafe: bigint-to-integer fails outside of ±(2^53 − 1)'],
    [bigint, number, 'unsafe: bigint-to-integer fails outside of ±(2^53 − 1)'],
    [SCALARS['smallBigint']!, integer, 'bigint-to-integer'],
    [SCALARS['date']!, SCALARS['datetime']!, 'date-to-datetime'],
    [listOf(number), setOf(number), 'array-to-set'],
    [
      { ...listOf(number), minItems: 2 },
      { ...setOf(number), minItems: 2 },
      'unsafe: array-to-set fails where too few items are different',
    ],
    [setOf(number), listOf(number), 'set-to-array'],
    [setOf(number), setOf(number), 'exact'],
    [setOf(integer), setOf(number), 'widened'],
    [setOf(string), listOf({ type: 'boolean' }), 'no'],
    [setOf(number), float64, 'no'],
    [listOf(number), float64, 'array-to-ndarray'],
    [listOf(integer), float64, 'array-to-ndarray'],
    [listOf(number), float32, 'unsafe: array-to-ndarray fails for numbers that are no float32'],
    [listOf(integer), int8, 'unsafe: array-to-ndarray fails for numbers that are no int8'],
    [listOf(SCALARS['small']!), int8, 'array-to-ndarray'],
    [
      listOf(SCALARS['small']!),
      arrayOf('integer', 'uint8'),
      'unsafe: array-to-ndarray fails for numbers that are no uint8',
    ],
    [listOf(string), int8, 'unsafe: array-to-ndarray fails for numbers that are no int8'],
    [listOf(string), float64, 'unsafe: its items: a text may not be a number'],
    [listOf({ type: 'boolean' }), float64, 'no'],
    [float64, listOf(number), 'ndarray-to-array'],
    [int8, listOf(integer), 'ndarray-to-array'],
    [int64, listOf(integer), 'unsafe: ndarray-to-array fails for items outside of ±(2^53 − 1)'],
    [int64, listOf(bigint), 'ndarray-to-array'],
    [float64, listOf(integer), 'unsafe: its items: a number may not be an integer'],
    [int8, float64, 'ndarray-to-ndarray'],
    [int8, arrayOf('integer', 'int16'), 'ndarray-to-ndarray'],
    [float64, float32, 'unsafe: ndarray-to-ndarray fails for numbers that are no float32'],
    [int64, float64, 'unsafe: ndarray-to-ndarray fails for numbers that are no float64'],
    [float64, arrayOf('number'), 'widened'],
    [arrayOf('number'), arrayOf('number'), 'exact'],
    [recordOf(number), mapOf(number), 'record-to-map'],
    [recordOf(number), pairsOf(string, number), 'record-to-map'],
    [
      recordOf(number),
      pairsOf(number, number),
      'unsafe: its items: item 0: a text may not be a number',
    ],
    [mapOf(number), recordOf(number), 'map-to-record'],
    [mapOf(number), mapOf(integer), 'unsafe: its other properties: a number may not be an integer'],
    [pairsOf(number, number), recordOf(number), 'no'],
    [
      pairsOf(string, number),
      recordOf(number),
      'unsafe: map-to-record fails for keys that are no texts',
    ],
    [pairsOf(number, string), listOf({ type: 'array' }), 'map-to-array'],
    [
      listOf({ type: 'array', prefixItems: [number, string], minItems: 2, maxItems: 2 }),
      pairsOf(number, string),
      'unsafe: array-to-map fails where two keys are equal',
    ],
    [SCALARS['bytes']!, listOf(integer), 'unsafe: bytes (Uint8Array) may not be a list'],
    [listOf(listOf(integer)), listOf(setOf(bigint)), 'array-to-set'],
    [
      { anyOf: [listOf(number), { type: 'null' }] },
      { anyOf: [setOf(number), { type: 'null' }] },
      'array-to-set',
    ],
  ])('[T5] says of %j to %j: %s', (from, to, expected) => {
    expect(answer(assignable(from, to))).toBe(expected);
  });
});

const LANGUAGES: readonly Language[] = ['typescript', 'python'];
/** Formats of which TypeScript's values are texts. */
const ofPython = /"(time|duration|decimal|complex|path|uuid)"/;
const SEEDS = Number(process.env['MILLRACE_FUZZ'] ?? 1500);

function outcome(schema: Schema, value: unknown, language: Language, coerce = true): unknown {
  try {
    return { value: compilePortCheck(schema, { language, coerce })!(value) };
  } catch (error) {
    return (error as Error).message;
  }
}

const NO = 'a misfit';
const bytes = new Uint8Array([1, 2]);
const day = new Date('2026-01-31');

describe('a value that goes where another type is expected', () => {
  it.each<[Schema, unknown, unknown, unknown]>([
    [setOf(number), ['1', 2, 1], new Set([1, 2]), [1, 2]],
    [setOf(number), new Set([1, 2]), new Set([1, 2]), [1, 2]],
    [setOf({}), [{ a: 1 }, { a: 1 }, 1], new Set([{ a: 1 }, 1]), [{ a: 1 }, 1]],
    [setOf(number), [1, 'a'], NO, NO],
    [setOf(number), new Map([[1, 2]]), NO, NO],
    [setOf(number), 'ab', NO, NO],
    [{ ...setOf(number), minItems: 2 }, [1, 1], NO, NO],
    [listOf(number), new Set([3, 1]), [3, 1], [3, 1]],
    [listOf(number), new Float32Array([1.5]), [1.5], [1.5]],
    [listOf(integer), new BigInt64Array([5n]), [5], [5n]],
    [listOf(integer), new BigInt64Array([2n ** 60n]), NO, [2n ** 60n]],
    [listOf(bigint), [1, '2', 3n], [1n, 2n, 3n], [1n, 2n, 3n]],
    [listOf({}), new Map([['a', 1]]), [['a', 1]], [['a', 1]]],
    [listOf({}), { length: 0 }, NO, NO],
    [listOf({}), new DataView(bytes.buffer), NO, NO],
    [int8, [1, -128, 127], new Int8Array([1, -128, 127]), [1, -128, 127]],
    [int8, [128], NO, NO],
    [int8, [1.5], NO, NO],
    [int8, [-0], new Int8Array([0]), [-0]],
    [int8, new Float64Array([5]), new Int8Array([5]), [5]],
    [int8, new Float64Array([500]), NO, NO],
    [arrayOf('integer', 'uint8clamped'), [256], NO, NO],
    [float32, [3.5e38], NO, NO],
    [
      float32,
      [NaN, -Infinity, 3.4e38],
      new Float32Array([NaN, -Infinity, 3.4e38]),
      [NaN, -Infinity, 3.4e38],
    ],
    [float64, ['1', 2], new Float64Array([1, 2]), [1, 2]],
    [float64, [5n], new Float64Array([5]), [5n]],
    [int64, [1, 2n ** 62n], new BigInt64Array([1n, 2n ** 62n]), [1, 2n ** 62n]],
    [int64, [2n ** 63n], NO, NO],
    [
      arrayOf('integer', 'uint64'),
      [2n ** 64n - 1n],
      new BigUint64Array([2n ** 64n - 1n]),
      [2n ** 64n - 1n],
    ],
    [arrayOf('integer', 'uint64'), [-1], NO, NO],
    [arrayOf('number'), [1, 2.5], new Float64Array([1, 2.5]), [1, 2.5]],
    [arrayOf('number'), new Int8Array([1]), new Int8Array([1]), new Int8Array([1])],
    [float64, new Float64Array([1]), new Float64Array([1]), new Float64Array([1])],
    [float64, new Float32Array([1]), new Float64Array([1]), [1]],
    [arrayOf('number', 'complex128'), [1], [1], [1]],
    [{ ...float64, items: { type: 'number', maximum: 3 } }, new Float64Array([4]), NO, NO],
    [{ ...float64, maxItems: 1 }, new Float64Array(2), NO, NO],
    [mapOf(number), { a: '1' }, new Map([['a', 1]]), { a: 1 }],
    [mapOf(number), new Map([['a', 1]]), new Map([['a', 1]]), { a: 1 }],
    [mapOf(number), [['a', 1]], new Map([['a', 1]]), NO],
    [mapOf(number), new Map([[1, 1]]), NO, NO],
    [mapOf(number), new Map([['a', 'x']]), NO, NO],
    [
      recordOf(number),
      new Map([['__proto__', '1']]),
      JSON.parse('{"__proto__":1}'),
      JSON.parse('{"__proto__":1}'),
    ],
    [recordOf(number), new Map([[1, 1]]), NO, NO],
    [recordOf(number), new Set(['a']), NO, NO],
    [recordOf({}), new Date(0), NO, NO],
    [pairsOf(number, string), [['1', 'a']], new Map([[1, 'a']]), [[1, 'a']]],
    [pairsOf(number, string), new Map([[1, 'a']]), new Map([[1, 'a']]), [[1, 'a']]],
    [pairsOf(string, number), { a: 1 }, new Map([['a', 1]]), [['a', 1]]],
    [
      pairsOf(number, string),
      [
        [1, 'a'],
        [1, 'b'],
      ],
      NO,
      NO,
    ],
    [pairsOf(number, string), [[1]], NO, NO],
    [SCALARS['bytes']!, bytes, bytes, bytes],
    [SCALARS['bytes']!, bytes.buffer, bytes, bytes],
    [SCALARS['bytes']!, new DataView(bytes.buffer, 1), bytes.subarray(1), bytes.subarray(1)],
    [SCALARS['bytes']!, Buffer.from([1, 2]), Buffer.from([1, 2]), Buffer.from([1, 2])],
    [SCALARS['bytes']!, new Float32Array(1), NO, NO],
    [SCALARS['bytes']!, 'AQI=', NO, NO],
    [SCALARS['date']!, day, day, '2026-01-31'],
    [SCALARS['datetime']!, '2026-01-31', day, '2026-01-31'],
    [integer, 5n, 5, 5n],
    [integer, -(2n ** 53n), NO, -(2n ** 53n)],
    [number, 5n, 5, 5n],
    [bigint, 2 ** 53, NO, NO],
    [{ type: 'null' }, undefined, null, null],
    [listOf({ anyOf: [number, { type: 'null' }] }), [1, undefined], [1, null], [1, null]],
    [SCALARS['duration']!, '-P1DT2H', '-P1DT2H', '-P1DT2H'],
    [SCALARS['duration']!, 'P', NO, NO],
    [SCALARS['duration']!, '1 hour', NO, NO],
    [SCALARS['decimal']!, '1e', NO, NO],
    [SCALARS['decimal']!, 1, NO, NO],
    [SCALARS['complex']!, '1+2i', NO, NO],
    [SCALARS['complex']!, '-1.5e3-.5j', '-1.5e3-.5j', '-1.5e3-.5j'],
    [SCALARS['uuid']!, '0123', NO, NO],
    [listOf(setOf(bigint)), [[1, 1]], [new Set([1n])], [[1n]]],
    [{ anyOf: [setOf(number), { type: 'null' }] }, [1], new Set([1]), [1]],
    [{ anyOf: [listOf(number), setOf(number)] }, new Set([1]), new Set([1]), [1]],
  ])('[R3] at %j, %p becomes %p in TypeScript, and for Python %p', (schema, value, ...expected) => {
    const got = LANGUAGES.map((language) => {
      const found = outcome(schema, value, language);
      return typeof found === 'string' ? NO : (found as { value: unknown }).value;
    });
    expect(got).toEqual(expected);
  });

  it.each([
    ['decimal', '1'.repeat(50_000) + 'x'],
    ['complex', `${'1'.repeat(50_000)}+${'1'.repeat(50_000)}x`],
  ])('[R3] refuses a long text that is no %s at once', (format, text) => {
    const began = performance.now();
    expect(outcome(SCALARS[format]!, text, 'typescript')).toEqual(expect.any(String));
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('[R3] is the very value where it is of the form already', () => {
    for (const [schema, value] of [
      [setOf(number), new Set([1])],
      [mapOf(number), new Map([['a', 1]])],
      [pairsOf(number, number), new Map([[1, 1]])],
      [float64, new Float64Array(3)],
      [int64, new BigInt64Array([2n ** 60n])],
    ] as const) {
      expect((outcome(schema, value, 'typescript') as { value: unknown }).value).toBe(value);
    }
  });

  it('[R3] says which item does not fit, and why', () => {
    expect(outcome(int8, [1, 300], 'typescript')).toBe(
      'expected a number that int8 can hold at [1], got 300',
    );
    expect(
      outcome(
        pairsOf(number, number),
        [
          [1, 2],
          [1, 3],
        ],
        'typescript',
      ),
    ).toBe('expected a key that is not there already at [1], got an array of 2');
    expect(outcome(setOf(number), 3, 'typescript')).toBe('expected a set, got 3');
    expect(outcome(float32, 3, 'python')).toBe('expected an array of float32, got 3');
    expect(outcome(recordOf(number), new Map([[1, 2]]), 'python')).toBe(
      'expected a map of which all keys are texts, got a Map',
    );
  });

  it('[T5] fits, adapted where the wire says so, and never where it says no', () => {
    const counts: Record<string, number> = {};
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const random = createRandom(seed);
      const from = createFormat(random);
      const to = random.below(4) === 0 ? from : createFormat(random);
      const { kind, ...why } = assignable(from, to);
      counts[kind] = (counts[kind] ?? 0) + 1;
      for (const source of LANGUAGES) {
        for (const target of LANGUAGES) {
          const isLarge = target === 'python';
          const value = createFormatValue(from, random, source, isLarge);
          const got = outcome(to, value, target);
          const fits = typeof got !== 'string';
          const said = { seed, from, to, kind, why, source, target, value, got };
          // What Python sends is JSON: of a set or a path nothing is left but a list or a text.
          const isClear = source === 'typescript' && !ofPython.test(JSON.stringify(from));
          const wanted = kind === 'unsafe' || (kind === 'no' && !isClear) ? fits : kind !== 'no';
          expect({ ...said, fits }).toEqual({ ...said, fits: wanted });
          if (typeof got === 'string') continue;
          // What came out is of the port's own form.
          const { value: made } = got as { value: unknown };
          const again = outcome(to, made, target, false);
          expect({ ...said, made, again }).toEqual({ ...said, made, again: { value: made } });
        }
      }
    }
    expect(
      Math.min(...['exact', 'widened', 'adapted', 'unsafe', 'no'].map((kind) => counts[kind] ?? 0)),
    ).toBeGreaterThan(10);
  });
});

it('[T5] every adapter has words', () => {
  for (const [name, words] of Object.entries(ADAPTERS)) {
    expect(name).toMatch(/^[a-z]+-to-[a-z]+$/);
    expect(words).toMatch(/^(an?|each) /);
  }
});
