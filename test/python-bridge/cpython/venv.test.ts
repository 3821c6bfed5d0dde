import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCPython } from '../../../python-bridge/cpython/create.js';
import type { Installer } from '../../../python-bridge/cpython/installer.js';
import type { CPythonOptions, VenvOptions } from '../../../python-bridge/cpython/options.js';
import { notInstalled } from '../../../python-bridge/cpython/venv-errors.js';
import { hashVenv } from '../../../python-bridge/cpython/venv-stamp.js';
import { node, rejection, run } from '../../contract/python-nodes.js';

const root = mkdtempSync(join(tmpdir(), 'millrace venv '));
const wheels = join(root, 'wheels');

/** What makes a wheel of one module that says its version. */
const MAKE_WHEEL = `
import sys, zipfile
folder, version = sys.argv[1:]
info = f"tiny_mill-{version}.dist-info"
with zipfile.ZipFile(f"{folder}/tiny_mill-{version}-py3-none-any.whl", "w") as wheel:
    wheel.writestr("tiny_mill.py", f"VERSION = {version!r}\\n")
    wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\\nName: tiny-mill\\nVersion: {version}\\n")
    wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(f"{info}/RECORD", "")
`;

const modules = {
  'pack.m':
    'import sys\ndef where():\n    import tiny_mill\n    return [tiny_mill.VERSION, sys.prefix]',
};

/** Calls the node of a runtime that is closed then; gives the value and the steps of its start. */
async function start(options: CPythonOptions) {
  const steps: string[] = [];
  const runtime = createCPython({
    modules,
    onBoot: (event) => event.type === 'environment' && steps.push(event.message),
    ...options,
  });
  try {
    return { steps, value: (await run(runtime, node('where'))).output(0).value };
  } finally {
    await runtime.close();
  }
}

const offline = { findLinks: [wheels], offline: true, installer: 'pip' } as const;
const venvOf = (name: string, ...requirements: string[]): { venv: VenvOptions } => ({
  venv: { folder: join(root, name), requirements, ...offline },
});

/** Closes a runtime whose installer waits for an index that never answers. */
async function closeWhileInstalling(folder: string): Promise<void> {
  const index = createServer();
  const isAsked = new Promise((resolve) => index.once('request', resolve));
  await new Promise<void>((resolve) => index.listen(0, '127.0.0.1', resolve));
  const indexURL = `http://127.0.0.1:${(index.address() as AddressInfo).port}/simple`;
  const venv = { folder, requirements: ['tiny-mill'], installer: 'pip', indexURL } as const;
  const runtime = createCPython({ venv });
  const booting = rejection(runtime.boot());
  await isAsked;
  const began = performance.now();
  await runtime.close();
  // pip itself waits for minutes: 15 seconds for each of its tries.
  expect(performance.now() - began).toBeLessThan(30_000);
  expect((await booting).code).toBe('python-closed');
  index.closeAllConnections();
  index.close();
}

