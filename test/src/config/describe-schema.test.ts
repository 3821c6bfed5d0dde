import { describe, expect, it } from '@jest/globals';
import { describeSchema } from '../../../src/config/describe-schema.js';
import type { Schema } from '../../../src/config/json-schema.js';
import { createRandom } from '../../fuzz/random.js';
import { createSchema } from './schema-generator.js';

describe('describeSchema', () => {
  it.each<[Schema, string]>([
    [{}, 'any value'],
    [{ type: 'integer', minimum: 0, maximum: 10 }, 'an integer from 0 to 10'],
    [{ type: 'number', exclusiveMinimum: 0, multipleOf: 0.5 }, 'a number above 0 in steps of 0.5'],
    [{ type: ['number', 'null'], maximum: 3 }, 'a number of at most 3 or null'],
    [{ anyOf: [{ type: 'string' }, { type: 'string' }, { type: 'null' }] }, 'a text or null'],
    [{ enum: ['a', 1], 'x-millrace': { names: ['a', 'ONE'] } }, 'one of "a", 1 (ONE)'],
    [{ const: null }, 'null'],
    [{ type: 'string', minLength: 2, maxLength: 5 }, 'a text of 2 to 5 characters'],
    [{ type: 'string', pattern: '^a' }, 'a text matching ^a'],
    [
      { type: 'array', minItems: 2, maxItems: 2, uniqueItems: true },
      'a list of 2 items all different',
    ],
    [{ type: 'object', 'x-millrace': { title: 'Point' } }, 'an object (Point)'],
    [
      { type: 'string', 'x-millrace': { format: 'date' } },
      'a date (ISO text such as "2026-01-31")',
    ],
    [{ type: 'string', 'x-millrace': { format: 'toString' } }, 'a text'],
  ])('of %j is: %s', (schema, words) => {
    expect(describeSchema(schema)).toBe(words);
  });

  it('lists the first of many members', () => {
    const words = describeSchema({ enum: Array.from({ length: 100 }, (_, index) => index) });
    expect(words).toMatch(/^one of 0, 1, .* and 88 more$/);
  });

  it('is short and not empty for any schema', () => {
    for (let seed = 1; seed <= 2000; seed += 1) {
      const schema = createSchema(createRandom(seed), 4);
      const words = describeSchema(schema);
      const place = { seed, schema: JSON.stringify(schema), words };
      expect({ ...place, isFine: words !== '' && words.length <= 1200 }).toEqual({
        ...place,
        isFine: true,
      });
    }
  });
});
