/** What the tests of components share. */
import { afterEach, beforeEach, expect, jest } from '@jest/globals';
import '@testing-library/jest-dom/jest-globals';

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
