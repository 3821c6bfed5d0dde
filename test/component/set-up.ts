/** What the tests of components share. */
import { afterEach, beforeEach, expect, jest } from '@jest/globals';
// oxlint-disable-next-line import/no-unassigned-import -- it extends expect
import '@testing-library/jest-dom/jest-globals';
import { TextDecoder, TextEncoder } from 'node:util';

// Every browser has them; jsdom has not.
Object.assign(globalThis, { TextDecoder, TextEncoder });

// React reports misuse through console.error; none of it is accepted.
let errors: jest.SpiedFunction<typeof console.error>;

beforeEach(() => {
  errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => {
  const { calls } = errors.mock;
  errors.mockRestore();
  expect(calls).toEqual([]);
});
