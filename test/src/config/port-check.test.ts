import { describe, expect, it } from '@jest/globals';
import type { Schema } from '../../../src/config/json-schema.js';
import { compilePortCheck, Mismatch } from '../../../src/config/port-check.js';
import type { CheckOptions } from '../../../src/config/port-check.js';
import { createRandom } from '../../fuzz/random.js';
import { createSchema, createValue } from './schema-generator.js';

function check(schema: Schema, value: unknown, options: CheckOptions = {}): unknown {
  const compiled = compilePortCheck(schema, options);
  return compiled === undefined ? value : compiled(value);
}

function mismatch(schema: Schema, value: unknown, options: CheckOptions = {}): string {
  try {
    const result = check(schema, value, options);
    throw new Error(`${JSON.stringify(schema)} took it as ${String(result)}`);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    return error.message;
  }
}

const text = (format: string): Schema => ({ type: 'string', 'x-millrace': { format } });
const bigint: Schema = { type: 'integer', 'x-millrace': { format: 'bigint' } };
const own = (json: string): never => JSON.parse(json) as never;

describe('compilePortCheck', () => {
  it('[R3] makes no check for a port that takes everything', () => {
    expect(compilePortCheck({})).toBeUndefined();
    expect(
      compilePortCheck({ title: 'x', description: 'y', 'x-millrace': { title: 'T' } }),
    ).toBeUndefined();
    expect(compilePortCheck({ anyOf: [{ type: 'null' }, {}] })).toBeUndefined();
  });

  it.each<[Schema, unknown]>([
    [{ type: 'null' }, null],
    [{ type: 'boolean' }, false],
    [{ type: 'number' }, -0],
    [{ type: 'number' }, NaN],
    [{ type: 'number' }, Infinity],
    [{ type: 'integer' }, 1e300],
    [{ type: 'string' }, ''],
    [{ type: 'array' }, []],
    [{ type: 'object' }, Object.create(null)],
    [{ type: ['string', 'null'] }, null],
    [{ enum: [1, 'a', null] }, null],
    [{ enum: [{ a: 1, b: [2] }] }, { b: [2], a: 1 }],
    [{ const: [1, { x: null }] }, [1, { x: null }]],
    [{ minimum: 3 }, 'text'],
    [{ minLength: 3 }, 1],
    [{ type: 'number', minimum: 0, maximum: 1 }, 1],
    [{ type: 'number', multipleOf: 0.1 }, 0.3],
    [{ type: 'number', multipleOf: 0.01 }, 4.35],
    [{ type: 'integer', multipleOf: 3 }, -9],
    [{ type: 'string', minLength: 1, maxLength: 1 }, '😀'],
    [{ type: 'string', pattern: '(' }, 'anything'],
    [{ type: 'array', uniqueItems: true }, [1, '1', [1], { a: 1 }, { a: 2 }]],
    [{ type: 'array', uniqueItems: true }, [new Date(0), new Date(0)]],
    [{ type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' } }, ['a', 1, 2]],
    [
      { type: 'object', properties: { a: { type: 'number' } } },
      { a: undefined, b: 1 },
    ],
    [{ type: 'object', additionalProperties: false }, { a: undefined }],
    [{ $ref: '#/x' }, 1],
    [text('bytes'), new Uint8Array(2)],
    [text('date'), new Date(0)],
    [bigint, 5n],
    [{ ...bigint, minimum: 3 }, 5n],
  ])('[R3] %j takes %p as it is', (schema, value) => {
    expect(Object.is(check(schema, value), value)).toBe(true);
    expect(Object.is(check(schema, value, { coerce: false }), value)).toBe(true);
  });

  it.each<[Schema, unknown, unknown]>([
    [{ type: 'number' }, '3', 3],
    [{ type: 'number' }, ' -1e3 ', -1000],
    [{ type: 'number' }, '.5', 0.5],
    [{ type: 'number' }, '5.', 5],
    [{ type: 'number' }, '+7', 7],
    [{ type: 'integer' }, '4.0', 4],
    [{ type: ['number', 'null'] }, '3', 3],
    [{ anyOf: [{ type: 'string' }, { type: 'number' }] }, '3', '3'],
    [{ enum: [1, 2], 'x-millrace': { names: ['ONE', 'TWO'] } }, 'TWO', 2],
    [{ enum: ['b', 'a'], 'x-millrace': { names: ['a', 'b'] } }, 'a', 'a'],
    [{ type: 'array', items: { type: 'number' } }, ['1', 2], [1, 2]],
    [{ type: 'object', additionalProperties: { type: 'number' } }, { x: '1' }, { x: 1 }],
    [text('date'), '2026-01-31', new Date('2026-01-31')],
    [text('datetime'), '2026-01-31 09:30Z', new Date('2026-01-31T09:30Z')],
    [text('datetime'), '2026-01-31T09:30+0530', new Date('2026-01-31T04:00Z')],
    [text('datetime'), '2026-01-31T09:30', new Date('2026-01-31T09:30Z')],
    [bigint, '12345678901234567890', 12345678901234567890n],
    [text('bytes'), { $bytes: 'aGk=', name: 'a.txt' }, new Uint8Array([104, 105])],
    [bigint, 7, 7n],
    [bigint, ' +7 ', 7n],
    [{ type: 'number' }, 5n, 5],
    [{ type: 'integer' }, -(2n ** 53n - 1n), -(2 ** 53 - 1)],
    [{ type: 'array', items: { type: ['number', 'null'] } }, [1, undefined], [1, null]],
    [
      { type: 'object', properties: { a: { type: ['number', 'null'] } }, required: ['a'] },
      { a: undefined, b: 1 },
      { a: null, b: 1 },
    ],
  ])('[R3] %j makes of %p %p', (schema, value, wanted) => {
    expect(check(schema, value)).toEqual(wanted);
  });

  it.each<[Schema, unknown]>([
    [{ type: 'number' }, ''],
    [{ type: 'number' }, ' '],
    [{ type: 'number' }, '0x10'],
    [{ type: 'number' }, '0b1'],
    [{ type: 'number' }, 'Infinity'],
    [{ type: 'number' }, '1e999'],
    [{ type: 'number' }, '1_000'],
    [{ type: 'number' }, null],
    [{ type: 'number' }, true],
    [{ type: 'number' }, ['5']],
    [{ type: 'number' }, 2n ** 60n],
    [{ type: 'integer' }, -(2n ** 53n)],
    [{ type: 'object' }, new Date(0)],
    [{ type: 'object' }, new Set()],
    [{ type: 'object' }, new Uint8Array(1)],
    [{ type: 'number' }, new Number(5)],
    [{ type: 'number', minimum: 0 }, NaN],
    [{ type: 'integer' }, '1.5'],
    [{ type: 'integer' }, Infinity],
    [{ type: 'boolean' }, 'true'],
    [{ type: 'boolean' }, 0],
    [{ type: 'string' }, 3],
    [{ type: 'string' }, undefined],
    [{ type: 'string', minLength: 2 }, '😀'],
    [{ type: 'array' }, { length: 0 }],
    [
      { type: 'array', uniqueItems: true },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    ],
    [{ type: 'array', items: { type: 'number' }, uniqueItems: true }, ['1', 1]],
    [{ type: 'object' }, null],
    [{ type: 'object' }, []],
    [{ type: 'object' }, () => 1],
    [{ type: 'object', required: ['toString'] }, {}],
    [{ type: 'object', required: ['a'] }, { a: undefined }],
    [
      { type: 'object', properties: { a: { type: ['number', 'null'] } }, required: ['a'] },
      { b: 1 },
    ],
    [{ type: 'object', properties: { a: { type: 'number' } }, required: ['a'] }, { a: undefined }],
    [{ type: 'integer', enum: [1, 2.5] }, 2.5],
    [{ enum: [1], minimum: 3 }, 1],
    [{ type: 'string', anyOf: [{ minLength: 2 }, { pattern: '^x' }] }, 'a'],
    [{ minimum: 3 }, 1],
    [{ anyOf: [{ type: 'string' }], minLength: 2 }, 'a'],
    [{ enum: ['a'], 'x-millrace': { names: ['toString'] } }, 'valueOf'],
    [text('date'), 'tomorrow'],
    [text('date'), '2026-02-30'],
    [text('datetime'), '2026-01-31T25:00'],
    [text('date'), new Date(NaN)],
    [text('date'), 0],
    [text('time'), '25:61'],
    [text('bytes'), 'AAAA'],
    [text('bytes'), { $bytes: 'no base64!' }],
    [text('bytes'), { $bytes: 5 }],
    [bigint, 1.5],
    [bigint, '1.5'],
    [bigint, ''],
    [{ ...bigint, minimum: 3 }, 2],
  ])('[R3] %j refuses %p', (schema, value) => {
    expect(() => check(schema, value)).toThrow(Mismatch);
  });

  it.each<[Schema, unknown, unknown]>([
    [text('date'), new Date(Date.UTC(2026, 0, 31)), '2026-01-31'],
    [text('datetime'), new Date(0), '1970-01-01T00:00:00.000Z'],
    [text('date'), '2026-01-31', '2026-01-31'],
    [text('datetime'), '2026-01-31T09:30:00.123456+00:00', '2026-01-31T09:30:00.123456+00:00'],
    [text('time'), '09:30', '09:30'],
    [{ type: 'integer' }, 2n ** 70n, 2n ** 70n],
    [{ type: 'integer', minimum: 3 }, 4n, 4n],
  ])('[R3] for Python %j makes of %p %p', (schema, value, wanted) => {
    expect(check(schema, value, { language: 'python' })).toBe(wanted);
  });

  it.each<[Schema, unknown]>([
    [text('date'), '2026-02-30'],
    [text('date'), '2026-01-31T09:30'],
    [text('date'), new Date(8e15)],
    [text('datetime'), new Date(NaN)],
  ])('[R3] for Python %j refuses %p', (schema, value) => {
    expect(() => check(schema, value, { language: 'python' })).toThrow(Mismatch);
  });

  it('[R3] says what was expected, where inside the value, and what came', () => {
    const point: Schema = {
      type: 'object',
      properties: { x: { type: 'number' } },
      required: ['x'],
    };
    const points: Schema = { type: 'array', items: point };
    expect(mismatch(points, [{ x: 1 }, { x: 'a' }])).toBe('expected a number at [1].x, got "a"');
    expect(mismatch(points, [{}])).toBe('expected a number at [0].x, got nothing');
    expect(mismatch({ anyOf: [point, { type: 'null' }] }, { x: true })).toBe(
      'expected a number at .x, got true',
    );
    expect(mismatch({ anyOf: [point, { type: 'null' }] }, 5)).toBe(
      'expected an object or null, got 5',
    );
    const closed: Schema = { type: 'object', additionalProperties: false };
    expect(mismatch(closed, { 'a b': 1 })).toBe('expected no such property at ["a b"], got 1');
    expect(mismatch({ type: 'string' }, 'x'.length)).toBe('expected a text, got 1');
  });

  it('[R3] keeps a message short, whatever came', () => {
    const long = 'x'.repeat(1e6);
    for (const value of [long, [long], { [long]: long }, Symbol(long), 10n ** 5000n]) {
      expect(mismatch({ type: 'boolean' }, value).length).toBeLessThan(400);
    }
    expect(mismatch({ enum: [long, 'b'] }, 'c').length).toBeLessThan(400);
  });

  it('[R3] puts a coerced part into a copy and leaves the value that came alone', () => {
    const schema: Schema = {
      type: 'array',
      items: { type: 'object', properties: { n: { type: 'number' }, s: { type: 'string' } } },
    };
    const value = [
      { n: '1', s: 'a' },
      { n: 2, s: 'b' },
    ];
    const before = structuredClone(value);
    value.forEach((item) => Object.freeze(item));
    const result = check(schema, Object.freeze(value)) as readonly unknown[];
    expect(result).toEqual([
      { n: 1, s: 'a' },
      { n: 2, s: 'b' },
    ]);
    expect(value).toEqual(before);
    expect(result[1]).toBe(value[1]);
  });

  it('[R3] treats `__proto__` as a property like any other', () => {
    const schema: Schema = own('{"type":"object","properties":{"__proto__":{"type":"number"}}}');
    const result = check(schema, own('{"__proto__":"1"}')) as object;
    expect(Object.hasOwn(result, '__proto__')).toBe(true);
    expect(JSON.stringify(result)).toBe('{"__proto__":1}');
    expect(mismatch(schema, own('{"__proto__":"x"}'))).toContain('.__proto__');
  });

  it('[R3] says a misfit, not an exception, of a value that can not be read', () => {
    const schema: Schema = { type: 'object', properties: { a: { type: 'number' } } };
    const getter = Object.defineProperty({}, 'a', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const trap = new Proxy(
      { a: 1 },
      {
        getOwnPropertyDescriptor: () => {
          throw new Error('no');
        },
      },
    );
    for (const value of [getter, revoked.proxy, trap]) {
      expect(() => check(schema, value)).toThrow(Mismatch);
    }
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(check({ type: 'array', uniqueItems: true }, cycle)).toBe(cycle);
    expect(() => check({ enum: [[1]] }, cycle)).toThrow(Mismatch);
  });

  it('[R3] looks only at the top level when it is not deep', () => {
    const schema: Schema = { type: 'array', items: { type: 'number' }, minItems: 1 };
    const value = ['a'];
    expect(check(schema, value, { deep: false })).toBe(value);
    expect(() => check(schema, [], { deep: false })).toThrow(Mismatch);
    const object: Schema = { type: 'object', required: ['a'] };
    expect(() => check(object, 1, { deep: false })).toThrow(Mismatch);
    expect(check(object, {}, { deep: false })).toEqual({});
  });

  it('[R3] checks a list of a million numbers, and copies it once', () => {
    const list = new Array<unknown>(1e6).fill(1);
    expect(check({ type: 'array', items: { type: 'number' } }, list)).toBe(list);
    list[999_999] = '2';
    const copy = check({ type: 'array', items: { type: 'number' } }, list) as unknown[];
    expect(copy).not.toBe(list);
    expect(copy[999_999]).toBe(2);
  });

  it('[R3] lets a coerced value pass its own check', () => {
    for (let seed = 1; seed <= 3000; seed += 1) {
      const random = createRandom(seed);
      const schema = createSchema(random);
      const value = createValue(random);
      let result: unknown;
      try {
        result = check(schema, value);
      } catch {
        continue;
      }
      const place = { seed, schema: JSON.stringify(schema), value: JSON.stringify(value) };
      expect({ ...place, again: check(schema, result, { coerce: false }) }).toEqual({
        ...place,
        again: result,
      });
    }
  });
});
