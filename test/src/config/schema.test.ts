import { describe, expect, it } from '@jest/globals';
import { parseConfig } from '../../../src/config/parse-config.js';
import { compilePortCheck } from '../../../src/config/port-check.js';
import { createRandom } from '../../fuzz/random.js';
import { deepFreeze, mutate } from '../graph/garbage.js';
import { createSchema, createValue } from './schema-generator.js';

/** The schema of the one input of a config, and what was said about it. */
function parseSchema(schema: unknown) {
  const { config, issues } = parseConfig({
    nodeTypes: [{ type: 'f', inputs: [{ name: 'a', schema }] }],
  });
  const base = 'nodeTypes.0.inputs.0.schema';
  return {
    schema: config.nodeTypes[0]!.inputs[0]!.schema,
    issues: issues.map(({ severity, code, path }) => {
      const at = path.join('.');
      expect(at.startsWith(base)).toBe(true);
      return `${severity} ${code} ${at.slice(base.length)}`;
    }),
  };
}

describe('the schema of a port', () => {
  it.each([
    '$dynamicRef',
    'if',
    'contains',
    'dependentRequired',
    'dependentSchemas',
    'unevaluatedItems',
    'unevaluatedProperties',
  ])('that has the keyword %s is kept, with a warning that ajv checks it', (keyword) => {
    const given = deepFreeze({ type: 'object', [keyword]: { type: 'string' } });
    const { schema, issues } = parseSchema(given);
    expect(issues).toEqual([`warning keyword-needs-ajv .${keyword}`]);
    expect(schema).toBe(given);
    expect(compilePortCheck(schema)!({})).toEqual({});
  });

  it.each(['definitions', 'nullable', 'constructor', 'then', 'minContains'])(
    'that has the keyword %s is kept, with a warning that nothing checks it',
    (keyword) => {
      const given = deepFreeze({ type: 'object', [keyword]: { type: 'string' } });
      const { schema, issues } = parseSchema(given);
      expect(issues).toEqual([`warning unchecked-keyword .${keyword}`]);
      expect(schema).toBe(given);
      expect(compilePortCheck(schema)!({})).toEqual({});
    },
  );

  it('that has a format of its own takes every text, with a warning', () => {
    const given = deepFreeze({ type: 'string', format: 'iban' });
    const { schema, issues } = parseSchema(given);
    expect(issues).toEqual(['warning unchecked-format .format']);
    expect(schema).toBe(given);
    expect(compilePortCheck(schema)!('x')).toBe('x');
    expect(parseSchema({ type: 'string', format: 'email' }).issues).toEqual([]);
  });

  it('that is false inside another one takes nothing there', () => {
    const { schema, issues } = parseSchema({ properties: { a: false }, anyOf: [false, true] });
    expect(issues).toEqual([]);
    expect(() => compilePortCheck(schema)!({ a: 1 })).toThrow('expected nothing at .a, got 1');
    expect(compilePortCheck(schema)!({ b: 1 })).toEqual({ b: 1 });
  });

  it('is warned about once per place, wherever it is', () => {
    const inner = { $ref: '#/a' };
    const { issues } = parseSchema({
      anyOf: [inner, { type: 'array', items: inner, prefixItems: [inner] }],
      properties: { a: inner },
      additionalProperties: inner,
      patternProperties: { '^a': inner },
      not: { oneOf: [{ allOf: [inner] }] },
    });
    expect(issues).toEqual([
      'warning keyword-needs-ajv .anyOf.0.$ref',
      'warning keyword-needs-ajv .anyOf.1.items.$ref',
      'warning keyword-needs-ajv .anyOf.1.prefixItems.0.$ref',
      'warning keyword-needs-ajv .properties.a.$ref',
      'warning keyword-needs-ajv .additionalProperties.$ref',
      'warning keyword-needs-ajv .patternProperties.^a.$ref',
      'warning keyword-needs-ajv .not.oneOf.0.allOf.0.$ref',
    ]);
  });

  it('may have any words and extensions without a warning', () => {
    const given = {
      title: 't',
      description: 'd',
      default: null,
      examples: [1],
      deprecated: true,
      $comment: 'c',
      $defs: { a: {} },
      'x-other': 1,
      'x-millrace': { format: 'date', names: ['a'], title: 'T', tuple: true },
    };
    expect(parseSchema(given)).toEqual({ schema: given, issues: [] });
  });

  it('whose pattern of names is no regular expression takes any property, with a warning', () => {
    const { schema, issues } = parseSchema({ patternProperties: { '(': { type: 'number' } } });
    expect(issues).toEqual(['warning bad-pattern .patternProperties']);
    expect(compilePortCheck(schema)!({ '(': 'x' })).toEqual({ '(': 'x' });
  });

  it('whose pattern is no regular expression takes any text, with a warning', () => {
    const { schema, issues } = parseSchema({ type: 'string', pattern: '(?P<x>a)' });
    expect(issues).toEqual(['warning bad-pattern .pattern']);
    expect(schema.pattern).toBe('(?P<x>a)');
    expect(compilePortCheck(schema)!('anything')).toBe('anything');
  });

  it.each<[string, unknown]>([
    ['type', 'int'],
    ['type', '__proto__'],
    ['type', []],
    ['type', ['number', 5]],
    ['enum', 'abc'],
    ['enum', []],
    ['enum', [() => 1]],
    ['anyOf', {}],
    ['anyOf', []],
    ['allOf', {}],
    ['oneOf', []],
    ['patternProperties', []],
    ['minProperties', -1],
    ['maxProperties', '1'],
    ['format', 5],
    ['minimum', '3'],
    ['maximum', NaN],
    ['exclusiveMinimum', true],
    ['multipleOf', 0],
    ['minLength', -1],
    ['maxItems', 1.5],
    ['pattern', 5],
    ['uniqueItems', 'yes'],
    ['properties', []],
    ['required', 'a'],
    ['title', 5],
    ['default', 1n],
    ['x-millrace', { names: 'abc' }],
    ['x-millrace', null],
  ])('loses the keyword %s with the value %p, with an error', (keyword, value) => {
    const { schema, issues } = parseSchema({ description: 'd', [keyword]: value });
    expect(issues).toEqual([`error bad-keyword .${keyword}`]);
    expect(schema).toEqual({ description: 'd' });
  });

  it('that is no schema accepts everything, with an error', () => {
    for (const given of [5, 'x', [], false]) {
      expect(parseSchema(given)).toEqual({ schema: {}, issues: ['error schema-unreadable '] });
    }
    expect(parseSchema(true)).toEqual({ schema: {}, issues: [] });
  });

  it('that forbids further items says so by their number', () => {
    const { schema, issues } = parseSchema({
      type: 'array',
      prefixItems: [{}, true],
      items: false,
    });
    expect(issues).toEqual([]);
    expect(schema).toEqual({ type: 'array', prefixItems: [{}, {}], maxItems: 2 });
  });

  it('that is too deep is cut, with an error, and the rest of the config read', () => {
    let deep: object = { type: 'number' };
    for (let level = 0; level < 20_000; level += 1) deep = { items: deep };
    const { issues, schema } = parseSchema(deep);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatch(/^error schema-unreadable \.items\.items/);
    expect(compilePortCheck(schema)!([[[]]])).toEqual([[[]]]);
  });

  it('can be checked once it has been read, whatever stood in it', () => {
    for (let seed = 1; seed <= 4000; seed += 1) {
      const random = createRandom(seed);
      const { schema } = parseSchema(mutate(createSchema(random), random, 1 + random.below(4)));
      expect({ seed, end: endOf(() => compilePortCheck(schema)?.(createValue(random))) }).toEqual({
        seed,
        end: expect.stringMatching(/^(returned|Mismatch)$/),
      });
    }
  });
});

function endOf(run: () => unknown): string {
  try {
    run();
    return 'returned';
  } catch (error) {
    return (error as Error).name;
  }
}
