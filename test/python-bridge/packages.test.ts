/** Packages: what is installed, what is refused, and that nobody asks the network for them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { PythonRuntime } from '../../src/run/python/python-runtime.js';
import { createPyodide, type PackageSource } from '../../python-bridge/node.js';
import type { PackageLoad } from '../../python-bridge/packages/package-load.js';
import { newestPureWheel } from '../../python-bridge/packages/simple-index.js';
import { readWheelName } from '../../python-bridge/packages/wheel-name.js';
import { installPackages } from '../../python-bridge/pyodide/packages.mjs';
import { findPyodide } from '../../python-bridge/pyodide/peer.js';
import { loadFrom } from '../../python-bridge/pyodide/session.mjs';
import { startPython } from '../../python-bridge/pyodide/start-python.mjs';
import { readHost } from '../../python-bridge/runtime/files.js';
import { node, rejection, run } from '../contract/python-nodes.js';
import { makeLock, makeWheel, type MadeWheel } from './tiny-wheel.js';

const WHEELS = {
  rules: makeWheel({
    name: 'rules',
    requires: ['mill_parts>=1', 'not-here; python_version < "3"', 'extra-one; extra == "all"'],
    source: 'from mill_parts import WHEEL\ndef turn(): return WHEEL * 2',
  }),
  'mill-parts': makeWheel({ name: 'mill_parts', source: 'WHEEL = 21' }),
};
const LOCK = makeLock({
  rules: { ...WHEELS.rules, depends: ['mill-parts'] },
  'mill-parts': WHEELS['mill-parts'],
});

let folder: string;
const put = (name: string, text: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const putWheel = ({ file, bytes }: MadeWheel): string => put(file, bytes);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-packages-'));
  for (const wheel of Object.values(WHEELS)) putWheel(wheel);
  put('pyodide-lock.json', JSON.stringify(LOCK));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MODULES = {
  m: `
import rules
def turn(): return rules.turn()
def late():
    import numpy
def leave():
    import os
    os._exit(1)
`,
};
const inModule = { module: 'm' };

describe('[P7] packages of a folder', () => {
  let python: PythonRuntime;
  const boots: string[] = [];
  beforeAll(() => {
    python = createPyodide({
      modules: MODULES,
      packages: ['Rules>=1.0'],
      packageSource: folder,
      onBoot: (event) => {
        if (event.type === 'install') boots.push(`${event.name} ${event.done}/${event.total}`);
      },
    });
  });
  afterAll(() => python.close());

  test('are there, with all they need, before a module is imported', async () => {
    expect((await run(python, node('turn', {}, inModule))).output(0).value).toBe(42);
    expect(boots).toEqual(['mill-parts 0/2', 'rules 1/2', 'rules 2/2']);
  });

  test('are there again after the interpreter has ended, though the files are gone', async () => {
    rmSync(join(folder, WHEELS.rules.file));
    try {
      expect((await run(python, node('leave', {}, inModule))).error(0).code).toBe('python-crashed');
      expect((await run(python, node('turn', {}, inModule))).output(0).value).toBe(42);
    } finally {
      putWheel(WHEELS.rules);
    }
  });

  test('one that is not listed is named by the error of the node that needs it', async () => {
    const error = (await run(python, node('late', {}, inModule))).error(0);
    expect(error.message).toMatch(/No module named 'numpy'|`numpy`/);
    expect(error.message).toContain('packages');
  });
});

describe('[P7] a package that can not be had ends the boot, without an interpreter', () => {
  const failure = async (packages: readonly string[], packageSource?: PackageSource) => {
    const source = packageSource === undefined ? {} : { packageSource };
    const python = createPyodide({ packages, ...source });
    try {
      return await rejection(python.boot());
    } finally {
      await python.close();
    }
  };
  const missing = (...words: readonly string[]) =>
    expect.objectContaining({
      code: 'python-package-missing',
      message: expect.stringMatching(
        words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*'),
      ),
    });

  test('a name without a source', async () => {
    expect(await failure(['pydantic>=2'])).toEqual(
      missing('"pydantic>=2"', 'packageSource is not given', 'millrace wheels pydantic --out'),
    );
  });

  test('a name that the lock file has not', async () => {
    expect(await failure(['numpy'], folder)).toEqual(
      missing('package numpy in file://', 'which has rules, mill-parts', 'millrace wheels numpy'),
    );
  });

  test('what another needs, and the lock file has not', async () => {
    const lock = makeLock({ rules: { ...WHEELS.rules, depends: ['mill-parts'] } });
    expect(await failure(['rules'], { lock, folder })).toEqual(
      missing('package mill-parts, which rules needs, in the lock file in packageSource'),
    );
  });

  test('a folder without a lock file, a file that is gone, a page in its place', async () => {
    expect(await failure(['rules'], join(folder, 'nowhere'))).toEqual(
      missing('lock file file://', 'nowhere/pyodide-lock.json', 'no such file'),
    );
    const page = put('page.json', '<!doctype html>');
    expect(await failure(['rules'], page)).toEqual(missing('page.json, got a page in its place'));
    const gone = makeLock({ gone: { ...WHEELS.rules, file: 'gone-1.0-py3-none-any.whl' } });
    expect(await failure(['gone'], { lock: gone, folder })).toEqual(
      missing('the package gone 1.0 at file://', 'got no such file'),
    );
    const path = put('page-1.0-py3-none-any.whl', '<!doctype html>');
    expect(await failure([path])).toEqual(missing('got what begins with "<!doctype html>"'));
  });

  test.each([
    ['a lock file of another Python', { info: { abi_version: '2025_0' }, packages: {} }],
    ['what is no lock file', { packages: [] }],
    ['a package without a file', { packages: { rules: { depends: [] } } }],
    ['needs that are no names', { packages: { rules: { file_name: 'a', depends: [1] } } }],
  ])('%s is refused', async (_, lock) => {
    expect((await failure(['rules'], { lock, folder })).code).toBe('python-package-unfit');
  });

  test('a text that is neither name nor wheel', async () => {
    const error = await failure(['$rules'], folder);
    expect(error).toMatchObject({ code: 'python-package-unfit' });
    expect(error.message).toContain('"$rules"');
  });

  test.each([
    ['packages', { packages: 'pydantic' }],
    ['packages', { packages: [''] }],
    ['packageSource', { packages: ['a'], packageSource: { indexURL: 'file:///index' } }],
    ['packageSource', { packages: ['a'], packageSource: { lock: {} } }],
  ])('the option %s is checked before anything starts', (option, options) => {
    expect(() => createPyodide(options as object)).toThrow(`expected ${option} to be`);
  });
});

describe('[P7] in an interpreter', () => {
  let python: Awaited<ReturnType<typeof startPython>>['python'];
  const events: string[] = [];
  const opened: unknown[] = [];
  beforeAll(async () => {
    jest.spyOn(globalThis, 'fetch').mockImplementation((url) => {
      opened.push(url);
      return Promise.reject(new Error('no network here'));
    });
    jest.spyOn(Socket.prototype, 'connect').mockImplementation(function refuse(this: Socket) {
      opened.push('socket');
      throw new Error('no network here');
    });
    const onBoot = (): void => undefined;
    const settings = { stdout: onBoot, stderr: onBoot, stdin: () => null };
    const load = loadFrom(findPyodide(), onBoot);
    ({ python } = await startPython({ load, settings, hostFiles: readHost(), onBoot }));
  });
  afterAll(() => void jest.restoreAllMocks());

  const toFile = (wheel: MadeWheel, sha256 = ''): PackageLoad['files'][number] => {
    const { file, bytes } = wheel;
    return {
      file,
      name: file.split('-')[0]!,
      from: `here/${file}`,
      bytes,
      sha256,
      isLibrary: false,
    };
  };
  const install = (load: Partial<PackageLoad>): Promise<void> =>
    installPackages(python, { files: [], requested: [], place: 'here', ...load }, (event) =>
      events.push(event.type),
    );

  test('a wheel with other bytes than its lock file says is refused', async () => {
    const wheel = makeWheel({ name: 'swapped' });
    const error = await rejection(install({ files: [toFile(wheel, 'a'.repeat(64))] }));
    expect(error.code).toBe('python-package-broken');
    expect(error.message).toContain(`have the SHA-256 ${'a'.repeat(64)}`);
    expect(error.message).toContain(`got ${wheel.sha256}`);
  });

  test('one that can not be unpacked is refused', async () => {
    const bytes = new Uint8Array([0x50, 0x4b, 1, 2, 3]);
    const broken = toFile({ file: 'broken-1.0-py3-none-any.whl', bytes, sha256: '' });
    expect((await rejection(install({ files: [broken] }))).code).toBe('python-package-broken');
  });

  test('what a wheel needs has to be there, in the version it needs', async () => {
    const needy = makeWheel({
      name: 'needy',
      requires: ['absent>=2', 'mill-parts<1', "other; sys_platform == 'win32'"],
    });
    const files = [toFile(needy), toFile(WHEELS['mill-parts'])];
    const error = await rejection(install({ files, requested: ['needy>=3'] }));
    expect(error.code).toBe('python-package-missing');
    expect(error.message).toContain('needy>=3: 1.0 is there');
    expect(error.message).toContain('absent>=2, which needy 1.0 needs: not there');
    expect(error.message).toContain('mill-parts<1, which needy 1.0 needs: 1.0 is there');
    expect(error.message).toContain('millrace wheels needy absent mill-parts --out');
    expect(error.message).not.toContain('other');
  });

  test('an index that does not answer is named, and nothing else was asked of the network', async () => {
    expect(opened).toEqual([]);
    const resolver = makeWheel({
      name: 'micropip',
      source: 'async def install(wanted, index_urls): raise ValueError(f"{wanted} {index_urls}")',
    });
    const index = { url: 'https://index.invalid/simple', resolver: toFile(resolver) };
    const error = await rejection(install({ requested: ['away'], index, place: index.url }));
    expect(error.code).toBe('python-package-missing');
    expect(error.message).toContain("'away'");
    expect(error.message).toContain('https://index.invalid/simple');
  });
});

describe('the name of a wheel', () => {
  test.each([
    'a-1.0-py3-none-any.whl',
    'a-1.0-py2.py3-none-any.whl',
    'a-1.0-1-py3-none-any.whl',
    'a-1.0-cp39-abi3-pyemscripten_2026_0_wasm32.whl',
    'a-1.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl',
    'a-1.0-cp314-cp314-pyodide_2026_0_wasm32.whl',
  ])('%s fits', (file) => {
    expect(readWheelName(`https://x/${file}#sha256=1`)).toEqual({
      file,
      name: 'a',
      version: '1.0',
    });
  });

  test.each([
    'a-1.0-cp313-cp313-pyemscripten_2026_0_wasm32.whl',
    'a-1.0-cp314-cp314-pyemscripten_2025_0_wasm32.whl',
    'a-1.0-cp314-cp314t-pyemscripten_2026_0_wasm32.whl',
    'a-1.0-cp314-cp314-manylinux_2_17_x86_64.whl',
    'a-1.0-py2-none-any.whl',
    'a.whl',
  ])('%s does not', (file) => {
    expect(() => readWheelName(pathToFileURL(`/wheels/${file}`).href)).toThrow(
      expect.objectContaining({ code: 'python-package-unfit' }),
    );
  });
});

test('of an index page the newest released pure wheel is taken', () => {
  const links = ['1.9', '1.10', '2.0rc1', '1.10.1'].map(
    (version) => `<a href="../files/m-${version}-py3-none-any.whl#sha256=${'a'.repeat(64)}">m</a>`,
  );
  const yanked = '<a href="m-9.0-py3-none-any.whl" data-yanked="no">m</a>';
  const page = `${links.join('<br>')}${yanked}<a href="m-10.0.tar.gz">m</a>`;
  expect(newestPureWheel(page, 'https://x/simple/m/')).toEqual({
    url: 'https://x/simple/files/m-1.10.1-py3-none-any.whl',
    sha256: 'a'.repeat(64),
  });
  const files = [{ url: 'm-1.0-py3-none-any.whl', hashes: {}, yanked: false }];
  const json = JSON.stringify({ files });
  expect(newestPureWheel(json, 'https://x/m/')?.url).toBe('https://x/m/m-1.0-py3-none-any.whl');
  expect(newestPureWheel('<html>', 'https://x/m/')).toBeUndefined();
});
