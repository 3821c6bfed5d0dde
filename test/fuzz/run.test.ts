/**
 * Random programs in both methods, in fake time, against the naive oracle. `MILLRACE_FUZZ=200000`
 * runs that many; a failure prints its seed and the smallest program found that still fails, which
 * then belongs into `cases.ts`.
 */
import { describe, expect, test } from '@jest/globals';
import { CASES } from './cases.js';
import { differencesOf, testPrograms } from './programs.js';

testPrograms(0);

describe('programs that once failed', () => {
  test.each(CASES)('$finding', async ({ program }) => {
    expect(await differencesOf(program)).toEqual([]);
  });
});
