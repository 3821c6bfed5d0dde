import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createWorkspace } from '../workspace.js';
import type { Workspace } from '../workspace.js';
import { functionOf, inputsOf, readPackageOf, sessionOf, told } from './reading.js';

jest.setTimeout(60_000);

const PACKAGES: Readonly<Record<string, string>> = {
  // Types by the conditions of `exports`, another entry, and declarations behind `export *`.
  'modern/package.json': JSON.stringify({
    name: 'modern',
    version: '3.1.0',
    exports: {
      '.': { types: './types/index.d.ts', import: './index.js' },
      './extra': { types: './types/extra.d.ts', import: './extra.js' },
    },
  }),
  'modern/types/index.d.ts': [
    "export * from './deep.js';",
    "export { inner as renamed } from './deep.js';",
    "export * as space from './space.js';",
    "export { default } from './whole.js';",
    'export declare const constant: 3;',
    'export declare class Service { call(): void; static create(url: string): Service; private static no(): void }',
  ].join('\n'),
  'modern/types/deep.d.ts': [
    '/** Adds. */',
    'export declare function inner(a: number, b?: number): number;',
    '/** Joins.',
    ' * @param parts what to join */',
    'export declare const join: (parts: readonly string[], by: string) => string;',
    'export interface Max { (values: Iterable<number>): number | undefined; (values: Iterable<string>): string | undefined }',
    'export declare const max: Max;',
  ].join('\n'),
  'modern/types/space.d.ts': 'export declare function within(a: Date): Date;',
  'modern/types/whole.d.ts': "export { inner as default } from './deep.js';",
  'modern/types/extra.d.ts': 'export default function extra(a: bigint): bigint;',
  'modern/index.js': 'throw new Error("this file must not run");',
  // The older way of different types for different versions of TypeScript.
  'older/package.json': JSON.stringify({
    name: 'older',
    version: '1.0.0',
    main: 'index.js',
    types: 'old.d.ts',
    typesVersions: { '>=4.0': { '*': ['new/*'] } },
  }),
  'older/old.d.ts': 'export declare function old(): void;',
  'older/new/old.d.ts': 'export declare function recent(a: string): string;',
  'older/index.js': '',
  // CommonJS, with types from DefinitelyTyped.
  'common/package.json': JSON.stringify({ name: 'common', version: '2.0.0', main: 'index.js' }),
  'common/index.js': 'module.exports = () => {};',
  '@types/common/package.json': JSON.stringify({ name: '@types/common', version: '2.0.9' }),
  '@types/common/index.d.ts': [
    'declare function common(a: string): number;',
    'declare namespace common { function helper(a: number): string; const version: string; namespace deep { function far(): void } }',
    'export = common;',
  ].join('\n'),
  // An object whose type lists its functions.
  'object/package.json': JSON.stringify({ name: 'object', version: '1.0.0', types: 'index.d.ts' }),
  'object/index.d.ts': [
    'interface Tools { trim(text: string): string; readonly version: string; pad: (text: string, size: number) => string }',
    'declare const tools: Tools;',
    'export = tools;',
  ].join('\n'),
  '@scope/name/package.json': JSON.stringify({
    name: '@scope/name',
    version: '1.0.0',
    types: 'index.d.ts',
  }),
  '@scope/name/index.d.ts': 'export declare function scoped(a: number): number;',
  'untyped/package.json': JSON.stringify({ name: 'untyped', version: '1.0.0', main: 'index.js' }),
  'untyped/index.js': 'exports.f = () => {};',
};

let workspace: Workspace;

beforeAll(() => {
  const files = Object.entries(PACKAGES).map(([path, text]) => [`node_modules/${path}`, text]);
  workspace = createWorkspace(Object.fromEntries(files) as Record<string, string>);
});
afterAll(() => workspace.close());

const namesOf = async (specifier: string): Promise<readonly string[]> =>
  (await readPackageOf(workspace, specifier)).functions.map(
    ({ name, variant }) => name + (variant === undefined ? '' : `#${variant}`),
  );

