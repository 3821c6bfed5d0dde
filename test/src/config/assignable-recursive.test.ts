import { describe, expect, it } from '@jest/globals';
import { assignable } from '../../../src/config/assignable.js';
import type { Schema } from '../../../src/config/json-schema.js';
import { compilePortCheck } from '../../../src/config/port-check.js';
import { linkSchema, unlinkSchema } from '../../../src/config/schema-links.js';
import { createRandom } from '../../fuzz/random.js';
import { createRecursive, createValue } from './schema-generator.js';

const number: Schema = { type: 'number' };
const nothing: Schema = { type: 'null' };

function tree(name: string, size: Schema, more: Schema = {}): Schema {
  const ref = { $ref: `#/$defs/${name}` };
  const body: Schema = {
    type: 'object',
    properties: { size, parts: { type: 'array', items: ref } },
    required: ['size', 'parts'],
    ...more,
  };
  return { ...ref, $defs: { [name]: body } };
}

/** The same type with the first level written out. */
function unrolled(schema: Schema): Schema {
  const name = Object.keys(schema.$defs!)[0]!;
  return { ...schema.$defs![name], $defs: schema.$defs! };
}

const numbers = tree('Tree', number);
const integers = tree('Tree', { type: 'integer' });
const texts = tree('Tree', { type: 'string' });
const chain = (value: Schema): Schema => ({
  $ref: '#/$defs/Chain',
  $defs: {
    Chain: {
      type: 'object',
      properties: { value, next: { anyOf: [{ $ref: '#/$defs/Chain' }, nothing] } },
      required: ['value', 'next'],
    },
  },
});

/** Definitions that lead from one to the next. */
function ladder(rung: (next: Schema) => Schema, end: Schema): Schema {
  const $defs: Record<string, Schema> = { D3000: end };
  for (let index = 0; index < 3_000; index += 1) {
    $defs[`D${index}`] = rung({ $ref: `#/$defs/D${index + 1}` });
  }
  return { $ref: '#/$defs/D0', $defs };
}

