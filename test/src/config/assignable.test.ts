import { describe, expect, it } from '@jest/globals';
import { assignable } from '../../../src/config/assignable.js';
import type { Assignability } from '../../../src/config/assignable.js';
import type { Schema } from '../../../src/config/json-schema.js';
import { compilePortCheck } from '../../../src/config/port-check.js';
import { createRandom } from '../../fuzz/random.js';
import { createSchema, createValue } from './schema-generator.js';

const any: Schema = {};
const none: Schema = { type: 'null' };
const number: Schema = { type: 'number' };
const integer: Schema = { type: 'integer' };
const string: Schema = { type: 'string' };
const boolean: Schema = { type: 'boolean' };
const format = (name: string): Schema => ({ type: 'string', 'x-millrace': { format: name } });
const bigint: Schema = { type: 'integer', 'x-millrace': { format: 'bigint' } };
const list = (items: Schema): Schema => ({ type: 'array', items });
const tuple = (...prefixItems: Schema[]): Schema => ({
  type: 'array',
  prefixItems,
  minItems: prefixItems.length,
  maxItems: prefixItems.length,
});
const or = (...anyOf: Schema[]): Schema => ({ anyOf });
const object = (
  properties: Record<string, Schema>,
  required = Object.keys(properties),
): Schema => ({
  type: 'object',
  properties,
  required,
});

type Kind = Assignability['kind'];

