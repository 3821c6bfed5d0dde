import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import ts from 'typescript';
import { CORE_ROOMS, ROOMS, refuseImport } from './tooling/arrows.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const names = Object.keys(ROOMS);

/** The design's order, lowest first, written apart from the table that the linter reads. */
const RANKS = [
  ['base'],
  ['wire'],
  ['config'],
  ['graph'],
  ['run'],
  ['live', 'flow', 'library'],
  ['queue', 'server'],
];
const LIBRARY = RANKS.slice(0, -1).flat();
const OTHERS: Record<string, string[]> = {
  index: RANKS.slice(0, 5).flat(),
  'python-bridge': LIBRARY,
  codegen: [...LIBRARY, 'python-bridge'],
  component: LIBRARY,
  cli: [...RANKS.flat(), 'python-bridge', 'codegen', 'component'],
};

function targetsOf(room: string): string[] {
  const rank = RANKS.findIndex((rooms) => rooms.includes(room));
  return rank < 0 ? (OTHERS[room] ?? []) : RANKS.slice(0, rank).flat();
}

describe('the layers', () => {
  test('the table of arrows says what the design says', () => {
    for (const name of names) {
      expect([name, new Set(ROOMS[name]?.rooms)]).toEqual([name, new Set(targetsOf(name))]);
    }
  });

  test('the core rooms import no package, but the library types of its own', () => {
    expect(CORE_ROOMS.flatMap((name) => ROOMS[name]?.packages)).toEqual(['millrace']);
    const folder = join(root, 'src/library');
    const values = readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .filter((text) => /^(import|export) (?!type ).*from 'millrace'/m.test(text));
    expect(values).toEqual([]);
  });

  test('no source file imports against an arrow', () => {
    const files = ['src', 'python-bridge', 'codegen', 'component'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
        .map((file) => `${folder}/${file}`),
    );
    expect(files.length).toBeGreaterThan(10);
    const refusals = files.flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return ts
        .preProcessFile(text, true, true)
        .importedFiles.map(({ fileName }) => refuseImport(path, fileName, 'dynamic'))
        .filter((refusal) => refusal !== undefined)
        .map((refusal) => `${path}: ${refusal}`);
    });
    expect(refusals).toEqual([]);
  });
});

