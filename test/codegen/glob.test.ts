import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { expandPattern, isPattern } from '../../codegen/glob.js';

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
    const { files } = expandPattern(pattern, { cwd: root });
    expect(files.map((path) => relative(root, path))).toEqual(expected);
    expect(expandPattern(join(root, pattern)).files).toEqual(files);
  });

  it('says which directories another such file could come up in', () => {
    const of = (pattern: string) =>
      expandPattern(pattern, { cwd: root })
        .directories.map((path) => relative(root, path))
        .sort();
    expect(of('*.ts')).toEqual(['']);
    expect(of('*/*.ts')).toEqual(['', 'sub']);
    expect(of('sub/**/*.ts')).toEqual(['sub', 'sub/deep']);
    expect(of('none/*.ts')).toEqual(['none']);
  });

  it('takes other files where it is told which', () => {
    const accept = (path: string) => path.endsWith('.js');
    const { files } = expandPattern('**/*', { cwd: root, accept });
    expect(files.map((path) => relative(root, path))).toEqual(['n.js']);
  });

  it('follows links to files, and none to directories, which may lead in circles', () => {
    symlinkSync(join(root, 'a.ts'), join(root, 'sub/link.ts'));
    symlinkSync(root, join(root, 'sub/round'));
    try {
      const { files } = expandPattern('sub/**', { cwd: root });
      expect(files.map((path) => relative(root, path))).toEqual([
        'sub/c.ts',
        'sub/deep/d.tsx',
        'sub/link.ts',
      ]);
    } finally {
      rmSync(join(root, 'sub/link.ts'));
      rmSync(join(root, 'sub/round'));
    }
  });

  it('is asked for patterns only', () => {
    expect(isPattern('src/a.ts')).toBe(false);
    expect(isPattern('src/*.ts')).toBe(true);
  });
});
