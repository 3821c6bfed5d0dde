import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, start } from './start.js';

const folder = join(root, 'examples/01-hello-node');

describe('01 · Hello, Node', () => {
  test('prints what its README shows', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const shown = [...readme.matchAll(/```\n([^]*?)```/g)].at(-1)![1]!.trim();
    expect(start(join(folder, 'main.ts'))).toEqual({ status: 0, output: shown });
  });

  test('has a generated file that is up to date', () => {
    const files = ['roof.ts', 'tank.py'].map((file) => join(folder, file));
    const out = join(folder, 'nodes.generated.ts');
    const args = ['codegen', ...files, '--out', out, '--root', folder, '--check'];
    expect(start(join(root, 'src/cli/main.ts'), ...args)).toMatchObject({ status: 0 });
  });
});