/** A program that stands for an interpreter. */
function fake(name: string, ...lines: string[]): string {
  const file = join(root, name);
  writeFileSync(file, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(file, 0o755);
  return file;
}

beforeAll(() => {
  mkdirSync(wheels);
  for (const version of ['1.0', '2.0']) {
    execFileSync('python3', ['-c', MAKE_WHEEL, wheels, version]);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('createCPython with venv', () => {
  test('[P7] the first two starts at once make one environment, and the next finds it', async () => {
    const options = venvOf('both', 'tiny-mill<2');
    const [one, two] = await Promise.all([start(options), start(options)]);
    expect(one.value).toEqual(['1.0', join(root, 'both')]);
    expect(two.value).toEqual(one.value);
    const steps = [...one.steps, ...two.steps];
    expect(steps.filter((step) => step.startsWith('making the virtual environment'))).toHaveLength(
      1,
    );
    expect(steps).toContain('Successfully installed tiny-mill-1.0');
    expect(await start(options)).toEqual({ steps: [], value: one.value });
  });

  test('[P7] what was made for other requirements, or not to its end, is made anew', async () => {
    const folder = join(root, 'again');
    await closeWhileInstalling(folder);
    const missing = await rejection(start(venvOf('again', 'tiny-mill==3')));
    expect(missing.code).toBe('python-package-missing');
    expect(missing.message).toContain('the package `tiny-mill==3` is not to be had: pip looked in');
    expect(missing.message).toContain(wheels);
    expect(missing.message).toContain("`pip download -d wheels 'tiny-mill==3'`");
    const requirements = join(root, 'requirements.txt');
    writeFileSync(requirements, '# the newest\ntiny-mill\n');
    const venv = { ...offline, folder, requirements };
    expect((await start({ venv })).value).toEqual(['2.0', folder]);
  });

  test('[P7] an environment goes by what a file of requirements says, not by its name', () => {
    const requirements = join(root, 'changing.txt');
    const hash = (text: string, version = '3.11.7'): string => {
      writeFileSync(requirements, text);
      const venv = { ...offline, folder: root, requirements };
      return hashVenv(venv, { executable: '/python', version });
    };
    expect(hash('a')).toBe(hash('a'));
    expect(new Set([hash('a'), hash('b'), hash('a', '3.11.8')]).size).toBe(3);
  });

  test('a folder that somebody else has made stays as it is', async () => {
    const folder = join(root, 'mine');
    mkdirSync(folder);
    writeFileSync(join(folder, 'precious'), '');
    const error = await rejection(start(venvOf('mine', 'tiny-mill')));
    expect(error.code).toBe('python-venv-failed');
    expect(error.message).toContain(`${folder} has other files, which stay as they are`);
    execFileSync('python3', ['-m', 'venv', '--without-pip', folder]);
    const other = await rejection(start(venvOf('mine', 'tiny-mill')));
    expect(other.message).toContain(`interpreter: '${join(folder, 'bin', 'python')}'`);
  });

  test.each([
    ['is not there', '/no/such/python', 'python-not-found', /can't be started \(ENOENT\)/],
    [
      'is too old',
      fake('old', 'echo "[\\"/old\\", 3, 9, 1]"'),
      'python-too-old',
      /is Python 3.9.1/,
    ],
    ['is no Python', fake('no', 'echo hello'), 'python-boot-failed', /ended with code 0 .*"hello"/],
    [
      'has no module venv',
      // It answers for itself, as Debian's does.
      fake(
        'debian',
        'case "$*" in',
        '*" venv "*|*"-m venv"*) echo "ensurepip is not available"; exit 1;;',
        `*json*) echo "[\\"$0\\", 3, 11, 2]";;`,
        '*) exec python3 "$@";;',
        'esac',
      ),
      'python-venv-failed',
      /`apt install python3.11-venv`/,
    ],
  ])(
    'an interpreter that %s is an error with what to do',
    async (_, interpreter, code, message) => {
      const error = await rejection(start({ ...venvOf('none', 'tiny-mill'), interpreter }));
      expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    },
  );

  test('a file of requirements that is not there is an error that names it', async () => {
    const venv = { folder: join(root, 'none'), requirements: './nothing.txt' };
    const error = await rejection(start({ venv }));
    expect(error.code).toBe('option-invalid');
    expect(error.message).toMatch(/\/nothing.txt can't be read \(ENOENT\)/);
  });
});

describe('what an installer says', () => {
  const venv = { folder: '/v', findLinks: [], offline: false, requirements: ['colorama'] };
  const uv: Installer = { name: 'uv', create: () => ['uv'], install: () => ['uv'] };

  // Texts of uv 0.13.9.
  test.each([
    [
      'a name nobody knows',
      'error: No solution found when resolving dependencies\n  cause: Because nope was not found in ' +
        'the package registry and you require nope>=1, we can conclude that your requirements are ' +
        'unsatisfiable.',
      /^the package `nope` is not to be had: uv looked in the default index .*check its name/,
    ],
    [
      'a version there is not',
      'error: No solution found when resolving dependencies\n  cause: Because there is no version of ' +
        'annotated-types==99 and you require annotated-types==99, we can conclude …',
      /^the package `annotated-types==99` is not to be had/,
    ],
    [
      'an index that is not there',
      'error: Request failed after 3 retries in 9.0s\n  cause: Failed to fetch: ' +
        'http://127.0.0.1:9/simple/colorama/\n  cause: tcp connect error',
      /^the package `colorama` is not to be had.* it can't be reached; .*`pip download -d wheels 'colorama'`/,
    ],
    [
      'something else',
      'Using Python 3.11.7 environment at: /v\nerror: No space left on device',
      /^uv could not install 'colorama': error: No space left on device$/,
    ],
  ])('%s is told in words that say what to do', (_, output, message) => {
    expect(notInstalled(venv, uv, output).message).toMatch(message);
  });

  test('offline without any place is said', () => {
    const pip: Installer = { ...uv, name: 'pip' };
    const output = 'ERROR: No matching distribution found for colorama';
    const { message } = notInstalled({ ...venv, offline: true }, pip, output);
    expect(message).toContain('pip looked in no folder, for offline is set without findLinks');
  });
});
