import { describe, expect, it, jest } from '@jest/globals';
import { statSync, utimesSync } from 'node:fs';
import { sortInputs } from '../../codegen/inputs.js';
import { storeFile } from '../../codegen/store.js';
import { load } from '../../src/run/registry.js';
import type { Registry } from '../../src/run/registry.js';
import { JobRunner } from '../../src/run/job-runner.js';
import { nodeOf, said, trackWorkspaces } from './workspace.js';
import type { Workspace } from './workspace.js';

jest.setTimeout(120_000);

const workspaceOf = trackWorkspaces();
const F = 'export function f(): void {}';

/** A package as npm installs it: types beside JavaScript. */
const PACKAGE = {
  'node_modules/@some/kit/package.json':
    '{"name":"@some/kit","version":"1.2.3","type":"module","exports":{".":{"types":"./index.d.ts","default":"./index.js"},"./extra":{"types":"./extra.d.ts","default":"./extra.js"}}}',
  'node_modules/@some/kit/index.d.ts': `
/** Doubles a number. */
export declare function double(value: number): number;
export declare function twice(value: string): string;
export declare function twice(value: number): number;
export declare class Shape {
  static factor: number;
  /** Grows by the factor. */
  static grow(size: number): number;
}
declare function main(text: string): string;
export default main;
`,
  'node_modules/@some/kit/index.js': `
export const double = (value) => value * 2;
export const twice = (value) => value + value;
export class Shape { static factor = 3; static grow(size) { return size * this.factor; } }
export default (text) => text.toUpperCase();
`,
  'node_modules/@some/kit/extra.d.ts': 'export declare function more(): number;',
  'node_modules/@some/kit/extra.js': 'export const more = () => 1;',
};

const found = (workspace: Workspace, ...files: readonly string[]) =>
  sortInputs({ files, out: 'nodes.generated.ts', cwd: workspace.root });

/** What was generated, with its functions: they are imported from where the file would be. */
async function registryOf(workspace: Workspace, text: string): Promise<Registry> {
  const script = text
    .replace(/^import type .*$/m, '')
    .replaceAll(/^export const (\w+)(: [^=]+)? = /gm, 'export const $1 = ');
  workspace.write({ 'run.mjs': script });
  const module = (await import(workspace.path('run.mjs'))) as { functions: Registry };
  return module.functions;
}

describe('what is read', () => {
  it('is named by files, patterns, packages and modules, each once and sorted', () => {
    const workspace = workspaceOf({ 'src/b.ts': F, 'src/a.ts': F, 'src/[id].ts': F, ...PACKAGE });
    const { inputs, asked, diagnostics } = found(
      workspace,
      'python:statistics',
      'src/*.ts',
      'src/a.ts',
      'src/[id].ts',
      'npm:@some/kit/extra',
      '@some/kit',
    );
    expect(diagnostics).toEqual([]);
    expect(
      inputs.map(({ name, id, module }) => [name.replace(`${workspace.root}/`, ''), id, module]),
    ).toEqual([
      ['npm:@some/kit', '@some.kit', '@some/kit'],
      ['npm:@some/kit/extra', '@some.kit.extra', '@some/kit/extra'],
      ['python:statistics', 'statistics', 'statistics'],
      ['src/[id].ts', 'src.[id]', 'src/[id].ts'],
      ['src/a.ts', 'src.a', 'src/a.ts'],
      ['src/b.ts', 'src.b', 'src/b.ts'],
    ]);
    expect(asked).toEqual([
      'npm:@some/kit',
      'npm:@some/kit/extra',
      'python:statistics',
      'src/*.ts',
      'src/[id].ts',
      'src/a.ts',
    ]);
  });

  it.each<[string, string, string, RegExp]>([
    ['a file that is not there', 'src/c.ts', 'file-not-found', /check the path; there is `a\.ts`/],
    ['a package that is not there', 'leftpad', 'file-not-found', /npm install leftpad/],
    ['a pattern without a match', 'lib/*.ts', 'no-match', /correct the pattern/],
    ['a name that leaves node_modules', 'npm:../x', 'bad-name', /write `npm:date-fns`/],
    ['a path in place of a module', 'python:./x.py', 'bad-name', /write `python:statistics`/],
    ['an empty name', 'npm:', 'bad-name', /is not the name/],
    ['a directory', 'src', 'file-not-found', /this is a directory/],
  ])('never is %s: that is an error', (_what, file, code, text) => {
    const { inputs, diagnostics } = found(workspaceOf({ 'src/a.ts': F }), file);
    expect(inputs).toEqual([]);
    expect(diagnostics).toEqual([expect.objectContaining({ code, severity: 'error' })]);
    expect(`${diagnostics[0]?.message} ${diagnostics[0]?.fix}`).toMatch(text);
  });

  it('stands in the header as it was asked for, wherever the command was typed', async () => {
    const workspace = workspaceOf({ 'src/b.ts': F, 'src/a.ts': F });
    const here = await workspace.generate(['src/*.ts']);
    const there = await workspace.generate([], {
      files: ['./*.ts'],
      cwd: workspace.path('src'),
      out: '../nodes.generated.ts',
    });
    const lines = here.files[0]!.text.split('\n').slice(0, 5);
    expect(lines.slice(1)).toEqual([
      "//   millrace codegen 'src/*.ts' --out nodes.generated.ts",
      '// Made from:',
      '//   src/a.ts',
      '//   src/b.ts',
    ]);
    expect(there.files).toEqual(here.files);
  });
});

