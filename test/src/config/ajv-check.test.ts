import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { completeCheck } from '../../../src/config/ajv-check.js';
import type { AjvLike } from '../../../src/config/ajv-check.js';
import { Mismatch } from '../../../src/config/mismatch.js';
import { compilePortCheck } from '../../../src/config/port-check.js';
import { createRandom } from '../../fuzz/random.js';
import { createSchema, createValue } from './schema-generator.js';

const compile = (schema: object, ajv: AjvLike | undefined): ((value: unknown) => unknown) =>
  completeCheck(schema, compilePortCheck(schema), ajv) ?? ((value) => value);

function misfit(schema: object, value: unknown, ajv?: AjvLike): Mismatch {
  try {
    compile(schema, ajv)(value);
  } catch (error) {
    if (error instanceof Mismatch) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(schema)} took it`);
}

const tree = {
  type: 'object',
  properties: {
    size: { type: 'number' },
    parts: {
      type: 'array',
      items: {
        type: 'object',
        if: {},
        then: { type: 'object', properties: { size: { type: 'number' } } },
      },
    },
  },
  required: ['size'],
};

describe('a schema with keywords beyond ours', () => {
  it('[R3] is coerced by our check and checked by ajv, at any depth', () => {
    const check = compile(tree, new Ajv2020());
    expect(check({ size: '3', parts: [{ size: 1 }] })).toEqual({ size: 3, parts: [{ size: 1 }] });
    expect(
      misfit(tree, { size: 3, parts: [{ size: 1 }, { size: 'x' }] }, new Ajv2020()).message,
    ).toBe('must be number at .parts[1].size, got "x"');
  });

  it.each<[object, unknown, string]>([
    [{ contains: { const: 1 } }, [2], 'must contain at least 1 valid item(s), got an array of 1'],
    [
      { dependentRequired: { a: ['b'] } },
      { a: 1 },
      'must have property b when property a is present, got an object with a',
    ],
    [{ if: { type: 'number' }, then: { minimum: 3 } }, 1, 'must be >= 3, got 1'],
    [
      { properties: { 'a/b~': { contains: false } }, type: 'object' },
      { 'a/b~': [1] },
      'must contain at least 1 valid item(s) at ["a/b~"], got an array of 1',
    ],
    [
      {
        $defs: { a: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
        $ref: '#/properties/a',
        properties: { a: { $ref: '#/$defs/a' } },
      },
      5,
      'must match a schema in anyOf, got 5',
    ],
  ])('[R3] %j says of %j: %s', (schema, value, message) => {
    expect(misfit(schema, value, new Ajv2020({ strict: false })).message).toContain(message);
  });

  it('[R3] without ajv is the error of the port, with what to write', () => {
    const error = misfit(tree, { size: 1 });
    expect(error.code).toBe('schema-needs-ajv');
    expect(error.message).toContain('"if"');
    expect(error.message).toContain("import { Ajv2020 } from 'ajv/dist/2020.js'");
    expect(error.message).toContain('new JobRunner(config, { ajv: new Ajv2020(), … })');
    expect(misfit({ not: { items: { contains: true } } }, 1).message).toContain('"contains"');
    expect(misfit({ $ref: '#/$defs/gone', $defs: {} }, 1).message).toContain('"$ref"');
    expect(misfit({ items: { $ref: 'https://example.org/a' } }, []).message).toContain('"$ref"');
  });

  it('[R3] needs no ajv for our keywords, words and extensions', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const schema = createSchema(createRandom(seed));
      const check = compilePortCheck(schema);
      expect(completeCheck(schema, check, undefined)).toBe(check);
    }
    const schema: object = {
      title: 't',
      then: {},
      $defs: { a: { $ref: '#' } },
      'x-any': { if: 1 },
    };
    expect(completeCheck(schema, undefined, undefined)).toBeUndefined();
  });

  it('[R3] that ajv can not compile says why', () => {
    const error = misfit({ $ref: '#/$defs/lost' }, 1, new Ajv2020());
    expect(error.code).toBe('schema-not-compiled');
    expect(error.message).toContain("can't resolve reference #/$defs/lost");
  });

  it('[R3] that ajv may not compile, eval being forbidden, says what else there is', () => {
    const refusing: AjvLike = {
      compile: () => {
        throw new EvalError('Code generation from strings disallowed for this context');
      },
    };
    const error = misfit(tree, 1, refusing);
    expect(error.code).toBe('schema-needs-eval');
    expect(error.message).toContain('ajv/dist/standalone');
  });

  it('[R3] goes to ajv without our extensions, and as it is where it has none', () => {
    const seen: object[] = [];
    const ajv: AjvLike = {
      compile: (schema) => {
        seen.push(schema);
        return () => true;
      },
    };
    compile(tree, ajv);
    expect(seen[0]).toBe(tree);
    const extended = {
      $ref: '#/$defs/x-a',
      contains: {},
      'x-millrace': { title: 'T' },
      default: { 'x-b': 1 },
      properties: { 'x-c': { type: 'string', 'x-millrace': { format: 'date' } } },
      $defs: { 'x-a': { items: { 'x-d': 1 } } },
    };
    compile(extended, ajv);
    expect(seen[1]).toEqual({
      $ref: '#/$defs/x-a',
      contains: {},
      default: { 'x-b': 1 },
      properties: { 'x-c': { type: 'string' } },
      $defs: { 'x-a': { items: {} } },
    });
  });

  it('[R3] shows ajv dates, bytes and bigints as the schema means them', () => {
    const schema = {
      type: 'object',
      properties: {
        at: { type: 'string', 'x-millrace': { format: 'date' } },
        raw: { type: 'string', 'x-millrace': { format: 'bytes' } },
        big: { type: 'integer', 'x-millrace': { format: 'bigint' } },
      },
      dependentRequired: { at: ['big'] },
    };
    const check = compile(schema, new Ajv2020());
    const value = { at: '2026-01-31', raw: new Uint8Array(2), big: 5, gone: undefined };
    expect(check(value)).toEqual({ ...value, at: new Date('2026-01-31'), big: 5n });
  });

  it('[R3] takes only true for a yes', () => {
    const asynchronous: AjvLike = { compile: () => () => Promise.resolve(true) };
    expect(misfit(tree, { size: 1 }, asynchronous).message).toContain("must fit the port's schema");
  });

  it('[R3] agrees with ajv about every value, whatever stands beside', () => {
    const ajv = new Ajv2020({ strict: false, logger: false, ownProperties: true });
    for (let seed = 1; seed <= 150; seed += 1) {
      const random = createRandom(seed);
      const schema = {
        ...createSchema(random),
        $defs: { part: createSchema(random) },
        if: createSchema(random),
        then: { $ref: '#/$defs/part' },
      };
      const validate = ajv.compile(schema);
      const ours = compilePortCheck(schema, { coerce: false });
      const check = completeCheck(schema, ours, ajv)!;
      for (let round = 0; round < 6; round += 1) {
        const value = createValue(random);
        let fits = true;
        try {
          check(value);
        } catch {
          fits = false;
        }
        const verdict = { seed, schema: JSON.stringify(schema), value: JSON.stringify(value) };
        expect({ ...verdict, fits }).toEqual({ ...verdict, fits: validate(value) });
      }
    }
  });
});
