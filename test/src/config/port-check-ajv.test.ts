import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { compilePortCheck } from '../../../src/config/port-check.js';
import { createRandom } from '../../fuzz/random.js';
import { createSchema, createValue } from './schema-generator.js';

/** Schemas of one run; a hundred times as many were compared when a keyword was added. */
const SCHEMAS = Number(process.env['MILLRACE_FUZZ'] ?? 1200);
const VALUES = 8;

describe('compilePortCheck', () => {
  it('[R3] agrees with ajv about every schema and value, coercion aside', () => {
    for (let seed = 1; seed <= SCHEMAS; seed += 1) {
      const ajv = new Ajv2020({ strict: false, logger: false, ownProperties: true, meta: false });
      const random = createRandom(seed);
      const schema = createSchema(random);
      const validate = ajv.compile(schema as object);
      const check = compilePortCheck(schema, { coerce: false });
      for (let round = 0; round < VALUES; round += 1) {
        const value = createValue(random);
        const before = JSON.stringify(value);
        let ours = true;
        try {
          check?.(value);
        } catch {
          ours = false;
        }
        const verdict = { seed, schema: JSON.stringify(schema), value: before, fits: ours };
        expect(verdict).toEqual({
          ...verdict,
          value: JSON.stringify(value),
          fits: validate(value),
        });
      }
    }
  });
});
