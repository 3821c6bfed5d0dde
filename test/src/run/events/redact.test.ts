import { describe, expect, test } from '@jest/globals';
import { createRedactor } from '../../../../src/run/events/redact.js';

const redact = (secrets: unknown, text: string): string => createRedactor(secrets)!(text);

describe('a redactor', () => {
  test('[R11] takes every text of the secrets out, however deep', () => {
    const secrets = {
      key: 'k-123',
      more: [{ inner: 'deep one' }],
      map: new Map([['a', 'mapped']]),
    };
    expect(redact(secrets, 'k-123, deep one and mapped, k-123')).toBe('•••, ••• and •••, •••');
  });

  test('[R11] knows a secret as JSON and as a URL write it', () => {
    const secret = 'a "b"\n/c é';
    const json = JSON.stringify({ secret });
    expect(redact({ secret }, json)).toBe('{"secret":"•••"}');
    expect(redact({ secret }, `?q=${encodeURIComponent(secret)}&r`)).toBe('?q=•••&r');
    expect(redact({ secret }, `?${new URLSearchParams({ q: 'a b c' })}`)).toBe('?q=a+b+c');
    expect(redact({ secret: 'a b c' }, `?${new URLSearchParams({ q: 'a b c' })}`)).toBe('?q=•••');
  });

  test('[R11] the longest goes first, so that nothing of it stays', () => {
    expect(redact(['word', 'word-and-more', 'ord-and-more-still'], 'word-and-more-still')).toBe(
      'w•••',
    );
    expect(redact(['abc', 'abcdef'], 'abcdef abc')).toBe('••• •••');
  });

  test('[R11] of a secret that a text was cut in nothing stays', () => {
    expect(redact(['correct horse'], 'the key is correct ho…')).toBe('the key is •••…');
    expect(redact(['correct horse'], 'it is cor…')).toBe('it is cor…');
    expect(redact(['correct horse'], "{'k': 'correct h...t horse', 'l': 1}, wait...")).toBe(
      "{'k': '•••...•••', 'l': 1}, wait...",
    );
  });

  test('without a text there is nothing to take out', () => {
    for (const secrets of [undefined, null, {}, { a: '' }, { a: 1, b: [true, null] }]) {
      expect(createRedactor(secrets)).toBeUndefined();
    }
  });

  test('cycles, patterns and half surrogates are texts like any other', () => {
    const secrets: Record<string, unknown> = { a: '$&', b: '.*', c: '\ud800x' };
    secrets['self'] = secrets;
    expect(redact(secrets, 'abc $& .* \ud800x')).toBe('abc ••• ••• •••');
  });
});
