import { describe, expect, it } from '@jest/globals';
import { nearest } from '../../../src/cli/nearest.js';

describe('nearest', () => {
  it('finds what is a slip away and nothing else', () => {
    expect(nearest('cdegen', ['codegen', 'check'])).toBe('codegen');
    expect(nearest('CHECK', ['codegen', 'check'])).toBe('check');
    expect(nearest('serve', ['codegen', 'check'])).toBeUndefined();
  });
});