describe('assignable', () => {
  it.each<[Schema, Schema, Kind, Kind]>([
    [any, any, 'exact', 'exact'],
    [number, any, 'widened', 'unsafe'],
    [integer, number, 'widened', 'unsafe'],
    [string, number, 'unsafe', 'no'],
    [boolean, number, 'no', 'no'],
    [none, string, 'no', 'no'],
    [number, or(number, none), 'widened', 'unsafe'],
    [or(none, number), or(number, none), 'exact', 'exact'],
    [{ type: ['number', 'null'] }, or(number, none), 'exact', 'exact'],
    [or(string, number), boolean, 'no', 'no'],
    [{ enum: ['a', 'b'] }, string, 'widened', 'unsafe'],
    [{ enum: ['a', 'bb'] }, { type: 'string', maxLength: 1 }, 'unsafe', 'unsafe'],
    [{ enum: [1, 2] }, number, 'widened', 'unsafe'],
    [{ enum: [1, 'a'] }, or(number, string), 'widened', 'unsafe'],
    [{ enum: ['a', 'b'] }, { enum: ['b', 'a'] }, 'exact', 'exact'],
    [{ enum: ['a'] }, { enum: ['b', 'a'] }, 'widened', 'unsafe'],
    [{ const: 'a' }, { enum: ['a'] }, 'exact', 'exact'],
    [{ enum: ['a'] }, { enum: ['b'] }, 'no', 'no'],
    [{ enum: ['3'] }, number, 'unsafe', 'no'],
    [string, { enum: [1], 'x-millrace': { names: ['ONE'] } }, 'unsafe', 'no'],
    [boolean, { enum: [true, false] }, 'exact', 'exact'],
    [{ type: 'number', minimum: 0 }, number, 'widened', 'unsafe'],
    [
      { type: 'number', minimum: 1, maximum: 2 },
      { type: 'number', minimum: 0 },
      'widened',
      'unsafe',
    ],
    [{ type: 'integer', multipleOf: 4 }, { type: 'number', multipleOf: 2 }, 'widened', 'unsafe'],
    [number, { minimum: 3 }, 'unsafe', 'unsafe'],
    [string, { minimum: 3 }, 'widened', 'unsafe'],
    [list(integer), list(number), 'widened', 'unsafe'],
    [list(string), list(boolean), 'no', 'no'],
    [tuple(number, number), list(number), 'widened', 'unsafe'],
    [tuple(number, string), list(number), 'unsafe', 'unsafe'],
    [tuple(number), tuple(number, number), 'no', 'no'],
    [{ type: 'array' }, list(any), 'exact', 'exact'],
    [object({ x: number }), object({ x: number }), 'exact', 'exact'],
    [object({ x: number, y: number }), object({ x: number }), 'widened', 'no'],
    [object({ x: number }, []), object({ x: number }), 'unsafe', 'widened'],
    [object({ x: string }), object({ x: boolean }), 'no', 'no'],
    [object({ x: string }, []), object({ x: boolean }, []), 'unsafe', 'unsafe'],
    [object({ x: number }), { type: 'object', additionalProperties: false }, 'no', 'no'],
    [{ type: 'object' }, { type: 'object', additionalProperties: false }, 'unsafe', 'widened'],
    [object({ x: number }), { type: 'object', additionalProperties: number }, 'widened', 'unsafe'],
    [object({ x: number }), { type: 'object', required: ['y'] }, 'no', 'unsafe'],
    [{ type: 'object' }, or({ type: 'integer', anyOf: [{ maximum: 3 }] }), 'no', 'unsafe'],
    [integer, bigint, 'adapted', 'unsafe'],
    [number, bigint, 'unsafe', 'unsafe'],
    [string, bigint, 'unsafe', 'no'],
    [format('date'), format('datetime'), 'adapted', 'unsafe'],
    [format('date'), format('date'), 'exact', 'exact'],
    [format('date'), string, 'unsafe', 'unsafe'],
    [format('path'), string, 'unsafe', 'unsafe'],
    [format('bytes'), string, 'no', 'no'],
    [format('email'), string, 'exact', 'exact'],
  ])('of %j to %j is %s, and back %s', (from, to, there, back) => {
    expect([assignable(from, to).kind, assignable(to, from).kind]).toEqual([there, back]);
  });

  it('names the adapter of R3', () => {
    expect(assignable(integer, bigint)).toEqual({ kind: 'adapted', adapter: 'integer-to-bigint' });
    expect(assignable(list(integer), list(bigint)).kind).toBe('adapted');
  });

  it('says which part does not fit', () => {
    const reason = (from: Schema, to: Schema): string => {
      const fit = assignable(from, to);
      return 'reason' in fit ? fit.reason : fit.kind;
    };
    expect(reason(object({ x: string }), object({ x: boolean }))).toBe(
      'the property x: a text is never true or false',
    );
    expect(reason(object({}), object({ x: number }))).toBe('the property x is missing');
    expect(reason(object({}), or(none, object({ x: number })))).toBe('the property x is missing');
    expect(reason(list(number), list(none))).toBe('its items: a number is never null');
  });

  it('is never wrong about `exact` and `widened`: what fits the source fits the target', () => {
    let sure = 0;
    for (let seed = 1; seed <= 5000; seed += 1) {
      const random = createRandom(seed);
      const from = createSchema(random);
      const to = random.chance(0.2)
        ? { ...from, ...createSchema(random, 1) }
        : createSchema(random);
      const fit = assignable(from, to);
      if (fit.kind !== 'exact' && fit.kind !== 'widened') continue;
      for (let round = 0; round < 20; round += 1) {
        const value = createValue(random);
        const back = fit.kind === 'exact' && !takes(close(from), value) && takes(close(to), value);
        if (!takes(close(from), value) && !back) continue;
        sure += 1;
        const place = { seed, from: JSON.stringify(from), to: JSON.stringify(to), value };
        expect({ ...place, fits: takes(back ? from : to, value) }).toEqual({
          ...place,
          fits: true,
        });
      }
    }
    expect(sure).toBeGreaterThan(1000);
  });
});

function takes(schema: Schema, value: unknown): boolean {
  try {
    compilePortCheck(schema, { coerce: false })?.(value);
    return true;
  } catch {
    return false;
  }
}

/** The schema as assignable takes it: properties that are not listed are not there. */
function close(schema: Schema): Schema {
  const closed = JSON.parse(JSON.stringify(schema), (_key, part: unknown) => {
    const isOpen =
      typeof part === 'object' &&
      part !== null &&
      'properties' in part &&
      !('additionalProperties' in part);
    return isOpen ? { ...part, additionalProperties: false } : part;
  }) as Schema;
  return closed;
}