describe('types that contain themselves', () => {
  it.each<[string, (next: Schema) => Schema]>([
    ['lists', (next) => ({ type: 'array', items: next })],
    ['objects', (next) => ({ type: 'object', properties: { next }, required: ['next'] })],
  ])('may lead from one to the next without end, as %s', (_name, rung) => {
    const [whole, real, text] = ['integer', 'number', 'string'].map((type) =>
      ladder(rung, { type } as Schema),
    ) as [Schema, Schema, Schema];
    expect(assignable(whole, structuredClone(whole))).toEqual({ kind: 'exact' });
    expect(assignable(whole, real)).toEqual({ kind: 'widened' });
    expect(assignable(real, whole).kind).toBe('unsafe');
    expect(assignable(real, text).kind).toBe('no');
    expect(Object.keys(unlinkSchema(linkSchema(real)).$defs!)).toHaveLength(3_001);
  });

  it('take everything where alternatives are nested without end', () => {
    const deep = ladder((next) => ({ anyOf: [next, nothing] }), number);
    const alias = ladder((next) => next, number);
    for (const schema of [deep, alias]) {
      expect(compilePortCheck(schema)?.('a') ?? 'a').toBe('a');
      expect(assignable(schema, schema)).toEqual({ kind: 'exact' });
    }
  });

  it.each<[string, Schema, Schema, string]>([
    ['one type, whatever its definition is called', numbers, tree('Baum', number), 'exact'],
    ['one type, once with its first level written out', numbers, unrolled(numbers), 'exact'],
    ['one type, as a part of itself', numbers, unlinkSchema(linkSchema(numbers)), 'exact'],
    ['a narrower one', integers, numbers, 'widened'],
    ['a wider one', numbers, integers, 'unsafe'],
    ['a type that never fits', { ...numbers }, chain(number), 'no'],
    [
      'a list of it',
      { type: 'array', items: { $ref: '#/$defs/Tree' }, $defs: numbers.$defs! },
      { type: 'array', items: { $ref: '#/$defs/B' }, $defs: { B: unrolled(tree('B', number)) } },
      'exact',
    ],
    ['chains', chain({ type: 'integer' }), chain(number), 'widened'],
    [
      'chains of which one ends elsewhere',
      chain(number),
      { ...chain(number), anyOf: [{}, nothing] },
      'unsafe',
    ],
    [
      'an adapter on the way',
      chain({ type: 'integer' }),
      chain({ type: 'integer', 'x-millrace': { format: 'bigint' } }),
      'adapted',
    ],
    [
      'lists without end',
      { type: 'array', items: { $ref: '#' } },
      { type: 'array', items: { type: 'array', items: { $ref: '#' } } },
      'exact',
    ],
    ['anything', numbers, {}, 'widened'],
    ['from anything', {}, numbers, 'unsafe'],
  ])('[T5] are compared by what they are: %s', (_, from, to, kind) => {
    expect(assignable(from, to).kind).toBe(kind);
  });

  it('[T5] that never fit somewhere inside never fit where that has to be', () => {
    expect(assignable(chain({ type: 'string' }), chain({ type: 'boolean' }))).toEqual({
      kind: 'no',
      reason: 'the property value: a text is never true or false',
    });
    expect(assignable(texts, tree('Tree', { type: 'boolean' })).kind).toBe('no');
  });

  it('[T5] of which one is the other one deeper down are told apart', () => {
    const pair = (first: string, a: Schema, b: Schema): Schema => ({
      $ref: `#/$defs/${first}`,
      $defs: {
        A: {
          type: 'object',
          properties: { value: a, next: { $ref: '#/$defs/B' } },
          required: ['value', 'next'],
        },
        B: {
          type: 'object',
          properties: { value: b, next: { $ref: '#/$defs/A' } },
          required: ['value', 'next'],
        },
      },
    });
    const string: Schema = { type: 'string' };
    expect(assignable(pair('A', number, string), pair('B', string, number)).kind).toBe('exact');
    expect(assignable(pair('A', number, string), pair('B', number, string)).kind).toBe('no');
    expect(assignable(pair('A', number, { type: 'integer' }), chainOf(number)).kind).toBe(
      'widened',
    );
    function chainOf(value: Schema): Schema {
      const next = { $ref: '#' };
      return { type: 'object', properties: { value, next }, required: ['value', 'next'] };
    }
  });

  it('[T5] that refer to each other many times over are compared in time', () => {
    const names = Array.from({ length: 24 }, (_, index) => `d${index}`);
    const many = (last: Schema): Schema => ({
      $ref: '#/$defs/d0',
      $defs: Object.fromEntries(
        names.map((name, index) => [
          name,
          {
            type: 'object',
            properties: Object.fromEntries(
              names.map((other) => [other, { $ref: `#/$defs/${other}` }]),
            ),
            additionalProperties: index === 23 ? last : number,
          } satisfies Schema,
        ]),
      ),
    });
    expect(assignable(many(number), many(number)).kind).toBe('exact');
    expect(assignable(many(number), many({ type: 'string' })).kind).toBe('unsafe');
  });

  it('[T5] fit one by one where they fit as a whole', () => {
    const fits = (schema: Schema, value: unknown): boolean => {
      try {
        compilePortCheck(schema, { coerce: false })?.(value);
        return true;
      } catch {
        return false;
      }
    };
    let checked = 0;
    for (let seed = 1; seed <= 600; seed += 1) {
      const random = createRandom(seed);
      const from = createRecursive(random);
      const to = random.below(3) === 0 ? unlinkSchema(linkSchema(from)) : createRecursive(random);
      const { kind } = assignable(from, to);
      if (kind !== 'exact' && kind !== 'widened') continue;
      for (let round = 0; round < 10; round += 1) {
        const value = createValue(random, 3);
        if (!fits(from, value)) continue;
        checked += 1;
        const told = { seed, from, to, kind, value };
        if (!fits(to, value)) throw new Error(`it does not fit: ${JSON.stringify(told)}`);
      }
    }
    expect(checked).toBeGreaterThan(100);
  });
});
