import { describe, expect, it } from '@jest/globals';
import { controlsFor } from '../../../src/config/controls.js';
import type { ControlSource } from '../../../src/config/controls.js';
import type { Schema } from '../../../src/config/json-schema.js';

function controls(schema: Schema, source: ControlSource = {}) {
  return controlsFor('port', 'Port', schema, source);
}

/** Types of the controls, by name where they are fields. */
function types(schema: Schema, source: ControlSource = {}): readonly string[] {
  return controls(schema, source).map(({ type, name }) =>
    name === 'port' ? type : `${name}: ${type}`,
  );
}

const size: Schema = {
  type: 'object',
  properties: { width: { type: 'number', minimum: 0, maximum: 9 }, unit: { enum: ['mm', 'cm'] } },
};

describe('controlsFor', () => {
  it.each<[Schema, readonly string[]]>([
    [{ type: 'number' }, ['number']],
    [{ type: 'integer' }, ['integer']],
    [{ type: 'number', minimum: 0 }, ['number']],
    [{ type: 'number', minimum: 0, maximum: 1 }, ['slider']],
    [{ type: 'string' }, ['text']],
    [{ type: 'boolean' }, ['checkbox']],
    [{ type: 'string', 'x-millrace': { format: 'time' } }, ['time']],
    [{ type: 'string', 'x-millrace': { format: 'bytes' } }, ['file']],
    [{ enum: [1, 'a'] }, ['select']],
    [{ const: 1 }, ['select']],
    [{ type: 'array', items: { enum: [1, 2] } }, ['multiselect']],
    [{ type: 'array', items: { type: 'number' } }, ['json']],
    [{ type: 'object' }, ['json']],
    [{ type: 'object', properties: {} }, ['json']],
    [{ type: 'null' }, []],
    [{}, []],
    [{ anyOf: [{ type: 'null' }, { type: 'number' }] }, ['number']],
    [{ anyOf: [{ type: 'array' }, { type: 'string' }, { type: 'number' }] }, ['text']],
    [{ anyOf: [{ type: 'array' }, { type: 'object' }] }, ['json']],
    [{ type: ['null', 'integer'] }, ['integer']],
    [{ anyOf: [size, { type: 'null' }] }, ['width: slider', 'unit: select']],
    [{ anyOf: [size, { type: 'number' }] }, ['number']],
    [
      { type: 'object', properties: { size, any: {}, list: { type: 'array' } } },
      ['size.width: slider', 'size.unit: select', 'any: json', 'list: json'],
    ],
    [
      {
        type: 'object',
        properties: {
          'a.b': { type: 'number' },
          in: { type: 'object', properties: { 'c.d': {} } },
        },
      },
      ['a.b: number', 'in: json'],
    ],
  ])('for %j', (schema, expected) => {
    expect(types(schema)).toEqual(expected);
  });

  it('takes from the note what the schema does not say', () => {
    const meta = {
      min: 0,
      max: 10,
      step: 2,
      description: 'How much',
      placeholder: '…',
      language: 'python',
    };
    expect(controls({ type: 'integer' }, { meta, default: 4 })).toEqual([
      {
        type: 'slider',
        name: 'port',
        label: 'Port',
        description: 'How much',
        placeholder: '…',
        language: 'python',
        default: 4,
        min: 0,
        max: 10,
        step: 2,
      },
    ]);
    expect(types(size, { meta: { control: 'json' } })).toEqual(['json']);
    expect(types({}, { meta: { control: 'code' } })).toEqual(['code']);
    expect(types({ type: 'string' }, { meta: { control: 'dial' } })).toEqual(['text']);
  });

  it('labels the choices of an enum by its names', () => {
    const schema: Schema = { enum: ['r', 2, null], 'x-millrace': { names: ['Red', 'Two'] } };
    expect(controls(schema)[0]?.options).toEqual([
      { label: 'Red', value: 'r' },
      { label: 'Two', value: 2 },
      { label: 'null', value: null },
    ]);
  });

  it('gives fields their own defaults, over those of the type', () => {
    const schema: Schema = {
      type: 'object',
      properties: {
        a: { type: 'number', default: 1, title: 'The A' },
        b: { type: 'number', default: 2 },
        in: { type: 'object', properties: { c: { type: 'number', default: 3 } } },
      },
    };
    const found = controls(schema, { default: { b: 5, in: { c: 6 } } });
    expect(found.map(({ name, label, default: value }) => [name, label, value])).toEqual([
      ['a', 'The A', 1],
      ['b', 'B', 5],
      ['in.c', 'In › C', 6],
    ]);
  });
});
