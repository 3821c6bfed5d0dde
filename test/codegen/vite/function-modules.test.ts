/** Nodes by `?millrace` and by kept files, in builds of Rollup and of Vite. */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Config } from 'millrace';

jest.setTimeout(180_000);

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const installed = (path: string): string => join(repository, 'node_modules', path);
const env = {
  ...process.env,
  NO_COLOR: '1',
  VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true',
  TSX_TSCONFIG_PATH: join(repository, 'tsconfig.json'),
};

const MATH = `/** The sum. */
export function add(a: number, b = 2): number {
  return a + b;
}
`;
const TAX = 'from rates import RATE\n\ndef tax(price: float) -> float:\n    return price * RATE\n';

let folder: string;
const folders: string[] = [];
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'millrace-modules-')));
  folders.push(folder);
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['nanoid', 'pyodide', 'ts-morph']) {
    symlinkSync(installed(name), join(folder, 'node_modules', name));
  }
  write({
    'package.json': '{"name":"app","type":"module"}',
    'nodes/math.ts': MATH,
    'nodes/tax.py': TAX,
    'nodes/rates.py': 'RATE = 0.2\n',
  });
});
afterEach(() => {
  for (const each of folders.splice(0)) rmSync(each, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** A build as its user types it; the bundler and the plugin are the real ones. */
function build(bundler: 'rollup' | 'vite', more = '') {
  // CPython starts in a tenth of the time that Pyodide takes.
  const options = `{ python: 'python3', ${more} }`;
  const plugin = JSON.stringify(join(repository, 'codegen/vite/index.ts'));
  const esbuild = JSON.stringify(pathToFileURL(installed('esbuild/lib/main.js')).href);
  const strip = `{ name: 'strip', resolveId(source, importer) {
    return /^\\.{1,2}\\/.*\\.js$/.test(source) && importer?.endsWith('.ts') ? this.resolve(source.slice(0, -3) + '.ts', importer) : null;
  }, async transform(code, id) {
    if (!id.endsWith('.ts')) return null;
    return { code: (await (await import(${esbuild})).transform(code, { loader: 'ts' })).code, map: null };
  } }`;
  write({
    'rollup.config.mjs': `import { millrace } from ${plugin};
export default { input: 'main.js', external: ['nanoid'], plugins: [millrace(${options}), ${strip}], output: { dir: 'out', format: 'es' } };`,
    'vite.config.mjs': `import { millrace } from ${plugin};
export default { plugins: [millrace(${options})], logLevel: 'warn',
  build: { lib: { entry: 'main.js', formats: ['es'], fileName: 'main' }, outDir: 'out', minify: false, rolldownOptions: { external: ['nanoid'] } } };`,
  });
  const tsx = ['--import', pathToFileURL(installed('tsx/dist/loader.mjs')).href];
  const args =
    bundler === 'rollup'
      ? [...tsx, installed('rollup/dist/bin/rollup'), '-c']
      : [...tsx, installed('vite/bin/vite.js'), 'build'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { status, printed: stdout + stderr };
}

/** What the built module exports. */
async function built<T>(): Promise<T> {
  return (await import(pathToFileURL(join(folder, 'out/main.js')).href)) as T;
}

const MAIN = `
import { config, functions } from './nodes/math.ts?millrace';
import { config as both, python } from './nodes/*.{ts,py}?millrace';
import { config as ids } from 'npm:nanoid?millrace';
const idsOf = ({ nodeTypes }) => nodeTypes.map(({ type }) => type);
export const found = [idsOf(config), idsOf(both), idsOf(ids).includes('nanoid.nanoid')];
export const modules = Object.keys(python);
export const three = async () => (await functions['nodes.math.add'].load())(1, 2);
`;

interface Built {
  readonly found: readonly unknown[];
  readonly modules: readonly string[];
  readonly three: () => Promise<number>;
}

describe.each(['rollup', 'vite'] as const)('a build with %s', (bundler) => {
  test('has the nodes of a module, of a pattern and of a package, and calls them', async () => {
    write({ 'main.js': MAIN });
    const { status, printed } = build(bundler);
    expect({ status, printed }).toMatchObject({ status: 0 });
    const { found, modules, three } = await built<Built>();
    expect(found).toEqual([['nodes.math.add'], ['nodes.math.add', 'nodes.tax.tax'], true]);
    expect(modules).toContain('nodes.tax');
    expect(modules.some((name) => name.endsWith('rates'))).toBe(true);
    expect(await three()).toBe(3);
    const scripts = readdirSync(join(folder, 'out')).map((name) =>
      readFileSync(join(folder, 'out', name), 'utf8'),
    );
    expect(scripts.join('\n')).not.toMatch(/ts-morph|millrace-modules-/);
  });

  test('fails at an error, with its place', () => {
    write({ 'main.js': MAIN, 'nodes/math.ts': MATH.replace('a: number', 'a: ') });
    const { status, printed } = build(bundler);
    expect(status).toBe(1);
    expect(printed).toContain('nodes/math.ts:2:24 - error syntax: ');
    expect(printed).toContain('2 | export function add(a: , b = 2): number {');
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  test('says each warning once', () => {
    write({ 'main.js': MAIN, 'nodes/math.ts': MATH.replace('a: number', 'a: any') });
    const { status, printed } = build(bundler, "include: 'nodes/*.ts'");
    expect(status).toBe(0);
    expect(printed.match(/nodes\/math\.ts:2:\d+ - warning untyped-port/g)).toHaveLength(1);
  });
});

describe('files that are kept', () => {
  const GENERATED = 'nodes/math.millrace.generated.ts';

  test('stand beside their modules, as the command would write them', () => {
    write({ 'main.js': "export { config } from './nodes/math.millrace.generated.ts';" });
    expect(build('rollup', "include: ['nodes/*.{ts,py}']")).toMatchObject({ status: 0 });
    const kept = readdirSync(join(folder, 'nodes')).filter((name) => name.includes('generated'));
    expect(kept).toEqual(['math', 'rates', 'tax'].map((name) => `${name}.millrace.generated.ts`));
    const text = readFileSync(join(folder, GENERATED), 'utf8');
    expect(text).toContain(
      `//   millrace codegen nodes/math.ts --out ${GENERATED} --python python3\n`,
    );
    expect(text).toContain("import('./math.js').then((m) => m.add)");
    expect(text).toContain("import type { Config, PythonModule } from 'millrace';");
  });

  test('are shared by modules of one name in both languages', async () => {
    write({
      'main.js': "export { config } from './nodes/math.millrace.generated.ts';",
      'nodes/math.py': 'def sub(a: int, b: int) -> int:\n    return a - b\n',
    });
    expect(build('rollup', "include: 'nodes/math.*'")).toMatchObject({ status: 0 });
    const { config } = await built<{ config: Config }>();
    expect(config.nodeTypes.map(({ type }) => type)).toEqual(['nodes.math.add', 'nodes.math.sub']);
  });

  test('never replace a file that somebody wrote, and stay over an error', () => {
    write({ 'main.js': 'export {};', [GENERATED]: 'export const mine = 1;\n' });
    const refused = build('rollup', "include: 'nodes/math.ts'");
    expect(refused.status).toBe(1);
    expect(refused.printed).toContain('was not written by millrace codegen');
    expect(readFileSync(join(folder, GENERATED), 'utf8')).toBe('export const mine = 1;\n');
  });
});
