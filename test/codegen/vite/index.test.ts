/** The plugin in a real Vite: its development server, and what it builds. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { millrace } from 'millrace/vite';
import { resolveConfig, type InlineConfig } from 'vite';
import { PYODIDE_FILES } from '../../../python-bridge/pyodide/pyodide-files.js';
import { findLibrary } from '../../../python-bridge/runtime/files.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const pyodide = join(root, 'node_modules/pyodide');
/** What is sent and copied, by name. */
const served = new Map(
  [...PYODIDE_FILES.map((file) => join(pyodide, file)), findLibrary()!].map((path) => [
    basename(path),
    readFileSync(path),
  ]),
);
const vite = join(root, 'node_modules/vite/bin/vite.js');

const MAIN = `
import { indexURL } from 'virtual:millrace/pyodide';
globalThis.answer = indexURL;
globalThis.worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
`;
const PAGE = "import { indexURL } from 'virtual:millrace/pyodide';\nglobalThis.answer = indexURL;";
const WORKER = `
import { indexURL } from 'virtual:millrace/pyodide';
import('./lazy.js').then(({ say }) => say(indexURL));
`;

// The plugin's sources are TypeScript, which Vite would rather have built.
const env = { ...process.env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true', NO_COLOR: '1' };

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-vite-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(pyodide, join(folder, 'node_modules/pyodide'));
  const plugin = JSON.stringify(join(root, 'codegen/vite/index.ts'));
  const config = `import { millrace } from ${plugin};\nexport default { plugins: [millrace()] };`;
  writeFileSync(join(folder, 'vite.config.ts'), config);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'index.html'), '<script type="module" src="./main.js"></script>');
  writeFileSync(join(folder, 'main.js'), MAIN);
  writeFileSync(join(folder, 'worker.js'), WORKER);
  writeFileSync(join(folder, 'lazy.js'), 'export const say = (text) => postMessage(text);');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const config = (more: InlineConfig = {}): InlineConfig => ({
  configFile: false,
  root: folder,
  logLevel: 'silent',
  plugins: [millrace()],
  ...more,
});

/** Every built script, and the files beside them. Vite's own parts do not run in Jest's realm. */
function built(base: string): { scripts: string[]; pyodide: string[] } {
  const args = [vite, 'build', `--base=${base}`, '--minify=false', '--logLevel=warn'];
  const ended = spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' });
  expect(ended).toMatchObject({ status: 0, stderr: '' });
  const assets = join(folder, 'dist/assets');
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  return {
    scripts: scripts.map((name) => readFileSync(join(assets, name), 'utf8')),
    pyodide: readdirSync(join(assets, 'pyodide-314.0.7')).sort(),
  };
}

