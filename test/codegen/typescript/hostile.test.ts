import { afterAll, describe, expect, it, jest } from '@jest/globals';
import type { ReadModule } from '../../../codegen/read-module.js';
import { createWorkspace } from '../workspace.js';
import { functionOf, inputsOf, outputOf, sessionOf, told } from './reading.js';

jest.setTimeout(60_000);

const workspace = createWorkspace();
const session = sessionOf(workspace);
afterAll(() => workspace.close());

/** One file that becomes another for each test: the programs stay open. */
async function read(text: string): Promise<ReadModule> {
  const file = workspace.path('nodes.ts');
  workspace.write({ 'nodes.ts': text });
  session.invalidate([file]);
  const [module] = await session.read([{ file }]);
  return module!;
}

describe('a type that is hard to read', () => {
  it('is listed whole up to ten thousand members, and then checked by its kind', async () => {
    const digit = "'0'|'1'|'2'|'3'|'4'|'5'|'6'|'7'|'8'|'9'";
    const many = Array.from({ length: 2000 }, (_, index) => `'m${index}'`);
    const module = await read(`
      type D = ${digit};
      export function f(all: ${many.join(' | ')}, keys: \`\${D}\${D}\${D}\`, more: \`\${D}\${D}\${D}\${D}\` | 'x', huge: \`\${D}\${D}\${D}\${D}\${D}\${D}\`): void {}
    `);
    const inputs = inputsOf(functionOf(module, 'f'));
    expect(inputs['all']?.enum).toEqual(many.map((text) => text.slice(1, -1)));
    expect(inputs['keys']?.enum).toHaveLength(1000);
    expect(inputs['more']).toEqual({ type: 'string' });
    expect(inputs['huge']).toEqual({});
    expect(module.diagnostics.map(told)).toEqual([
      expect.stringMatching(
        /`f`, parameter `huge`: TypeScript can't compute the type .*; the port takes anything -> write it out, or simplify it$/,
      ),
    ]);
  });

  it('that grows without end stops, and takes no other function with it', async () => {
    const module = await read(`
      type Grow<T> = T extends unknown[] ? Grow<[...T, 0]> : Grow<[T]>;
      type Nest<T> = { inner: Nest<T[]> };
      interface Box<T> { v: T }
      export function endless(a: Grow<1>, b: Nest<1>, c: ${'Box<'.repeat(60)}1${'>'.repeat(60)}): void {}
      export function fine(a: number): number { return a; }
    `);
    expect(inputsOf(functionOf(module, 'endless'))['a']).toEqual({});
    expect(functionOf(module, 'fine').outputs).toEqual([{ schema: { type: 'number' } }]);
    expect(module.diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining("TypeScript can't compute the type `Grow<1>`"),
      expect.stringMatching(/at `(\.inner){8}`, `Nest` stands inside of itself/),
      expect.stringMatching(/at `(\.v){8}`, `Box` stands inside of itself/),
    ]);
  });

  it('of very many parts is cut', async () => {
    const fields = Array.from({ length: 2000 }, (_, index) => `f${index}: { a: number }`);
    const module = await read(`export function wide(a: { ${fields.join('; ')} }): void {}`);
    expect(Object.keys(inputsOf(functionOf(module, 'wide'))['a']?.properties ?? {})).toHaveLength(
      2000,
    );
    expect(module.diagnostics.map(({ message }) => message)).toEqual([
      '`wide`, parameter `a`: the type has too many parts; the port takes anything',
    ]);
  });

  it('that is `any` by an alias or in parts is told as such', async () => {
    const module = await read(
      'type Loose = any;\nexport function f(a: Loose, b: Record<string, any>, ...c: any[]): any {}',
    );
    expect(inputsOf(functionOf(module, 'f'))).toEqual({
      a: {},
      b: { type: 'object' },
      c: { type: 'array' },
    });
    expect(
      module.diagnostics.map(({ message, column }) => [column, message.split(': ')[1]]),
    ).toEqual([22, 32, 59, 67].map((column) => [column, expect.stringContaining('it is `any`')]));
  });
});

