import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { expandPattern, isPattern } from '../../../src/cli/glob.js';
import { nearest } from '../../../src/cli/nearest.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'millrace-glob-'));
  const names = [
    'a.ts',
    'b.py',
    'a.test.ts',
    'x.generated.ts',
    'x.d.ts',
    'n.js',
    'sub/c.ts',
    'sub/deep/d.tsx',
    'node_modules/p/i.ts',
    '.hidden/h.ts',
    'a+b(1).ts',
  ];
  for (const name of names) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), '');
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('expandPattern', () => {
  it.each<[string, readonly string[]]>([
    ['*.ts', ['a+b(1).ts', 'a.ts']],
    ['*', ['a+b(1).ts', 'a.ts', 'b.py']],
    ['**/*.ts', ['a+b(1).ts', 'a.ts', 'sub/c.ts']],
    ['**', ['a+b(1).ts', 'a.ts', 'b.py', 'sub/c.ts', 'sub/deep/d.tsx']],
    ['sub/**/*.{ts,tsx}', ['sub/c.ts', 'sub/deep/d.tsx']],
    ['?.py', ['b.py']],
    ['[ab].{ts,py}', ['a.ts', 'b.py']],
    ['[!a].py', ['b.py']],
    ['a+b(*).ts', ['a+b(1).ts']],
    ['none/*.ts', []],
    ['{a.ts', []],
  ])('of %s is sorted and leaves out what is no source', (pattern, expected) => {
    const found = expandPattern(join(root, pattern)).map((path) => relative(root, path));
    expect(found).toEqual(expected);
  });

  it('is asked for patterns only', () => {
    expect(isPattern('src/a.ts')).toBe(false);
    expect(isPattern('src/*.ts')).toBe(true);
  });
});

describe('nearest', () => {
  it('finds what is a slip away and nothing else', () => {
    expect(nearest('cdegen', ['codegen', 'check'])).toBe('codegen');
    expect(nearest('CHECK', ['codegen', 'check'])).toBe('check');
    expect(nearest('serve', ['codegen', 'check'])).toBeUndefined();
  });
});