describe('a package', () => {
  it('gives nodes of its declared functions, which run', async () => {
    const workspace = workspaceOf(PACKAGE);
    const result = await workspace.generate([], { files: ['@some/kit'], cwd: workspace.root });
    expect(said(result)).toEqual([]);
    expect(nodeOf(result, '@some.kit.double')).toMatchObject({
      description: 'Doubles a number.',
      source: { language: 'typescript', module: '@some/kit', export: 'double' },
    });
    expect(nodeOf(result, '@some.kit.twice#2')).toMatchObject({
      variantOf: '@some.kit.twice',
      inputs: [{ name: 'value', type: 'number' }],
    });
    const { text } = result.files[0]!;
    expect(text).toContain("import('@some/kit').then((m) => m.Shape.grow.bind(m.Shape))");
    const functions = await registryOf(workspace, text);
    const runner = new JobRunner(result.config, {
      functions: await load(functions, result.config),
    });
    const run = await runner.run({
      version: 1,
      nodes: {
        double: { type: '@some.kit.double', inputData: { value: { value: 4 } } },
        grow: { type: '@some.kit.Shape.grow', inputData: { size: { size: 4 } } },
        main: { type: '@some.kit.default', inputData: { text: { text: 'up' } } },
        twice: { type: '@some.kit.twice#2', inputData: { value: { value: 4 } } },
      },
    });
    const outputs = Object.entries(run.nodes).map(([id, node]) => [id, node.outputs['result']]);
    expect(Object.fromEntries(outputs)).toEqual({ double: 8, grow: 12, main: 'UP', twice: 8 });
  });
});

describe('a Python module that is installed', () => {
  it('gives nodes that name it, and no source', async () => {
    const result = await workspaceOf().generate([], { files: ['python:colorsys'] });
    expect(nodeOf(result, 'colorsys.rgb_to_hls').source).toMatchObject({
      language: 'python',
      module: 'colorsys',
      export: 'rgb_to_hls',
    });
    expect(result.files[0]?.text).toContain('Record<string, PythonModule> = {};');
  });
});

describe('the file that is written', () => {
  it('is put in place in one step, only where it changed, and never over another’s', async () => {
    const workspace = workspaceOf({ 'a.ts': F, 'mine.generated.ts': 'export const mine = 1;\n' });
    const { files } = await workspace.generate(['a.ts']);
    const file = files[0]!;
    expect(await storeFile(file, { check: true })).toBe('stale');
    expect(await storeFile(file)).toBe('written');
    utimesSync(file.path, 1, 1);
    expect(await storeFile(file)).toBe('unchanged');
    expect(statSync(file.path).mtimeMs).toBe(1_000);
    const other = { ...file, text: file.text.replace('a.ts --out', './a.ts --out') };
    expect(await storeFile(other, { check: true })).toBe('unchanged');
    expect(await storeFile({ ...file, path: workspace.path('mine.generated.ts') })).toBe('foreign');
  });
});
