import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createWorkspace } from './workspace.js';
import type { Workspace } from './workspace.js';

jest.setTimeout(120_000);

const OUT = 'nodes.generated.ts';
const ADD = 'export function add(a: number): number {\n  return a;\n}\n';

let workspace: Workspace;
beforeEach(() => {
  workspace = createWorkspace({ 'nodes/math.ts': ADD });
});
afterEach(() => workspace.close());

const watch = (...more: readonly string[]) =>
  workspace.start('codegen', 'nodes/**/*.ts', '--out', OUT, '--watch', ...more);

describe('millrace codegen --watch', () => {
  it('writes again when a file changes, comes or goes, and says in a line what changed', async () => {
    const running = watch();
    await running.next(/^\d\d:\d\d:\d\d nodes\.generated\.ts written: 1 node, \d+ ms$/m);

    workspace.write({ 'nodes/math.ts': ADD.replace('a: number', 'a: number, b = 2') });
    await running.next(/written: 1 node changed \(Add\), \d+ ms/);
    expect(workspace.read(OUT)).toContain("name: 'b'");

    workspace.write({
      'nodes/deep/er/text.ts': 'export function trim(t: string): string { return t; }',
    });
    await running.next(/written: 1 node added \(Trim\), \d+ ms/);
    // The directory is new, too.
    workspace.write({
      'nodes/deep/er/text.ts': 'export function cut(t: string): string { return t; }',
    });
    await running.next(/written: 1 node added \(Cut\), 1 removed \(Trim\), \d+ ms/);
    rmSync(workspace.path('nodes/deep'), { recursive: true });
    await running.next(/written: 1 node removed \(Cut\), \d+ ms/);
    expect(await running.interrupt()).toBe(0);
    expect(readdirSync(workspace.root).sort()).toEqual(['nodes', OUT, 'package.json']);
  });

  it('survives editors that put another file in place, and directories that are swapped', async () => {
    const running = watch();
    await running.next(/written: 1 node,/);
    workspace.write({ 'nodes/.math.ts.swp': ADD.replace('add', 'sum') });
    renameSync(workspace.path('nodes/.math.ts.swp'), workspace.path('nodes/math.ts'));
    await running.next(/1 node added \(Sum\), 1 removed \(Add\)/);
    renameSync(workspace.path('nodes'), workspace.path('before'));
    await running.next(/stays as it was, 1 error in 1 file/);
    mkdirSync(workspace.path('nodes'));
    writeFileSync(workspace.path('nodes/new.ts'), ADD.replace('add', 'fresh'));
    await running.next(/1 node added \(Fresh\), 1 removed \(Sum\)/);
    expect(await running.interrupt()).toBe(0);
  });

  it('hears of types in other files, and keeps the last good output over an error', async () => {
    workspace.write({
      'types.ts': 'export type Size = number;\n',
      'nodes/math.ts':
        "import type { Size } from '../types.js';\nexport function grow(size: Size): void {}\n",
    });
    const running = watch();
    await running.next(/written: 1 node,/);
    workspace.write({ 'types.ts': 'export type Size = string;\n' });
    await running.next(/1 node changed \(Grow\)/);
    const good = workspace.read(OUT);
    expect(good).toContain("type: 'string'");

    workspace.write({ 'nodes/math.ts': 'export function grow(size: ): void {}\n' });
    await running.next(/^nodes\/math\.ts:1:\d+ - error syntax: /m);
    await running.next(/nodes\.generated\.ts stays as it was, 1 error in 1 file$/m);
    expect(workspace.read(OUT)).toBe(good);
    workspace.write({ 'nodes/math.ts': 'export function grow(size: boolean): void {}\n' });
    await running.next(/1 node changed \(Grow\)/);
    expect(await running.interrupt()).toBe(0);
  });

  it('says nothing when nothing changes, and never hears of its own output', async () => {
    const running = workspace.start(
      'codegen',
      'nodes/*.ts',
      '--out',
      'nodes/all.generated.ts',
      '-w',
    );
    await running.next(/written: 1 node,.*\n/);
    const before = running.output();
    workspace.write({ 'nodes/math.ts': ADD, 'nodes/notes.md': 'x', 'nodes/a.test.ts': 'x(' });
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(running.output()).toBe(before);
    expect(await running.interrupt()).toBe(0);
  });

  it('waits for a file that is not there, and hears of another tsconfig.json', async () => {
    const running = workspace.start('codegen', 'late/a.ts', '--out', OUT, '--watch');
    await running.next(/stays as it was, 1 error in 1 file/);
    workspace.write({
      'late/a.ts':
        "import type { Size } from '@/size.js';\nexport function late(a: Size): void {}\n",
      'lib/size.ts': 'export type Size = 1 | 2;\n',
    });
    await running.next(/error import-not-found/);
    workspace.write({ 'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./lib/*"]}}}' });
    await running.next(/written: 1 node,/);
    expect(workspace.read(OUT)).toContain('enum: [1, 2]');
    expect(await running.interrupt()).toBe(0);
  });

  it('with --json prints a line of JSON for each run', async () => {
    const running = watch('--json');
    await running.next(/\n/);
    workspace.write({ 'nodes/math.ts': ADD.replace('number)', 'any)') });
    await running.next(/\n/);
    await running.interrupt();
    const lines = running
      .output()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([
      { out: OUT, status: 'written', diagnostics: [] },
      { out: OUT, status: 'written', diagnostics: [{ code: 'untyped-port', line: 1, column: 24 }] },
    ]);
  });

  it('and --check exclude each other', () => {
    const { status, stderr } = workspace.millrace(
      'codegen',
      'nodes/*.ts',
      '-o',
      OUT,
      '-w',
      '--check',
    );
    expect(status).toBe(2);
    expect(stderr).toContain('exclude each other');
  });
});