describe('a package', () => {
  it('gives the functions that its entry exports, however it does', async () => {
    expect(new Set(await namesOf('modern'))).toEqual(
      new Set(['inner', 'renamed', 'join', 'max', 'max#2', 'space.within', 'Service.create']),
    );
  });

  it('is named by its specifier, and its functions know where they are declared', async () => {
    const module = await readPackageOf(workspace, 'modern');
    expect(module.file).toBe('npm:modern');
    expect(functionOf(module, 'inner')).toMatchObject({ line: 2, description: 'Adds.' });
    expect(functionOf(module, 'join')).toMatchObject({
      line: 5,
      description: 'Joins.',
      parameters: [
        { name: 'parts', description: 'what to join' },
        { name: 'by', schema: { type: 'string' } },
      ],
    });
  });

  it('gives each overload that an interface of calls lists', async () => {
    const module = await readPackageOf(workspace, 'modern');
    expect(inputsOf(functionOf(module, 'max'))).toEqual({
      values: { type: 'array', items: { type: 'number' } },
    });
    expect(inputsOf(functionOf(module, 'max', 2))).toEqual({
      values: { type: 'array', items: { type: 'string' } },
    });
  });

  it('has its version in the text of each function, so that an update changes theirs', async () => {
    const module = await readPackageOf(workspace, 'modern');
    const { sourceText } = functionOf(module, 'inner');
    expect(sourceText).toBe(
      'export declare function inner(a: number, b?: number): number;\nmodern@3.1.0',
    );
    const typed = await readPackageOf(workspace, 'common');
    expect(functionOf(typed, 'default').sourceText).toContain('\ncommon@2.0.0');
  });

  it('may be asked for another entry, a scope, or types by the version of TypeScript', async () => {
    const extra = await readPackageOf(workspace, 'modern/extra');
    expect(functionOf(extra, 'default').label).toBe('Extra');
    expect(await namesOf('@scope/name')).toEqual(['scoped']);
    expect(await namesOf('older')).toEqual(['recent']);
  });

  it('may be one function with others on it, typed by @types', async () => {
    expect(await namesOf('common')).toEqual(['helper', 'default', 'deep.far']);
    expect(functionOf(await readPackageOf(workspace, 'common'), 'default').label).toBe('Common');
  });

  it('may be one object of functions', async () => {
    expect(await namesOf('object')).toEqual(['trim', 'pad']);
  });

  it.each([
    [
      'absent/part',
      'package-not-found',
      'the package `absent` is not installed',
      'run `npm install absent`',
    ],
    [
      'modern/nothing',
      'package-not-found',
      'the package `modern` has no entry `modern/nothing` that TypeScript can resolve',
      'use one of the `exports` in its package.json',
    ],
    [
      'untyped',
      'package-untyped',
      'the package `untyped` has no type declarations',
      'run `npm install --save-dev @types/untyped`, or wrap the functions you need in a module of your own',
    ],
  ])('that can not be read is an error: %s', async (specifier, code, message, fix) => {
    const module = await readPackageOf(workspace, specifier);
    expect(module.functions).toEqual([]);
    expect(module.diagnostics).toEqual([
      { code, severity: 'error', message, fix, file: `npm:${specifier}` },
    ]);
  });

  it('and a file are read by one session, each in its place', async () => {
    workspace.write({
      'mine.ts':
        "import { Service, type Max } from 'modern';\nexport class Mine extends Service {}\nexport function mine(max: Max, own: Mine, at: symbol): void {}\n",
    });
    const session = sessionOf(workspace);
    const file = workspace.path('mine.ts');
    const modules = await session.read([{ package: 'older', from: workspace.root }, { file }]);
    expect(modules.map((module) => module.file)).toEqual(['npm:older', file]);
    const service = 'modern.Service';
    expect(inputsOf(functionOf(modules[1]!, 'mine'))).toEqual({
      max: { 'x-millrace': { format: 'function' } },
      own: {
        'x-millrace': { format: 'instance', title: 'Mine', class: 'mine.Mine', bases: [service] },
      },
      at: {},
    });
    expect(modules[1]!.diagnostics.map(told)).toEqual([
      'mine.ts:3:47 warning untyped-port: `mine`, parameter `at`: `symbol` has no counterpart in JSON Schema; the port takes anything -> write a simpler type',
    ]);
  });

  it('gives nothing of what it exports as a type only', async () => {
    workspace.write({
      'node_modules/typed/package.json': JSON.stringify({
        name: 'typed',
        version: '1.0.0',
        types: 'index.d.ts',
      }),
      'node_modules/typed/kit.d.ts':
        'export declare class Kit { static make(): Kit }\nexport declare function build(): Kit;\nexport declare function there(): void;',
      'node_modules/typed/index.d.ts':
        "export type { Kit } from './kit.js';\nexport { type build, there } from './kit.js';",
    });
    expect(await namesOf('typed')).toEqual(['there']);
  });

  it('gives bytes in any form and takes them as a Uint8Array, beside others or alone', async () => {
    workspace.write({
      'node_modules/@types/node/package.json': JSON.stringify({
        name: '@types/node',
        version: '1.0.0',
        types: 'index.d.ts',
      }),
      'node_modules/@types/node/index.d.ts':
        "declare module 'buffer' { global { interface Buffer extends Uint8Array { swap16(): Buffer } } }",
      'bytes.ts': [
        '/// <reference types="node" />',
        'export function alone(a: Buffer): Buffer { return a; }',
        'export function either(a: ArrayBuffer | Buffer | Uint8Array): ArrayBuffer { return a as never; }',
      ].join('\n'),
    });
    const [module] = await sessionOf(workspace).read([{ file: workspace.path('bytes.ts') }]);
    const bytes = { type: 'string', 'x-millrace': { format: 'bytes' } };
    expect(inputsOf(functionOf(module!, 'alone'))).toEqual({ a: {} });
    expect(inputsOf(functionOf(module!, 'either'))).toEqual({ a: bytes });
    for (const { outputs } of module!.functions) expect(outputs).toEqual([{ schema: bytes }]);
    expect(module!.diagnostics.map(told)).toEqual([
      'bytes.ts:2:26 warning untyped-port: `alone`, parameter `a`: bytes come as a `Uint8Array`, not as a `Buffer`; the port takes anything -> take a `Uint8Array`',
    ]);
  });

  it('that was installed anew is read anew', async () => {
    const session = sessionOf(workspace);
    const input = { package: 'older', from: workspace.root };
    const [before] = await session.read([input]);
    const path = 'node_modules/older/new/old.d.ts';
    workspace.write({ [path]: 'export declare function later(): void;' });
    session.invalidate([workspace.path(path)]);
    const [after] = await session.read([input]);
    workspace.write({ [path]: PACKAGES['older/new/old.d.ts']! });
    expect(before!.functions.map(({ name }) => name)).toEqual(['recent']);
    expect(after!.functions.map(({ name }) => name)).toEqual(['later']);
  });
});