describe('a build', () => {
  test('has Pyodide’s files and the bytecode, byte for byte, and no others', () => {
    const { pyodide: files } = built('/');
    expect(files).toEqual([...served.keys()].sort());
    expect(files).toContain('python-stdlib-314.0.7.zip');
    for (const file of files) {
      const copied = readFileSync(join(folder, 'dist/assets/pyodide-314.0.7', file));
      expect(copied.equals(served.get(file)!)).toBe(true);
    }
  });

  test.each([
    ['/', '"/assets/pyodide-314.0.7/"'],
    ['/app/', '"/app/assets/pyodide-314.0.7/"'],
    ['https://cdn.example/x/', '"https://cdn.example/x/assets/pyodide-314.0.7/"'],
  ])('under the base %s says so, on pages and in workers', (base, url) => {
    const { scripts } = built(base);
    expect(scripts.filter((script) => script.includes(url))).toHaveLength(2);
  });

  test('under a relative base finds them from each chunk', () => {
    const { scripts } = built('./');
    const place = /new URL\(\s*(?:\/\*.*?\*\/)?\s*["']pyodide-314\.0\.7\/["'],\s*import\.meta\.url/;
    expect(scripts.filter((script) => place.test(script))).toHaveLength(2);
  });
});

describe('the development server', () => {
  const TYPES: Readonly<Record<string, string>> = {
    mjs: 'text/javascript',
    wasm: 'application/wasm',
    zip: 'application/zip',
    json: 'application/json',
  };

  async function serving(base: string, use: (url: string) => Promise<void>): Promise<void> {
    const args = [vite, `--base=${base}`, '--host=127.0.0.1', '--port=0'];
    const server = spawn(process.execPath, args, { cwd: folder, env });
    const ended = once(server, 'close');
    try {
      await use(await addressOf(server.stdout));
    } finally {
      server.kill();
      await ended;
    }
  }

  async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
    for await (const line of createInterface({ input: output })) {
      const match = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
      if (match !== null) return match[0];
    }
    throw new Error('Vite ended without an address');
  }

  test.each(['/', '/app/'])('serves the files below %s, to be kept for ever', async (base) => {
    await serving(base, async (url) => {
      for (const [file, { length }] of served) {
        for (const method of ['GET', 'HEAD']) {
          const place = `${url}${base}@millrace/pyodide-314.0.7/${file}`;
          const response = await fetch(place, { method });
          const body = await response.arrayBuffer();
          expect(body.byteLength).toBe(method === 'GET' ? length : 0);
          expect(response.headers.get('content-length')).toBe(String(length));
          expect(response.headers.get('content-type')).toBe(TYPES[file.split('.').at(-1)!]);
          expect(response.headers.get('cache-control')).toContain('immutable');
        }
      }
    });
  });

  test('serves nothing else of the package, and no other method', async () => {
    await serving('/', async (url) => {
      const at = `${url}/@millrace/pyodide-314.0.7/`;
      for (const path of ['package.json', 'pyodide.d.ts', '../pyodide-314.0.7/console.html']) {
        const text = await (await fetch(at + path)).text();
        expect(text).not.toContain('"pyodide"');
        expect(text).not.toContain('loadPyodide');
      }
      const posted = await fetch(`${at}pyodide.mjs`, { method: 'POST' });
      expect(await posted.text()).not.toContain('loadPyodide');
    });
  });

  test('says where they are', async () => {
    await serving('/app/', async (url) => {
      const text = await (await fetch(`${url}/app/@id/__x00__virtual:millrace/pyodide`)).text();
      expect(text).toContain('"/app/@millrace/pyodide-314.0.7/"');
    });
  });
});

describe('the configuration', () => {
  test('builds workers as ES modules, unless it says otherwise', async () => {
    expect((await resolveConfig(config(), 'build')).worker.format).toBe('es');
    const own = await resolveConfig(config({ worker: { format: 'iife' } }), 'build');
    expect(own.worker.format).toBe('iife');
  });

  /** Builds an app whose `pyodide` is that, from a page that imports that. */
  function building(pyodideFiles: Readonly<Record<string, string>>, script: string) {
    const other = mkdtempSync(join(tmpdir(), 'millrace-vite-'));
    try {
      const own = join(other, 'node_modules/pyodide');
      mkdirSync(own, { recursive: true });
      for (const [name, text] of Object.entries(pyodideFiles)) writeFileSync(join(own, name), text);
      for (const name of ['vite.config.ts', 'package.json', 'index.html']) {
        writeFileSync(join(other, name), readFileSync(join(folder, name)));
      }
      writeFileSync(join(other, 'main.js'), script);
      const args = [vite, 'build', '--logLevel=error'];
      const { status, stderr } = spawnSync(process.execPath, args, {
        cwd: other,
        env,
        encoding: 'utf8',
      });
      const assets = join(other, 'dist/assets');
      return { status, stderr, files: existsSync(assets) ? readdirSync(assets) : [] };
    } finally {
      rmSync(other, { recursive: true });
    }
  }

  test('of an app whose pyodide is of another version is refused with the line to type', () => {
    const files = { 'package.json': '{"name":"pyodide","version":"0.28.0"}', 'pyodide.mjs': '' };
    const { status, stderr } = building(files, PAGE);
    expect(status).toBe(1);
    expect(stderr).toContain('npm install pyodide@314.0.7');
    expect(stderr).toContain('0.28.0');
  });

  test('of an app without pyodide is refused with the line to type', () => {
    const { status, stderr } = building({}, PAGE);
    expect(status).toBe(1);
    expect(stderr).toContain('npm install pyodide@314.0.7');
  });

  test('of an app that does not ask where Pyodide is needs none, and gets none', () => {
    const { status, stderr, files } = building({}, 'document.title = "no Python here";');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(files.filter((name) => name.startsWith('pyodide'))).toEqual([]);
  });
});
