/** Packages that are no ES modules, imported by Node itself: it has its own idea of their names. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import { createWorkspace, said } from './workspace.js';
import type { Workspace } from './workspace.js';

jest.setTimeout(120_000);

const manifest = (name: string, more: object = {}): string =>
  JSON.stringify({ name, version: '1.0.0', main: 'index.js', types: 'index.d.ts', ...more });

const PACKAGES: Readonly<Record<string, string>> = {
  // One object, made in a way that no static analysis sees through; `this` is the object.
  'whole/package.json': manifest('whole'),
  'whole/index.js':
    'const make = () => ({ base: 10, add(a, b) { return this.base + a + b; }, deep: { twice: (a) => 2 * a } });\nmodule.exports = make();\n',
  'whole/index.d.ts': [
    'declare const whole: whole.Whole;',
    'declare namespace whole {',
    '  interface Whole { readonly base: number; add(a: number, b: number): number; add(a: string): never }',
    '}',
    'export = whole;',
  ].join('\n'),
  // One function with others on it.
  'callable/package.json': manifest('callable'),
  'callable/index.js':
    'const f = (a) => `<${a}>`;\nObject.assign(f, { helper: (a) => -a, deep: { far: () => "far" } });\nmodule.exports = f;\n',
  'callable/index.d.ts': [
    'declare function callable(a: string): string;',
    'declare namespace callable {',
    '  function helper(a: number): number;',
    '  namespace deep { function far(): string }',
    '}',
    'export = callable;',
  ].join('\n'),
  // Declared by names, though Node sees none of them.
  'names/package.json': manifest('names'),
  'names/index.js':
    '(function (root, make) { module.exports = make(); })(this, () => ({ up: (a) => a.toUpperCase(), Tool: class { static of(a) { return [this.name, a]; } } }));\n',
  'names/index.d.ts':
    'export function up(a: string): string;\nexport class Tool { static of(a: number): unknown[] }\n',
  // Both: a default that has the names, and the names.
  'twice/package.json': manifest('twice'),
  'twice/index.js':
    '(function (make) { module.exports = make(); })(() => Object.assign((a) => [a], { pair: (a) => [a, a] }));\n',
  'twice/index.d.ts':
    'declare const twice: { (a: number): number[]; pair(a: number): number[] };\nexport default twice;\nexport function pair(a: number): number[];\n',
  // CommonJS as TypeScript prints it: Node sees the names.
  'printed/package.json': manifest('printed'),
  'printed/index.js':
    'Object.defineProperty(exports, "__esModule", { value: true });\nexports.half = (a) => a / 2;\n',
  'printed/index.d.ts': 'export declare const half: (a: number) => number;\n',
  // A module, beside CommonJS for those who require it.
  'both/package.json': manifest('both', {
    exports: { '.': { types: './index.d.ts', import: './index.mjs', require: './index.cjs' } },
  }),
  'both/index.mjs': 'export const one = () => 1;\n',
  'both/index.cjs': 'exports.one = () => 2;\n',
  'both/index.d.ts': 'export declare function one(): number;\n',
};

const CALLS = `
import { functions } from './nodes.mjs';
const call = async (type, ...args) => (await functions[type].load())(...args);
console.log(JSON.stringify([
  await call('whole.add', 1, 2),
  await call('callable.default', 'a'),
  await call('callable.helper', 3),
  await call('callable.deep.far'),
  await call('names.up', 'a'),
  await call('names.Tool.of', 1),
  await call('twice.default', 1),
  await call('twice.pair', 1),
  await call('printed.half', 3),
  await call('both.one'),
]));
`;

let workspace: Workspace;
let text: string;

beforeAll(async () => {
  const files = Object.entries(PACKAGES).map(([path, content]) => [
    `node_modules/${path}`,
    content,
  ]);
  workspace = createWorkspace({
    'calls.mjs': CALLS,
    'node_modules/millrace/package.json': manifest('millrace', { types: './index.d.ts' }),
    'node_modules/millrace/index.d.ts':
      'export type Config = unknown; export type PythonModule = unknown;',
    ...(Object.fromEntries(files) as Record<string, string>),
  });
  const names = ['whole', 'callable', 'names', 'twice', 'printed', 'both'].map(
    (name) => `npm:${name}`,
  );
  const generated = await workspace.generate([], { files: names, cwd: workspace.root });
  expect(said(generated)).toEqual([]);
  ({ text } = generated.files[0]!);
});
afterAll(() => workspace.close());

describe('a CommonJS package', () => {
  it('is called through the generated file as by hand, by Node alone', () => {
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    workspace.write({ 'nodes.mjs': outputText });
    const { stdout, stderr } = spawnSync(process.execPath, ['calls.mjs'], {
      cwd: workspace.root,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([
      13,
      '<a>',
      -3,
      'far',
      'A',
      ['Tool', 1],
      [1],
      [1, 1],
      1.5,
      1,
    ]);
  });

  it.each([
    ['esnext', 'bundler'],
    ['nodenext', 'nodenext'],
  ])('keeps the types of its functions: --module %s', (module, resolution) => {
    workspace.write({
      'nodes.generated.mts': text,
      'typed.mts': [
        `import { functions } from './nodes.generated.mjs';`,
        `const add = await functions['whole.add'].load();`,
        `const sum: number = add(1, 2);`,
        `const up = await functions['names.up'].load();`,
        `const upper: string = up('a');`,
        `// @ts-expect-error a number is no text`,
        `up(1);`,
        `export { sum, upper };`,
      ].join('\n'),
    });
    const tsc = join(process.cwd(), 'node_modules/ts7/bin/tsc');
    const options = `--noEmit --strict --target es2022 --module ${module} --moduleResolution ${resolution}`;
    const { stdout, status } = spawnSync(
      process.execPath,
      [tsc, ...options.split(/ +/), 'typed.mts'],
      { cwd: workspace.root, encoding: 'utf8' },
    );
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  it('is reached by its default where it is one value, by either where it has names', () => {
    const loaders = text.split('\n').filter((line) => line.includes('{ load:'));
    expect(loaders.map((line) => line.replace(/.*then\((.*)\) },$/, '$1'))).toEqual([
      '(m) => m.one',
      '(m) => m.default.deep.far.bind(m.default.deep)',
      '(m) => m.default',
      '(m) => m.default.helper.bind(m.default)',
      '(m) => (m.Tool ?? m.default.Tool).of.bind((m.Tool ?? m.default.Tool))',
      '(m) => m.up ?? m.default.up',
      '(m) => m.half ?? m.default.half',
      '(m) => m.default',
      '(m) => m.pair ?? m.default.pair',
      '(m) => m.default.add.bind(m.default)',
      '(m) => m.default.add.bind(m.default)',
    ]);
  });
});