describe('the linter', () => {
  const ROOM_FOLDERS: Record<string, string> = {
    base: 'src',
    index: 'src',
    'python-bridge': 'python-bridge',
    codegen: 'codegen',
    component: 'component',
    test: 'test',
    examples: 'examples',
  };
  const folderOf = (room: string) => ROOM_FOLDERS[room] ?? `src/${room}`;
  const fileIn = (room: string, name: string) =>
    `${folderOf(room)}/${room === 'index' ? `index.${name}` : name}`;
  const PACKAGES = ['node:fs', 'fs', 'react', 'flume', 'pyodide', 'ts-morph', 'millrace'];
  const found = new Map<string, string[]>();
  let folder = '';

  function write(path: string, text: string) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  /** True when the rule complained about the file. */
  const refuses = (path: string, rule = 'millrace(arrow)') =>
    found.get(path)?.includes(rule) ?? false;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'millrace-layers-'));
    cpSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    for (const file of ['arrows.mjs', 'lint-plugin.mjs']) {
      cpSync(join(root, 'test/tooling', file), join(folder, 'test/tooling', file));
    }
    for (const from of names) {
      for (const to of [...names, 'test', 'examples']) {
        const up = folderOf(from).replaceAll(/[^/]+/g, '..');
        const target = `${up}/${fileIn(to, 'js')}`;
        write(fileIn(from, `to-${to}.dynamic.ts`), `export const x = () => import('${target}');\n`);
        write(fileIn(from, `to-${to}.static.ts`), `export { x } from '${target}';\n`);
        write(fileIn(from, `to-${to}.type.ts`), `export type { X } from '${target}';\n`);
      }
      for (const [index, name] of PACKAGES.entries()) {
        write(fileIn(from, `package${index}.ts`), `import { x } from '${name}';\nx();\n`);
      }
    }
    write('src/run/everything.ts', "export * from './plan.js';\n");
    write('src/run/default.ts', 'export default 1;\n');
    write('src/run/require.ts', "export const fs = require('node:fs');\n");
    write('src/run/process.ts', 'export const env = process.env;\n');
    write('src/run/round.ts', "import { b } from './trip.js';\nexport const a = b;\n");
    write('src/run/trip.ts', "import { a } from './round.js';\nexport const b = a;\n");
    write('src/new-room/a.ts', "import { a } from '../errors.js';\nexport const b = a;\n");
    const { stdout } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/.bin/oxlint'), '--format', 'json', '.'],
      { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 },
    );
    const report = JSON.parse(stdout) as { diagnostics: { filename: string; code: string }[] };
    for (const { filename, code } of report.diagnostics) {
      found.set(filename, [...(found.get(filename) ?? []), code]);
    }
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(names)('refuses from %s exactly the rooms that the design does not allow', (from) => {
    const allowed = new Set([from, ...targetsOf(from)]);
    for (const to of [...names, 'test', 'examples']) {
      const isAllowed = allowed.has(to);
      const isLazy = from === 'cli' && to !== 'cli' && to !== 'base';
      expect({
        to,
        dynamic: refuses(fileIn(from, `to-${to}.dynamic.ts`)),
        static: refuses(fileIn(from, `to-${to}.static.ts`)),
        type: refuses(fileIn(from, `to-${to}.type.ts`)),
      }).toEqual({ to, dynamic: !isAllowed, static: !isAllowed || isLazy, type: !isAllowed });
    }
  });

  test.each([
    ['queue', ['node:fs']],
    ['server', ['node:fs']],
    ['cli', ['node:fs']],
    ['python-bridge', ['node:fs', 'pyodide']],
    ['codegen', ['node:fs', 'ts-morph']],
    ['component', ['react', 'flume']],
    ...CORE_ROOMS.map((room): [string, string[]] => [room, room === 'library' ? ['millrace'] : []]),
  ])('lets %s import of these packages only %j', (from, expected) => {
    const allowed = PACKAGES.filter((_, index) => !refuses(fileIn(from, `package${index}.ts`)));
    expect(allowed).toEqual(expected);
  });

  test.each([
    ['src/run/everything.ts', 'millrace(no-export-all)'],
    ['src/run/default.ts', 'import(no-default-export)'],
    ['src/run/require.ts', 'millrace(arrow)'],
    ['src/run/process.ts', 'eslint(no-restricted-globals)'],
    ['src/run/round.ts', 'import(no-cycle)'],
    ['src/new-room/a.ts', 'millrace(arrow)'],
  ])('complains about %s by %s', (path, rule) => {
    expect(found.get(path)).toContain(rule);
  });
});

describe('the core', () => {
  const PROGRAM = `
    import * as millrace from './src/index.ts';
    const ports = (...names) => names.map((name) => ({ name, type: 'number' }));
    const add = { type: 'add', inputs: ports('a', 'b'), outputs: ports('sum') };
    const { config, issues } = millrace.parseConfig({ version: 1, nodeTypes: [add] });
    const node = (id, inputData, inputs) => ({ id, type: 'add', inputData, connections: { inputs } });
    const { graph } = millrace.parseGraph({
      version: 1,
      nodes: {
        one: node('one', { a: { a: 1 }, b: { b: 2 } }, {}),
        two: node('two', { b: { b: 4 } }, { a: [{ nodeId: 'one', portName: 'sum' }] }),
      },
    }, config);
    const functions = { add: (a, b) => a + b };
    const runner = new millrace.JobRunner(config, { functions, method: 'sync' });
    const result = runner.run(graph);
    globalThis.answer = [issues.length, result.status, result.nodes.two.outputs.sum];`;

  test('runs where there is no Node, no DOM and no package', async () => {
    const { outputFiles, metafile } = await build({
      stdin: { contents: PROGRAM, resolveDir: root },
      absWorkingDir: root,
      bundle: true,
      format: 'iife',
      platform: 'neutral',
      packages: 'external',
      write: false,
      metafile: true,
    });
    const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
    expect(imports).toEqual([]);
    // What browsers, workers and Node all have, and nothing else.
    const shared = { AbortController, AbortSignal, TextDecoder, TextEncoder, URL, console, crypto };
    const timers = { clearTimeout, performance, queueMicrotask, setTimeout, structuredClone };
    const world = createContext({ ...shared, ...timers });
    runInContext(outputFiles[0]?.text ?? '', world);
    expect(JSON.stringify(world['answer'])).toBe('[0,"success",7]');
  });
});
