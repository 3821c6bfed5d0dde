import { describe, expect, it } from '@jest/globals';
import type { Schema } from '../../../src/config/json-schema.js';
import { portTypeOf, schemaOfTypeName } from '../../../src/config/port-types.js';

const dateSchema: Schema = { type: 'string', 'x-millrace': { format: 'date' } };
const size: Schema = {
  type: 'object',
  properties: { w: { type: 'number' } },
  'x-millrace': { title: 'Size' },
};

describe('portTypeOf', () => {
  it.each<[Schema, string]>([
    [{}, 'object'],
    [{ title: 'Anything', description: 'x' }, 'object'],
    [{ type: 'number' }, 'number'],
    [{ type: 'integer', minimum: 3 }, 'integer'],
    [{ type: 'integer', 'x-millrace': { format: 'bigint' } }, 'bigint'],
    [{ type: 'string', 'x-millrace': { format: 'no-such' } }, 'string'],
    [dateSchema, 'date'],
    [{ type: 'null' }, 'null'],
    [
      { anyOf: [{ type: 'null' }, { type: 'string' }, { type: 'number' }] },
      'number | string | null',
    ],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ type: 'array' }, 'array'],
    [{ type: 'array', items: { type: 'array', items: dateSchema } }, 'array<array<date>>'],
    [{ type: 'array', prefixItems: [{ type: 'number' }, {}] }, 'tuple<number, object>'],
    [{ type: 'object' }, 'record'],
    [{ type: 'object', additionalProperties: { type: 'number' } }, 'record<number>'],
    [size, 'Size'],
    [{ enum: [1, 2], 'x-millrace': { title: 'Level' } }, 'enum:Level'],
  ])('%j is named for people', (schema, type) => {
    expect(portTypeOf(schema).type).toBe(type);
  });

  it('names what has no name by its content', () => {
    const { type } = portTypeOf({ enum: ['a', 'b'] });
    expect(type).toMatch(/^enum:[0-9a-f]{8}$/);
    expect(portTypeOf({ enum: ['a', 'b'], description: 'words' }).type).toBe(type);
    expect(portTypeOf({ enum: ['a', 'c'] }).type).not.toBe(type);
    expect(portTypeOf({ type: 'object', properties: { a: {} } }).type).toMatch(
      /^record:[0-9a-f]{8}$/,
    );
  });

  it('never lets an object type pass for a built-in one', () => {
    const type = (title: string) => portTypeOf({ ...size, 'x-millrace': { title } }).type;
    expect(type('number')).toMatch(/^number:[0-9a-f]{8}$/);
    expect(type('object')).toMatch(/^object:[0-9a-f]{8}$/);
  });

  it('leaves limits to the port', () => {
    expect(portTypeOf({ type: 'number', minimum: 1 }).schema).toEqual({ type: 'number' });
  });

  it('accepts itself, the universal type and what fits as it is', () => {
    expect(portTypeOf({ type: 'number' }).acceptTypes).toEqual(['number', 'integer', 'object']);
    expect(portTypeOf({ type: 'integer' }).acceptTypes).toEqual(['integer', 'object']);
    expect(portTypeOf({ type: 'array', items: { type: 'number' } }).acceptTypes).toContain(
      'array<integer>',
    );
    expect(portTypeOf({ anyOf: [{ type: 'number' }, { type: 'null' }] }).acceptTypes).toEqual(
      expect.arrayContaining(['number', 'integer', 'null', 'object']),
    );
  });
});

describe('schemaOfTypeName', () => {
  it.each<[string, Schema | undefined]>([
    ['int', { type: 'integer' }],
    ['float', { type: 'number' }],
    ['str', { type: 'string' }],
    ['color', { type: 'string' }],
    ['checkbox', { type: 'boolean' }],
    ['NoneType', { type: 'null' }],
    ['date', dateSchema],
    ['list', { type: 'array' }],
    ['dict', { type: 'object' }],
    ['object', {}],
    ['List', {}],
    ['__proto__', undefined],
    ['constructor', undefined],
    ['MyClass', undefined],
  ])('%s', (name, schema) => {
    expect(schemaOfTypeName(name)).toEqual(schema);
  });
});
