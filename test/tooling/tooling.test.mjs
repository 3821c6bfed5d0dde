import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { preparePython } from './python.mjs';
import { run } from './process.mjs';
import LongestFirst, { LONG } from './sequencer.mjs';
import { settle } from './steps.mjs';

const tooling = dirname(fileURLToPath(import.meta.url));
const root = join(tooling, '../..');
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-tooling-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the Python environment', () => {
  /** A stand-in for an interpreter: it answers the probe and fails at everything else. */
  function pretend(version, hasVenv) {
    const python = join(folder, 'python');
    writeFileSync(
      python,
      `#!/bin/sh\n[ "$2" = -c ] && echo '[${version}, "${python}", ${hasVenv}]' && exit\n` +
        'echo "no such thing" >&2; exit 1\n',
    );
    chmodSync(python, 0o755);
    return python;
  }

  const refusal = (python) => preparePython(folder, { PYTHON: python, PATH: '/nowhere' });

  test('names the line to type when ensurepip is missing', async () => {
    await expect(refusal(pretend('[3, 11, 2]', false))).rejects.toThrow(
      /^the Python tests make .* Python 3\.11\.2 \(.*\/python\) .*\n {2}(sudo )?apt-get install -y python3\.11-venv\n/,
    );
  });

  test('names the line to type when making it fails', async () => {
    await expect(refusal(pretend('[3, 12, 1]', true))).rejects.toThrow(
      /could not make a virtual environment:\nno such thing\n[^]*install -y python3\.12-venv\n/,
    );
  });

  test('refuses a Python that is too old', async () => {
    await expect(refusal(pretend('[3, 9, 18]', true))).rejects.toThrow(
      /need Python 3\.10 or newer, but .* is 3\.9\.18\. Type\n.*install -y python3 python3-venv\n/,
    );
  });

  test('says so when there is no Python', async () => {
    await expect(refusal('/nowhere/python')).rejects.toThrow(/none of \/nowhere\/python runs/);
  });
});

describe('the Python test runner', () => {
  function counts(source) {
    mkdirSync(join(folder, 'tests'));
    writeFileSync(join(folder, 'tests/test_it.py'), source);
    const result = join(folder, 'result.json');
    const script = join(tooling, 'run_python_tests.py');
    const { status } = spawnSync('python3', ['-I', '-B', script, join(folder, 'tests'), result]);
    return { status, ...JSON.parse(readFileSync(result, 'utf8')) };
  }

  test('counts every test once, whatever it does', () => {
    const source = `
import unittest
class Tests(unittest.TestCase):
    def test_passes(self): pass
    def test_fails(self): self.fail()
    def test_raises(self): 1 / 0
    def test_fails_in_two_subtests(self):
        for i in range(3):
            with self.subTest(i=i): self.assertEqual(i, 0)
    def test_is_skipped(self): self.skipTest('')
    @unittest.expectedFailure
    def test_fails_as_expected(self): self.fail()
    @unittest.expectedFailure
    def test_passes_unexpectedly(self): pass
`;
    expect(counts(source)).toEqual({ status: 1, passed: 2, failed: 4, skipped: 1 });
  });

  test('counts a file that can not be imported as a failure', () => {
    expect(counts('import nowhere')).toEqual({ status: 1, passed: 0, failed: 1, skipped: 0 });
  });

  test('counts a broken set-up as a failure', () => {
    const source = `
import unittest
class Tests(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise RuntimeError
    def test_never_runs(self): pass
`;
    expect(counts(source)).toEqual({ status: 1, passed: 0, failed: 1, skipped: 0 });
  });
});

describe('a test suite’s counts', () => {
  const none = { passed: 0, failed: 0, skipped: 0 };

  test('fail when nothing was executed', () => {
    expect(settle('jest', none, { code: 0, output: '' })).toMatchObject({ failed: 1 });
    expect(settle('jest', { ...none, skipped: 3 }, { code: 0, output: '' }).failed).toBe(1);
  });

  test('fail when the runner died after tests that passed', () => {
    expect(settle('jest', { ...none, passed: 5 }, { code: 137, output: '' })).toMatchObject({
      passed: 5,
      failed: 1,
    });
  });
});

describe('child processes', () => {
  test('end with their descendants when the parent is told to stop', async () => {
    const source = `
      const { killChildrenOnSignal, run } = await import(${JSON.stringify(pathToFileURL(join(tooling, 'process.mjs')).href)});
      killChildrenOnSignal();
      await run('sh', ['-c', 'sleep 60 & echo $!; wait'], { live: true });`;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', source]);
    const [line] = await once(parent.stdout, 'data');
    const sleeper = Number(String(line));
    parent.kill('SIGINT');
    expect((await once(parent, 'exit'))[0]).toBe(130);
    expect(await ends(sleeper)).toBe(true);
  });

  test('are stopped when they take too long, and the output says so', async () => {
    const { code, output } = await run('sh', ['-c', 'echo begun; sleep 60'], { timeoutMs: 300 });
    expect(code).not.toBe(0);
    expect(output).toMatch(/^begun\n\nsh did not end within 0\.3 s and was stopped\n$/);
  });

  test('that can not start are reported', async () => {
    const { code, output } = await run('/nowhere/command', []);
    expect({ code, output }).toEqual({
      code: 127,
      output: '/nowhere/command could not be started: spawn /nowhere/command ENOENT\n',
    });
  });

  async function ends(pid) {
    for (let tries = 0; tries < 50; tries += 1) {
      if (!isRunning(pid)) return true;
      await sleep(20);
    }
    return false;
  }

  function isRunning(pid) {
    try {
      process.kill(pid, 0);
      // Where nobody collects the dead, they still have a process id.
      return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    } catch {
      return false;
    }
  }
});

describe('the lock', () => {
  test('lets one process in at a time and outlives a dead holder', async () => {
    const path = join(folder, 'lock');
    writeFileSync(path, '999999999');
    const source = `
      import { appendFileSync } from 'node:fs';
      import { withLock } from ${JSON.stringify(pathToFileURL(join(tooling, 'lock.mjs')).href)};
      await withLock(${JSON.stringify(path)}, async () => {
        appendFileSync(${JSON.stringify(join(folder, 'log'))}, 'in\\n');
        await new Promise((resolve) => setTimeout(resolve, 50));
        appendFileSync(${JSON.stringify(join(folder, 'log'))}, 'out\\n');
      });`;
    const args = ['--input-type=module', '--eval', source];
    await Promise.all([1, 2, 3].map(() => run(process.execPath, args, { cwd: root })));
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('in\nout\n'.repeat(3));
  });
});

describe('the order of the tests', () => {
  const path = (name) => join(root, `test/${name}.test.ts`);

  test('names files that are there', () => {
    expect(LONG.filter((name) => !existsSync(path(name)))).toEqual([]);
  });

  test('begins with what takes long, then with what is long', () => {
    const names = ['types/public-types', 'fuzz/run', 'types/examples', LONG[0]];
    const sorted = new LongestFirst({}).sort(names.map((name) => ({ path: path(name) })));
    expect(sorted.map((test) => test.path)).toEqual(
      [LONG[0], 'fuzz/run', 'types/examples', 'types/public-types'].map(path),
    );
  });
});
