import { describe, expect, it, jest } from '@jest/globals';
import { rmSync } from 'node:fs';
import { trackWorkspaces } from '../workspace.js';
import type { Workspace } from '../workspace.js';
import { functionOf, inputsOf, sessionOf } from './reading.js';

jest.setTimeout(60_000);

const createWorkspace = trackWorkspaces();

const FILES = {
  'units.ts': "export type Unit = 'mm' | 'cm';\n",
  'shapes.ts':
    "import type { Unit } from './units.js';\nexport interface Size { width: number; unit: Unit }\n",
  'a.ts':
    "import type { Size } from './shapes.js';\nexport function area(size: Size): number { return size.width; }\n",
  'b.ts': 'export function twice(x: number): number { return 2 * x; }\n',
  'c.ts':
    "import { twice } from './b.js';\nexport function four(x: number) { return twice(twice(x)); }\n",
};

const inputsIn = (workspace: Workspace): readonly { readonly file: string }[] =>
  ['a.ts', 'b.ts', 'c.ts'].map((name) => ({ file: workspace.path(name) }));

describe('a session', () => {
  it('gives the modules in the order asked for, and the same objects while nothing changed', async () => {
    const workspace = createWorkspace(FILES);
    const session = sessionOf(workspace);
    const inputs = inputsIn(workspace);
    const first = await session.read(inputs);
    expect(first.map(({ file }) => file)).toEqual(inputs.map(({ file }) => file));
    const second = await session.read([...inputs].reverse());
    expect(second).toHaveLength(3);
    expect(second.every((module, index) => module === first[2 - index])).toBe(true);
  });

  it('reads a changed file and what imports it, near or far, and nothing else', async () => {
    const workspace = createWorkspace(FILES);
    const session = sessionOf(workspace);
    const inputs = inputsIn(workspace);
    const [a, b, c] = await session.read(inputs);
    workspace.write({ 'units.ts': "export type Unit = 'mm' | 'cm' | 'm';\n" });
    session.invalidate([workspace.path('units.ts')]);
    const [a2, b2, c2] = await session.read(inputs);
    expect(a2).not.toBe(a);
    expect(b2).toBe(b);
    expect(c2).toBe(c);
    expect(inputsOf(functionOf(a2!, 'area'))['size']).toMatchObject({
      properties: { unit: { enum: ['mm', 'cm', 'm'] } },
    });
    workspace.write({
      'b.ts': 'export function twice(x: number): string { return `${2 * x}`; }\n',
    });
    session.invalidate([workspace.path('b.ts')]);
    const [a3, b3, c3] = await session.read(inputs);
    expect(a3).toBe(a2);
    expect(functionOf(b3!, 'twice').outputs).toEqual([{ schema: { type: 'string' } }]);
    expect(functionOf(c3!, 'four').outputs).toEqual([{ schema: { type: 'string' } }]);
  });

  it('gives after any change what a new session gives', async () => {
    const workspace = createWorkspace(FILES);
    const session = sessionOf(workspace);
    const inputs = inputsIn(workspace);
    await session.read(inputs);
    const changes: readonly Readonly<Record<string, string>>[] = [
      { 'a.ts': 'export function area(size: Missing): number { return 1; }\n' },
      { 'a.ts': 'export function area(size: { broken): number {\n' },
      { 'a.ts': 'export function area(x: [number].map) {}\nexport const made = [1].map;\n' },
      { 'a.ts': FILES['a.ts'], 'shapes.ts': 'export interface Size { width: Date }\n' },
      { 'a.ts': 'export function area(at: HTMLElement["title"]): string { return at; }\n' },
      { 'a.ts': '' },
      FILES,
    ];
    for (const change of changes) {
      workspace.write(change);
      session.invalidate(Object.keys(change).map((name) => workspace.path(name)));
      expect(await session.read(inputs)).toEqual(await sessionOf(workspace).read(inputs));
    }
  });

  it('finds a file that was missing when it comes, and misses one that goes', async () => {
    const { 'units.ts': units, ...rest } = FILES;
    const workspace = createWorkspace(rest);
    const session = sessionOf(workspace);
    const inputs = inputsIn(workspace);
    const unit = async (): Promise<unknown> => {
      const [a] = await session.read(inputs);
      const { properties } = inputsOf(functionOf(a!, 'area'))['size']!;
      return properties?.['unit'];
    };
    expect(await unit()).toEqual({});
    workspace.write({ 'units.ts': units });
    session.invalidate([workspace.path('units.ts')]);
    expect(await unit()).toMatchObject({ enum: ['mm', 'cm'] });
    rmSync(workspace.path('units.ts'));
    session.invalidate([workspace.path('units.ts')]);
    expect(await unit()).toEqual({});
  });

  it('says of a file that is not there that it is not, and reads it once it is', async () => {
    const workspace = createWorkspace();
    const session = sessionOf(workspace);
    const file = workspace.path('late.ts');
    expect((await session.read([{ file }]))[0]).toEqual({
      file,
      functions: [],
      diagnostics: [
        {
          code: 'file-not-found',
          severity: 'error',
          message: 'there is no such file, or it cannot be read',
          fix: 'check the path',
          file: 'late.ts',
        },
      ],
    });
    workspace.write({ 'late.ts': 'export function late(): void {}\n' });
    session.invalidate([file]);
    const [module] = await session.read([{ file }]);
    expect(module!.functions.map(({ name }) => name)).toEqual(['late']);
  });

  it('follows the paths of tsconfig.json, and opens anew when it changes', async () => {
    const workspace = createWorkspace({
      'tsconfig.json': JSON.stringify({ files: [], references: [{ path: './tsconfig.app.json' }] }),
      'tsconfig.app.json': JSON.stringify({
        compilerOptions: { paths: { '@/*': ['./one/*'] } },
      }),
      'one/kind.ts': "export type Kind = 'one';\n",
      'two/kind.ts': "export type Kind = 'two';\n",
      'a.ts': "import type { Kind } from '@/kind.js';\nexport function f(kind: Kind): void {}\n",
    });
    const session = sessionOf(workspace);
    const read = async (): Promise<unknown> => {
      const [module] = await session.read([{ file: workspace.path('a.ts') }]);
      expect(module!.diagnostics).toEqual([]);
      return inputsOf(functionOf(module!, 'f'))['kind']?.enum;
    };
    expect(await read()).toEqual(['one']);
    workspace.write({
      'tsconfig.app.json': JSON.stringify({ compilerOptions: { paths: { '@/*': ['./two/*'] } } }),
    });
    session.invalidate([workspace.path('tsconfig.app.json')]);
    expect(await read()).toEqual(['two']);
  });

  it('takes much less time for a change than for the first reading', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `f${index}.ts`);
    const text = (name: string, type: string): string =>
      `export function ${name.replace('.ts', '')}(a: ${type}, b: string[]) { return b.map((x) => x + a); }\n`;
    const workspace = createWorkspace(
      Object.fromEntries(names.map((name) => [name, text(name, 'number')])),
    );
    const session = sessionOf(workspace);
    const inputs = names.map((name) => ({ file: workspace.path(name) }));
    // CPU time, not wall clock: others may be at work on this machine.
    const cost = async (): Promise<number> => {
      const start = process.cpuUsage();
      await session.read(inputs);
      const { user, system } = process.cpuUsage(start);
      return user + system;
    };
    const cold = await cost();
    const warm: number[] = [];
    for (const name of names.slice(0, 5)) {
      workspace.write({ [name]: text(name, 'boolean') });
      session.invalidate([workspace.path(name)]);
      warm.push(await cost());
    }
    expect(warm.sort((a, b) => a - b)[2]! / cold).toBeLessThan(0.5);
  });
});