describe('a module that is hard to read', () => {
  it('in a circle with another is read, each with its own types', async () => {
    workspace.write({
      'a.ts':
        "import { g } from './b.js';\nexport interface A { b: import('./b.js').B | null }\nexport function f(a: A) { return g(a.b!); }\n",
      'b.ts':
        "import { type A, f } from './a.js';\nexport interface B { a: A }\nexport function g(b: B): ReturnType<typeof f> { return f(b.a); }\n",
    });
    const [a, b] = await session.read([
      { file: workspace.path('a.ts') },
      { file: workspace.path('b.ts') },
    ]);
    expect(inputsOf(functionOf(a!, 'f'))['a']?.$defs).toHaveProperty('A');
    expect(inputsOf(functionOf(b!, 'g'))['b']?.$ref).toBe('#/$defs/B');
    expect(outputOf(functionOf(b!, 'g')).schema).toEqual({});
  });

  it('has names of any script, words of the language, and those that objects have', async () => {
    const module = await read(`
      export function größe(ä: number, __proto__: string, constructor: boolean): number { return ä; }
      export { größe as class, größe as 'a-b' };
      export function __proto__(toString: number): void {}
      export const await_ = (delete_: 1) => delete_;
    `);
    expect(module.functions.map(({ name }) => name).sort()).toEqual(
      ['größe', 'class', 'a-b', '__proto__', 'await_'].sort(),
    );
    expect(functionOf(module, 'größe').parameters.map(({ name }) => name)).toEqual([
      'ä',
      '__proto__',
      'constructor',
    ]);
    expect(functionOf(module, '__proto__').parameters.map(({ name }) => name)).toEqual([
      'toString',
    ]);
  });

  it('has line ends of Windows, or a mark of its byte order: places and texts are the same', async () => {
    const text =
      '/**\n * Adds.\n * @example\n * a\n * b\n */\nexport function f(a: number,\n  b: symbol): void {}\n';
    const plain = await read(text);
    for (const other of [text.replaceAll('\n', '\r\n'), `\uFEFF${text}`]) {
      const module = await read(other);
      expect(module.functions).toEqual(plain.functions);
      expect(module.diagnostics).toEqual(plain.diagnostics);
    }
    expect(plain.diagnostics.map(told)).toEqual([
      'nodes.ts:8:6 warning untyped-port: `f`, parameter `b`: `symbol` has no counterpart in JSON Schema; the port takes anything -> write a simpler type',
    ]);
  });

  it('is told where it does not parse, and nothing else is said of it', async () => {
    const module = await read('export function f(a: number {\n}\n');
    expect(module.functions).toEqual([]);
    expect(module.diagnostics.length).toBeGreaterThan(0);
    expect(module.diagnostics[0]).toMatchObject({
      code: 'syntax',
      file: 'nodes.ts',
      line: 1,
      column: 29,
    });
  });

  it('may be empty, a script, or export itself', async () => {
    for (const text of ['', 'function f(): void {}', "export * as self from './nodes.js';"]) {
      expect(await read(text)).toMatchObject({ functions: [], diagnostics: [] });
    }
  });

  it('adds to the global types, which stay what they are', async () => {
    const module = await read(
      'declare global { interface Array<T> { shuffled(): T[] } interface Date { week(): number } }\nexport function f(a: number[], b: Date): void {}',
    );
    expect(inputsOf(functionOf(module, 'f'))).toEqual({
      a: { type: 'array', items: { type: 'number' } },
      b: { type: 'string', 'x-millrace': { format: 'datetime' } },
    });
  });

  it('has types of its own under the names of the library', async () => {
    const module = await read(
      'interface Map { a: number }\ntype Date = string;\nexport function f(a: Map, b: Date): void {}',
    );
    expect(inputsOf(functionOf(module, 'f'))).toMatchObject({
      a: { type: 'object', properties: { a: { type: 'number' } } },
      b: { type: 'string' },
    });
  });

  it('imports what is not there: each import is told, and what to install for Node', async () => {
    const module = await read(
      "import type { X } from './nope.js';\nimport { Y } from 'not-there/part';\nimport fs from 'node:fs';\nexport function f(x: X, y: Y[], z: number, s: fs.Stats): void {}",
    );
    expect(module.diagnostics.map(told)).toEqual([
      "nodes.ts:1:24 error import-not-found: the import './nope.js' leads to no file -> correct the path",
      "nodes.ts:2:19 error import-not-found: the package of the import 'not-there/part' is not installed -> run `npm install not-there`",
      expect.stringMatching(
        /4:22 .*`X` is not known here; the port .* -> see to it that '\.\/nope\.js' exports it$/,
      ),
      expect.stringContaining('4:28'),
      expect.stringMatching(
        /4:47 .*`fs\.Stats` is not known .* -> run `npm install --save-dev @types\/node`/,
      ),
    ]);
    expect(inputsOf(functionOf(module, 'f'))['z']).toEqual({ type: 'number' });
  });

  it('of five hundred functions gives five hundred, and none of them runs', async () => {
    const functions = Array.from(
      { length: 500 },
      (_, index) => `export function f${index}(a: number, b = [${index}]): number[] { return b; }`,
    );
    const module = await read(
      `throw new Error('this module must not run');\n${functions.join('\n')}`,
    );
    expect(module.functions).toHaveLength(500);
    expect(module.functions[499]).toMatchObject({ name: 'f499', line: 501 });
    expect(module.diagnostics).toEqual([]);
  });

  it('says the same whatever is read with it, and in whatever order', async () => {
    const files = {
      'a.ts':
        "export type U = 'x' | 'y';\nexport function f(u: U): Map<string, U> { return new Map(); }\n",
      'b.ts':
        "export function g(u: 'y' | 'x', d: (1 | 2)[]) { return d.map((n) => [n, u] as const); }\n",
      'c.ts':
        'export function h(e: HTMLElement["dir"], d: 2 | 1) { return document.title + e + d; }\n',
    };
    workspace.write(files);
    const inputs = Object.keys(files).map((name) => ({ file: workspace.path(name) }));
    const together = await sessionOf(workspace).read(inputs);
    const reversed = await sessionOf(workspace).read([...inputs].reverse());
    expect([...reversed].reverse()).toEqual(together);
    for (const [index, input] of inputs.entries()) {
      expect(await sessionOf(workspace).read([input])).toEqual([together[index]]);
    }
  });
});
