import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Schema } from '../../../../src/config/json-schema.js';
import { CheckCache } from '../../../../src/run/inputs/check-cache.js';

const DEEP = { language: 'typescript', deep: true } as const;
const SHALLOW = { language: 'typescript', deep: false } as const;
const REFERRING: Schema = { $ref: '#/$defs/a/not', $defs: { a: { not: { type: 'number' } } } };

describe('the cache of checks', () => {
  test('[R3] a schema that needs ajv is checked by it, or is an error, in depth only', () => {
    const ajv = new Ajv2020();
    expect(() => new CheckCache({ ajv }).get(REFERRING, DEEP)!('x')).toThrow('must be number');
    expect(new CheckCache({ ajv }).get(REFERRING, DEEP)!(3)).toBe(3);
    expect(() => new CheckCache().get(REFERRING, DEEP)!(3)).toThrow(
      expect.objectContaining({ code: 'schema-needs-ajv' }),
    );
    expect(new CheckCache().get(REFERRING, SHALLOW)).toBeUndefined();
  });

  test('[R3] two runners may share one ajv', () => {
    const ajv = new Ajv2020();
    const schema: Schema = { ...REFERRING, 'x-millrace': { title: 'T' } };
    for (const cache of [new CheckCache({ ajv }), new CheckCache({ ajv })]) {
      expect(cache.get(schema, DEEP)!(3)).toBe(3);
      expect(cache.get(REFERRING, DEEP)!(3)).toBe(3);
    }
  });
});
