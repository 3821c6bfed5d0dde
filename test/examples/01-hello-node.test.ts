import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(root, 'examples/01-hello-node');

function start(...args: readonly string[]): { status: number | null; output: string } {
  const env = { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined };
  const options = { cwd: root, env, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', ...args],
    options,
  );
  return { status, output: (stdout + stderr).trim() };
}

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
