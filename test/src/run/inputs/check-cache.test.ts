import { describe, expect, test } from '@jest/globals';
import type { InputPort } from '../../../../src/config/config.js';
import type { Schema } from '../../../../src/config/json-schema.js';
import type { StandardSchemaV1 } from '../../../../src/config/standard-schema.js';
import { CheckCache } from '../../../../src/run/inputs/check-cache.js';

const DEEP = { language: 'typescript', deep: true } as const;
const SHALLOW = { language: 'typescript', deep: false } as const;

const port = (schema: Schema, more: Partial<InputPort> = {}): InputPort => ({
  name: 'a',
  type: 'object',
  label: 'A',
  schema,
  required: true,
  controls: [],
  ...more,
});

const plusOne: StandardSchemaV1<unknown, unknown> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) =>
      typeof value === 'number' ? { value: value + 1 } : { issues: [{ message: 'No number' }] },
  },
};

describe('the cache of checks', () => {
  test('[R3] makes one check per schema, language and depth', () => {
    const cache = new CheckCache();
    const schema: Schema = { type: 'array', items: { type: 'number' } };
    expect(cache.get(schema, DEEP)).toBe(cache.get(schema, DEEP));
    expect(cache.get(schema, DEEP)).not.toBe(cache.get(schema, SHALLOW));
    expect(cache.get({}, DEEP)).toBeUndefined();
  });

  test('[R3] a validator comes after the check of the port, whatever its depth', () => {
    const cache = new CheckCache({ checks: { n: { a: plusOne } } });
    for (const kind of [DEEP, SHALLOW]) {
      expect(cache.ofPort('n', port({ type: 'number' }), kind)!('3')).toBe(4);
      expect(() => cache.ofPort('n', port({}), kind)!('3')).toThrow('No number, got "3"');
    }
    expect(cache.ofPort('n', port({}, { name: 'b' }), DEEP)).toBeUndefined();
    expect(cache.ofPort('toString', port({}), DEEP)).toBeUndefined();
  });

  test('[R3] a validator of an input that takes several values sees each of them', () => {
    const cache = new CheckCache({ checks: { n: { a: plusOne } } });
    const several = port({ type: 'array', items: { type: 'number' } }, { multiple: true });
    expect(cache.ofPort('n', several, { ...DEEP, wired: true })!('3')).toBe(4);
    expect(cache.ofPort('n', several, DEEP)!(['3', 5])).toEqual([4, 6]);
    expect(() => cache.ofPort('n', several, DEEP)!(['x'])).toThrow('expected a number at [0]');
  });

  test('refuses options that are something else', () => {
    const bad = (options: object): (() => CheckCache) => {
      return () => new CheckCache(options);
    };
    const refusal = expect.objectContaining({ code: 'bad-option' });
    expect(bad({ ajv: () => true })).toThrow(refusal);
    expect(bad({ checks: { n: { a: { parse: () => 1 } } } })).toThrow(refusal);
    expect(bad({ checks: { n: { a: { parse: () => 1 } } } })).toThrow('checks["n"].a');
  });
});
