import { describe, expect, it } from '@jest/globals';
import { Mismatch } from '../../../src/config/mismatch.js';
import { isStandardSchema, withStandard } from '../../../src/config/standard-schema.js';
import type { StandardResult, StandardSchemaV1 } from '../../../src/config/standard-schema.js';

type Validate = StandardSchemaV1<unknown, unknown>['~standard']['validate'];

const schema = (validate: Validate): StandardSchemaV1<unknown, unknown> => ({
  '~standard': { version: 1, vendor: 'test', validate },
});

const run = (validate: Validate, value: unknown): unknown =>
  withStandard(undefined, schema(validate))(value);

const misfit = (validate: Validate, value: unknown): Mismatch => {
  try {
    run(validate, value);
  } catch (error) {
    if (error instanceof Mismatch) return error;
    throw error;
  }
  throw new Error('the value passed');
};

describe('a validator of Standard Schema', () => {
  it('[R3] sees the value after the check of the port, and its value counts', () => {
    const seen: unknown[] = [];
    const validator = schema((value) => {
      seen.push(value);
      return { value: { wrapped: value } };
    });
    expect(withStandard((value) => Number(value), validator)('3')).toEqual({ wrapped: 3 });
    expect(seen).toEqual([3]);
  });

  it('[R3] says where inside the value its first issue is, and how many more there are', () => {
    const issues = [
      { message: 'Invalid email', path: ['users', { key: 1 }, 'e mail'] },
      { message: 'Too short' },
    ];
    const value = { users: [{}, { 'e mail': 'x' }] };
    const error = misfit(() => ({ issues }), value);
    expect(error.message).toBe('Invalid email (and 1 more) at .users[1]["e mail"], got "x"');
    expect(error).toMatchObject({ code: 'input-mismatch', path: ['users', 1, 'e mail'] });
  });

  it('[R3] may leave out the path, the message, or lead nowhere', () => {
    expect(misfit(() => ({ issues: [{ message: 'No' }] }), 5).message).toBe('No, got 5');
    expect(misfit(() => ({ issues: [] }), 5).message).toBe('does not fit, got 5');
    const nowhere = [{ message: 'No', path: ['a', Symbol('b')] }];
    expect(misfit(() => ({ issues: nowhere }), null).message).toBe(
      'No at .a["Symbol(b)"], got nothing',
    );
  });

  it('[R3] must not give a promise, whose rejection is taken care of', async () => {
    const late = Promise.reject<StandardResult<unknown>>(new Error('late'));
    expect(misfit(() => late, 1)).toMatchObject({ code: 'check-async' });
    await expect(late).rejects.toThrow('late');
  });

  it('is told by its one property, function or object', () => {
    const { '~standard': standard } = schema((value) => ({ value }));
    expect(isStandardSchema({ '~standard': standard })).toBe(true);
    expect(isStandardSchema(Object.assign(() => 1, { '~standard': standard }))).toBe(true);
    for (const other of [null, {}, 'text', () => 1, { '~standard': {} }, { validate: () => 1 }]) {
      expect(isStandardSchema(other)).toBe(false);
    }
  });
});
