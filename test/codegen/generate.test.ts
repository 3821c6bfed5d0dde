import { describe, expect, it, jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from '../../codegen/index.js';
import { parseConfig } from '../../src/config/parse-config.js';
import { load } from '../../src/run/registry.js';
import * as golden from '../fixtures/codegen/shapes/nodes.generated.js';
import type { TsMorph } from '../../codegen/typescript/project.js';
import { inputOf, nodeOf, said, trackWorkspaces } from './workspace.js';

jest.setTimeout(120_000);

const fixtures = join(import.meta.dirname, '../fixtures/codegen');
const shapes = join(fixtures, 'shapes');

const workspaceOf = trackWorkspaces();

describe('the generated file', () => {
  const options = {
    files: [join(shapes, 'nodes.ts'), join(shapes, 'pkg/stats.py')],
    out: join(shapes, 'nodes.generated.ts'),
  };

  it('of both languages is the golden one, byte for byte', async () => {
    const { files } = await generate(options);
    expect(files).toEqual([{ path: options.out, text: readFileSync(options.out, 'utf8') }]);
  });

  it('does not depend on the order of the files, on where they are and on line ends', async () => {
    const workspace = workspaceOf({});
    cpSync(shapes, workspace.root, { recursive: true });
    for (const name of ['nodes.ts', 'types.ts', 'pkg/stats.py']) {
      const text = readFileSync(workspace.path(name), 'utf8');
      workspace.write({ [name]: text.replaceAll('\n', '\r\n') });
    }
    const { files } = await workspace.generate(['pkg/stats.py', 'nodes.ts', 'nodes.ts']);
    expect(files[0]?.text).toBe(readFileSync(options.out, 'utf8'));
  });

  it('type-checks under the strictest settings', () => {
    const tsc = join(import.meta.dirname, '../../node_modules/ts7/bin/tsc');
    const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', fixtures], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  it('loads the functions it names', async () => {
    const loaded = await load(golden.functions, golden.config);
    expect(loaded['nodes.add'](1, 2)).toBe(3);
    expect(loaded['nodes.invert'](true)).toBe(false);
  });

  it('holds the sources of the Python modules and of those they import', () => {
    expect(Object.keys(golden.python)).toEqual(['pkg', 'pkg.stats', 'pkg.units']);
    expect(golden.python['pkg.units']).toEqual({
      file: 'pkg/units.py',
      source: readFileSync(join(shapes, 'pkg/units.py'), 'utf8'),
    });
  });

  it('is read back as it is, and computes the same fingerprints', () => {
    const config = JSON.parse(JSON.stringify(golden.config)) as typeof golden.config;
    expect(parseConfig(config)).toEqual({ config, issues: [] });
    const nodeTypes = config.nodeTypes.map(({ fingerprint: _fingerprint, ...node }) => node);
    expect(parseConfig({ ...config, nodeTypes }).config).toEqual(config);
  });

  it('has one entry per node and names every port type it uses', () => {
    const { config, functions } = golden;
    const types = new Set(config.portTypes.map(({ type }) => type));
    for (const node of config.nodeTypes) {
      expect(node.source?.language === 'python' || Object.hasOwn(functions, node.type)).toBe(true);
      for (const port of [...node.inputs, ...node.outputs]) expect(types).toContain(port.type);
    }
  });
});

describe('a type id', () => {
  it('is the path from the nearest package.json, or from the given root, and has the prefix', async () => {
    const workspace = workspaceOf({
      'src/deep/math.ops.ts': 'export function add(a: number): number { return a; }',
      'inner/pyproject.toml': '',
      'inner/one.ts': 'export function two(): void {}',
    });
    const files = ['src/deep/math.ops.ts', 'inner/one.ts'];
    const ids = async (more: object): Promise<readonly string[]> =>
      (await workspace.generate(files, more)).config.nodeTypes.map(({ type }) => type);
    expect(await ids({})).toEqual(['one.two', 'src.deep.math.ops.add']);
    expect(await ids({ root: workspace.root })).toEqual(['inner.one.two', 'src.deep.math.ops.add']);
    expect(await ids({ prefix: 'my.lib.' })).toEqual([
      'my.lib.one.two',
      'my.lib.src.deep.math.ops.add',
    ]);
  });

  it('that two functions share is an error that names both places', async () => {
    const workspace = workspaceOf({
      'a.ts': '\nexport function one(): void {}\n',
      'b.ts': '/** @id a.one */\nexport function two(): void {}\n',
    });
    const result = await workspace.generate(['a.ts', 'b.ts']);
    expect(result.files).toEqual([]);
    expect(said(result)).toEqual([
      'b.ts:2 error duplicate-id: the type id `a.one` is that of `one` at a.ts:2 and of `two` at b.ts:2; give one of them an `@id`, or generate them apart with `--prefix`',
    ]);
  });

  it('may hold anything and stays an own key of the registry', async () => {
    const id = '__proto__';
    const quoted = 'a\'b"c`</script>${d}\\e';
    const workspace = workspaceOf({
      'a.ts': `/** @id ${id} */\nexport function one(): void {}\n/** @id ${quoted} */\nexport function two(p: '\\u2028</script>'): void {}`,
    });
    const { files } = await workspace.generate(['a.ts']);
    const text = files[0]!.text;
    expect(text).not.toContain('</script');
    expect(text).not.toContain('\u2028');
    const script = text
      .replace(/^import type .*$/m, '')
      .replaceAll(/^export const (\w+)(: [^=]+)? = /gm, 'const $1 = ');
    // The one way to see what the text means is to run it.
    // oxlint-disable-next-line no-new-func, typescript/no-implied-eval
    const made = new Function(`${script}; return { config, functions };`)() as typeof golden;
    expect(Object.keys(made.functions).sort()).toEqual([id, quoted].sort());
    expect(made.config.nodeTypes.map(({ type }) => type).sort()).toEqual([id, quoted].sort());
  });
});

describe('what is wrong with a file', () => {
  it.each<[string, string, Record<string, string>, RegExp]>([
    [
      'a syntax error',
      'a.ts',
      { 'a.ts': 'export function f(): void { const x = ; }\n' },
      /^a\.ts:1 error syntax: .*\(TS\d+\)$/,
    ],
    [
      'a missing relative import',
      'a.ts',
      { 'a.ts': "import { x } from './b.js';\nexport function f(a: x): void {}" },
      /^a\.ts:1 error import-not-found: the import '\.\/b\.js' leads to no file/,
    ],
    [
      'a missing package',
      'a.ts',
      { 'a.ts': "import x from '@no/such/thing';\nexport function f(): void { x(); }" },
      /^a\.ts:1 error import-not-found: .*npm install @no\/such/,
    ],
    [
      'that it is JavaScript',
      'a.js',
      { 'a.js': 'export function f() {}' },
      /^a\.js error unsupported-file: codegen reads \.ts/,
    ],
    [
      'that it holds declarations only',
      'a.d.ts',
      { 'a.d.ts': 'export declare function f(): void;' },
      /^a\.d\.ts error unsupported-file/,
    ],
    ['that it is not there', 'none.ts', {}, /^none\.ts error file-not-found/],
    [
      'that it is a directory',
      'dir.ts',
      { 'dir.ts/x': '' },
      /^dir\.ts error file-not-found: this is a directory/,
    ],
    [
      'a dot in a Python path',
      'a.b.py',
      { 'a.b.py': 'def f(): pass' },
      /^a\.b\.py error module-name/,
    ],
    [
      'an unknown control',
      'a.ts',
      {
        'a.ts':
          "import type { Port } from 'millrace';\nexport function f(a: Port<number, { control: 'dial' }>): void {}",
      },
      /^a\.ts:2 error unknown-control: `f`, parameter `a`: there is no control `dial`; use one of text, /,
    ],
    [
      'two ports of one name',
      'a.ts',
      {
        'a.ts':
          "import type { Port } from 'millrace';\nexport function f(a: Port<number, { id: 'b' }>, b: number): void {}",
      },
      /^a\.ts:2 error duplicate-port: two inputs of `f` are named `b`/,
    ],
  ])(
    '%s is said with its place, and nothing is generated',
    async (_what, file, files, expected) => {
      const result = await workspaceOf(files).generate([file]);
      expect(result.files).toEqual([]);
      expect(said(result)).toEqual([expect.stringMatching(expected)]);
    },
  );

  it.each<[string, string]>([
    ['is empty', ''],
    ['exports no function', 'export const a = 1;\nfunction f(): void {}\n'],
    ['is a script of comments', '// nothing\n'],
  ])('a file that %s is a warning', async (_what, text) => {
    const result = await workspaceOf({ 'a.ts': text }).generate(['a.ts']);
    expect(said(result, 'warning')).toEqual([
      'a.ts warning no-functions: the file exports no function that makes a node; export one, or leave the file out',
    ]);
    expect(result.files).toHaveLength(1);
  });

  it('outside of the root it says what to do', async () => {
    const workspace = workspaceOf({ 'a.ts': 'export function f(): void {}', 'sub/x': '' });
    const result = await workspace.generate(['a.ts'], { root: workspace.path('sub') });
    expect(said(result)).toEqual([
      expect.stringMatching(/error outside-root: .*pass a `--root` above it/),
    ]);
  });

  it('never is that it would be replaced by its own generated file', async () => {
    const workspace = workspaceOf({ 'a.ts': 'export function f(): void {}' });
    const result = await workspace.generate(['a.ts'], { out: workspace.path('a.ts') });
    expect(said(result)[0]).toMatch(/error out-is-input/);
    const named = await workspace.generate(['a.ts'], { out: workspace.path('out.js') });
    expect(said(named)).toEqual([expect.stringMatching(/error out-name/)]);
  });

  it('the option of a Port that means nothing is a warning that lists those that do', async () => {
    const result = await workspaceOf({
      'a.ts':
        "import type { Port } from 'millrace';\nexport function f(a: Port<number, { labl: 'x'; min: number }>): void {}",
    }).generate(['a.ts']);
    expect(said(result, 'warning')).toEqual([
      expect.stringContaining('`Port` has no option `labl`; use one of id, label'),
      expect.stringContaining('the option `min` of `Port` is no literal number; write the number'),
    ]);
  });

  it('a missing peer is an error with the line to type', async () => {
    const workspace = workspaceOf({ 'a.ts': 'export function f(): void {}' });
    const typescript = () => Promise.reject(new Error('Cannot find module'));
    await expect(workspace.generate(['a.ts'], { typescript })).rejects.toMatchObject({
      code: 'peer-missing',
      message: expect.stringContaining('npm install --save-dev ts-morph') as unknown,
    });
  });

  it('a peer of another version is an error with both versions', async () => {
    const workspace = workspaceOf({ 'a.ts': 'export function f(): void {}' });
    const typescript = () => Promise.resolve({ ts: { version: '4.3.5' } } as unknown as TsMorph);
    await expect(workspace.generate(['a.ts'], { typescript })).rejects.toMatchObject({
      code: 'peer-version',
      message: expect.stringMatching(
        /^expected ts-morph 28 .*got a ts-morph with TypeScript 4\.3\.5; install it with/,
      ) as unknown,
    });
  });
});

describe('TypeScript files', () => {
  it('may import builtins, JSON and packages without types', async () => {
    const workspace = workspaceOf({
      'a.ts':
        "import { readFile } from 'node:fs/promises';\nimport data from './data.json';\nimport x from 'untyped';\nexport function f(): void { void [readFile, data, x]; }",
      'data.json': '{}',
      'node_modules/untyped/index.js': '',
    });
    expect((await workspace.generate(['a.ts'])).diagnostics).toEqual([]);
  });

  it('resolve imports as the tsconfig.json says', async () => {
    const workspace = workspaceOf({
      'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}',
      'src/types.ts': 'export interface Size { width: number }',
      'a.ts': "import type { Size } from '@/types.js';\nexport function f(size: Size): void {}",
    });
    const result = await workspace.generate(['a.ts']);
    expect(result.diagnostics).toEqual([]);
    expect(inputOf(nodeOf(result, 'a.f'), 'size').type).toBe('Size');
  });

  it('keep two types of one name apart and share two of one content', async () => {
    const size = 'export interface Size { width: number }';
    const f = 'export function f(size: Size): void {}';
    const workspace = workspaceOf({
      'a.ts': `${size}\n${f}`,
      'b.ts': `${size}\n${f}`,
      'c.ts': `export interface Size { w: string }\n${f}`,
    });
    const shared = await workspace.generate(['a.ts', 'b.ts']);
    expect(shared.config.portTypes.map(({ type }) => type)).toEqual(['Size', 'object']);
    const apart = await workspace.generate(['a.ts', 'b.ts', 'c.ts']);
    const types = apart.config.portTypes.map(({ type }) => type);
    expect(types).toEqual([
      expect.stringMatching(/^Size:[0-9a-f]{8}$/),
      expect.stringMatching(/^Size:[0-9a-f]{8}$/),
      'object',
    ]);
    expect(inputOf(nodeOf(apart, 'a.f'), 'size').type).toBe(
      inputOf(nodeOf(apart, 'b.f'), 'size').type,
    );
    expect(inputOf(nodeOf(apart, 'c.f'), 'size').type).not.toBe(
      inputOf(nodeOf(apart, 'a.f'), 'size').type,
    );
  });
});

it('leaves nothing behind in the directories it reads', async () => {
  const workspace = workspaceOf({ 'a.ts': 'export function f(): void {}' });
  await workspace.generate(['a.ts']);
  expect(readdirSync(workspace.root).sort()).toEqual(['a.ts', 'package.json']);
});
