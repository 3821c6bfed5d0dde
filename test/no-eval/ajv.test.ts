import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { completeCheck } from '../../src/config/ajv-check.js';
import type { Schema } from '../../src/config/json-schema.js';

const schema = { type: 'number', if: { minimum: 0 }, then: { multipleOf: 2 } } as Schema;

test('[R3] ajv, which makes its checks with eval, is an error that says what else there is', () => {
  const check = completeCheck(schema, undefined, new Ajv2020({ logger: false }))!;
  expect(() => check(1)).toThrow(expect.objectContaining({ code: 'schema-needs-eval' }));
  expect(() => check(1)).toThrow(/ajv\/dist\/standalone/);
});

test('[R3] a validator that was made ahead or interprets the schema does as well', () => {
  const check = completeCheck(schema, undefined, {
    compile: () => (value) => typeof value === 'number',
  })!;
  expect(check(1)).toBe(1);
  expect(() => check('x')).toThrow('must fit the port\'s schema, got "x"');
});
