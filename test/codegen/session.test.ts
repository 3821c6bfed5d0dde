import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { renameSync, rmSync } from 'node:fs';
import { createCodegen } from '../../codegen/index.js';
import type { Codegen, Generated, ReadProgress } from '../../codegen/index.js';
import { watchFiles } from '../../codegen/watch-files.js';
import type { FileWatch } from '../../codegen/watch-files.js';
import { inputOf, nodeOf, said, trackWorkspaces } from './workspace.js';
import type { Workspace } from './workspace.js';

jest.setTimeout(120_000);

const workspaceOf = trackWorkspaces();
let codegen: Codegen | undefined;
let watch: FileWatch | undefined;
afterEach(async () => {
  watch?.close();
  await codegen?.close();
  codegen = undefined;
});

const ids = ({ config }: Generated): readonly string[] => config.nodeTypes.map(({ type }) => type);
const open = (workspace: Workspace, ...files: readonly string[]): Codegen => {
  codegen = createCodegen({ files, out: 'nodes.generated.ts', cwd: workspace.root, python });
  return codegen;
};
/** Starts in a tenth of the time that Pyodide takes. */
const python = 'python3';

describe('a session', () => {
  it('reads what was invalidated, and those that stand on it; the rest is as it was', async () => {
    const workspace = workspaceOf({
      'types.ts': 'export interface Size { width: number }',
      'nodes/a.ts':
        "import type { Size } from '../types.js';\nexport function a(size: Size): void {}",
      'nodes/b.ts': 'export function b(x: number): void {}',
    });
    const session = open(workspace, 'nodes/*.ts');
    const first = await session.run();
    expect(ids(first)).toEqual(['nodes.a.a', 'nodes.b.b']);
    expect([...first.watch.files].sort()).toEqual(
      ['nodes/a.ts', 'nodes/b.ts', 'package.json', 'tsconfig.json', 'types.ts'].map((name) =>
        workspace.path(name),
      ),
    );
    expect(first.watch.directories).toEqual([workspace.path('nodes')]);

    workspace.write({ 'types.ts': 'export interface Size { height: number }' });
    expect((await session.run()).files).toEqual(first.files);
    session.invalidate([workspace.path('types.ts'), '/nowhere/else.ts']);
    const second = await session.run();
    expect(inputOf(nodeOf(second, 'nodes.a.a'), 'size').schema).toMatchObject({
      properties: { height: { type: 'number' } },
    });
    expect(nodeOf(second, 'nodes.b.b')).toBe(nodeOf(first, 'nodes.b.b'));

    workspace.write({ 'nodes/c.ts': 'export function c(): void {}' });
    rmSync(workspace.path('nodes/b.ts'));
    session.invalidate([workspace.path('nodes/b.ts'), workspace.path('nodes/c.ts')]);
    expect(ids(await session.run())).toEqual(['nodes.a.a', 'nodes.c.c']);
  });

  it('is what one run from scratch gives, after any number of changes', async () => {
    const workspace = workspaceOf({
      'a.ts': 'export function a(): void {}',
      'b.py': 'def b(): pass',
    });
    const session = open(workspace, '{a.ts,b.py}');
    await session.run();
    const texts: readonly Record<string, string>[] = [
      { 'a.ts': 'export function a(x: ): void {}' },
      { 'b.py': 'def b(x: int = ' },
      { 'a.ts': 'export function a(x: number): void {}' },
      { 'b.py': 'from c import Size\ndef b(size: Size) -> None: pass' },
      { 'c.py': 'from enum import Enum\nclass Size(Enum):\n    S = 1\n' },
      { 'c.py': 'from enum import Enum\nclass Size(Enum):\n    S = 1\n    L = 2\n' },
    ];
    for (const text of texts) {
      workspace.write(text);
      session.invalidate(Object.keys(text).map((name) => workspace.path(name)));
      const { content: _content, ...run } = await session.run();
      expect(run).toEqual(await workspace.generate(['{a.ts,b.py}'], { python }));
    }
  });

  it('takes a change in the middle of a run for the next one', async () => {
    const workspace = workspaceOf({ 'a.py': 'def a(): pass' });
    const session = open(workspace, 'a.py');
    await session.run();
    for (let turn = 0; turn < 8; turn += 1) {
      workspace.write({ 'a.py': `def a(x${turn}): pass` });
      session.invalidate([workspace.path('a.py')]);
      const early = session.run();
      workspace.write({ 'a.py': `def a(y${turn}): pass` });
      session.invalidate([workspace.path('a.py')]);
      await early;
      const inputs = nodeOf(await session.run(), 'a.a').inputs.map(({ name }) => name);
      expect(inputs).toEqual([`y${turn}`]);
    }
  });

  it('tells how far it is, each source once', async () => {
    const workspace = workspaceOf({
      'a.ts': 'export const a = (x: Map<string, number>) => [...x].map(([key]) => key);',
      'b.ts': 'export function b(): void {}',
      'c.py': 'def c(): pass',
    });
    const heard: ReadProgress[] = [];
    await workspace.generate(['a.ts', 'b.ts', 'c.py'], {
      onRead: (progress) => heard.push(progress),
    });
    expect(new Set(heard.map(({ name }) => name))).toEqual(new Set(['a.ts', 'b.ts', 'c.py']));
    expect(heard.every(({ done, total }) => done < total && total === 3)).toBe(true);
    expect(heard.at(-1)).toEqual({ name: 'c.py', done: 2, total: 3 });
  });

  it('that is closed says so', async () => {
    const workspace = workspaceOf({ 'a.ts': 'export function a(): void {}' });
    const session = open(workspace, 'a.ts');
    await session.close();
    await session.close();
    await expect(session.run()).rejects.toMatchObject({ code: 'codegen-closed' });
  });

  it('goes on after a run that was refused', async () => {
    const workspace = workspaceOf({ 'a.ts': 'export function a(): void {}' });
    let isThere = false;
    codegen = createCodegen({
      files: ['a.ts'],
      out: 'nodes.generated.ts',
      cwd: workspace.root,
      typescript: () => (isThere ? import('ts-morph') : Promise.reject(new Error('not installed'))),
    });
    await expect(codegen.run()).rejects.toMatchObject({ code: 'peer-missing' });
    isThere = true;
    expect(said(await codegen.run())).toEqual([]);
  });
});

