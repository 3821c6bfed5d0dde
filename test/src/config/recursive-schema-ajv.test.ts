/** Types that contain themselves, checked beside ajv. */
import { expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { compilePortCheck } from '../../../src/config/port-check.js';
import { linkSchema, unlinkSchema } from '../../../src/config/schema-links.js';
import { createRandom } from '../../fuzz/random.js';
import { createRecursive, createValue } from './schema-generator.js';

it('[R3] schemas that contain themselves are checked as ajv does, coercion aside', () => {
  let fitting = 0;
  for (let seed = 1; seed <= 250; seed += 1) {
    const ajv = new Ajv2020({ strict: false, logger: false, ownProperties: true, meta: false });
    const random = createRandom(seed);
    const schema = createRecursive(random);
    const validate = ajv.compile(schema as object);
    const check = compilePortCheck(schema, { coerce: false });
    const part = compilePortCheck(unlinkSchema(linkSchema(schema)), { coerce: false });
    for (let round = 0; round < 8; round += 1) {
      const value = createValue(random, 3);
      const fits = [check, part].map((each) => {
        try {
          each?.(value);
          return true;
        } catch {
          return false;
        }
      });
      const verdict = { seed, schema: JSON.stringify(schema), value: JSON.stringify(value) };
      const ours = validate(value);
      if (ours) fitting += 1;
      expect({ ...verdict, fits }).toEqual({ ...verdict, fits: [ours, ours] });
    }
  }
  expect(fitting).toBeGreaterThan(100);
});
