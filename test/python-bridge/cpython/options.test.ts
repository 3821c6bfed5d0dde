import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createCPython } from '../../../python-bridge/cpython/create.js';
import {
  readCPythonOptions,
  type CPythonBootEvent,
  type CPythonOptions,
} from '../../../python-bridge/cpython/options.js';
import { node, rejection, run } from '../../contract/python-nodes.js';

describe('the options of createCPython', () => {
  test.each([
    [{ interpreter: '' }, /expected interpreter to be a command or a path, got $/],
    [{ searchPath: 'src' }, /expected searchPath to be a list of folders/],
    [{ cwd: 3 }, /expected cwd to be a folder, got 3/],
    [{ env: { A: 1 } }, /expected env to be an object whose values are texts, got {"A":1}/],
    [{ memoryLimitMb: 10 }, /expected memoryLimitMb to be an integer of at least 64, got 10/],
    [{ bootTimeoutMs: 0 }, /expected bootTimeoutMs to be a number of milliseconds from 1/],
    [{ workers: 17 }, /expected workers to be an integer from 1 to 16, got 17/],
    [{ venv: {} }, /expected venv.folder to be a folder, got undefined/],
    [{ venv: { folder: 'v', requirements: ['-r x'] } }, /expected venv.requirements to be a list/],
    [{ venv: { folder: 'v', installer: 'conda' } }, /expected venv.installer to be "uv" or "pip"/],
    [{ venv: { folder: 'v', indexURL: 'pypi' } }, /expected venv.indexURL to be the URL/],
    [
      { venv: { folder: 'v', indexURL: 'https://x.test/', offline: true } },
      /expected venv.indexURL to be left out with offline: true/,
    ],
  ])('%j is refused with what was expected', (options, message) => {
    const create = () => createCPython(options as unknown as CPythonOptions);
    expect(create).toThrow(message);
    expect(create).toThrow(/^createCPython: /);
  });

  test('paths count from the working folder, commands stay what they are', () => {
    const read = readCPythonOptions({
      interpreter: './bin/python',
      searchPath: ['src'],
      venv: { folder: 'v', requirements: 'r.txt', findLinks: ['w', 'https://x.test/w'] },
    });
    expect(read).toMatchObject({
      interpreter: resolve('bin/python'),
      searchPath: [resolve('src')],
      venv: {
        folder: resolve('v'),
        requirements: resolve('r.txt'),
        findLinks: [resolve('w'), 'https://x.test/w'],
        offline: false,
      },
    });
    expect(readCPythonOptions({ interpreter: 'python3.12' }).interpreter).toBe('python3.12');
  });
});

describe('a start', () => {
  test('has the folder, the variables and the search path that were asked for', async () => {
    const source = `
import os, sys
def where(): return [os.getcwd(), os.environ["MINE"], "PATH" in os.environ, sys.path[1], sys.argv]
`;
    const python = createCPython({
      modules: { 'pack.m': source },
      cwd: '/usr',
      env: { MINE: 'yes' },
      searchPath: ['test'],
    });
    const { value } = (await run(python, node('where'))).output(0);
    await python.close();
    expect(value).toEqual(['/usr', 'yes', true, resolve('test'), ['-c']]);
  });

  test.each([
    [{ interpreter: '/no/such/python' }, 'python-not-found', /can't be started \(ENOENT\)/],
    [{ cwd: '/no/such/folder' }, 'python-not-found', /there is no `\/no\/such\/folder`/],
    [{ bootTimeoutMs: 1 }, 'python-boot-timeout', /did not start within 1 ms/],
    [{ interpreter: 'cat' }, 'python-boot-failed', /its process ended with code 1: cat: /],
  ])('%j is a clear error, and leaves nothing behind', async (options, code, message) => {
    const told: CPythonBootEvent[] = [];
    const onBoot = (event: CPythonBootEvent): void => void told.push(event);
    const python = createCPython({ ...options, onBoot, onPrinted: () => undefined });
    const error = await rejection(python.boot());
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(told).toEqual([{ type: 'failed', message: error.message }]);
    await python.close();
  });
});