describe('a watch of files', () => {
  /** Starts a watch, and gives what it is told in one go. */
  function watching(files: readonly string[], directories: readonly string[] = []) {
    const told: (readonly string[])[] = [];
    let wake = (): void => undefined;
    watch = watchFiles({
      onChange: (paths) => {
        told.push(paths);
        wake();
      },
      onError: (error) => {
        throw error;
      },
    });
    watch.update({ files, directories });
    return async (): Promise<readonly string[]> => {
      if (told.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return told.shift()!;
    };
  }

  it('tells of many changes at once, and of none that is no source', async () => {
    const workspace = workspaceOf({ 'a.ts': '1', 'b.ts': '1' });
    const next = watching([workspace.path('a.ts'), workspace.path('b.ts')]);
    workspace.write({ 'a.ts': '2', 'b.ts': '2', 'c.md': '', 'a.ts~': '', '.a.ts.123.tmp': '' });
    expect(await next()).toEqual([workspace.path('a.ts'), workspace.path('b.ts')]);
    workspace.write({ 'new.ts': '1' });
    expect(await next()).toEqual([workspace.path('new.ts')]);
    rmSync(workspace.path('b.ts'));
    expect(await next()).toEqual([workspace.path('b.ts')]);
  });

  it('waits for a directory that is not there, and says when one is new', async () => {
    const workspace = workspaceOf();
    const directories = [workspace.path('deep/er')];
    const next = watching([], directories);
    workspace.write({ 'deep/er/a.ts': '1' });
    expect(await next()).toEqual([workspace.path('deep')]);
    expect(watch!.update({ files: [], directories })).toBe(true);
    expect(watch!.update({ files: [], directories })).toBe(false);
    workspace.write({ 'deep/er/a.ts': '2' });
    expect(await next()).toEqual([workspace.path('deep/er/a.ts')]);
    renameSync(workspace.path('deep/er'), workspace.path('deep/other'));
    expect(await next()).toContain(workspace.path('deep/er'));
  });
});
