// What `npm test` does. A step resolves with its counts and, when it failed or has something to
// show, its output. Steps that are `isBeside` run one after the other beside the rest, from which
// they need no more than `dist`; tests wait for browsers and processes a third of their time.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run, runNode } from './process.mjs';
import { preparePython } from './python.mjs';

const MINUTE = 60_000;

const BESIDE = { isBeside: true };
const PACKED = { isBeside: true, needs: 'build' };

/** A check that passes or fails as a whole. */
const check = (name, args, more = {}) => ({
  name,
  ...more,
  async run({ root }) {
    const { code, output } = await runNode(args, { cwd: root, timeoutMs: 10 * MINUTE });
    const passed = code === 0;
    return {
      passed: Number(passed),
      failed: Number(!passed),
      output: !passed || more.show ? output : '',
    };
  },
});

/** The results a test runner wrote, or null: it may have died before. */
function takeJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** Zero tests or a crash without a failed test must not look like success. */
export function settle(what, counts, { code, output }) {
  if (counts.failed === 0 && code !== 0) {
    return { ...counts, failed: 1, output: `${output}\n${what} exited with code ${code}` };
  }
  if (counts.passed + counts.failed === 0) {
    return { ...counts, failed: 1, output: `${output}\n${what} executed no test` };
  }
  return { ...counts, output: counts.failed > 0 ? output : '' };
}

const jest = {
  name: 'jest',
  async run({ root, cache, jestArguments }) {
    const file = join(cache, 'jest.json');
    rmSync(file, { force: true });
    mkdirSync(cache, { recursive: true });
    const ended = await runNode(
      [
        '--experimental-vm-modules',
        '--no-warnings',
        'node_modules/jest/bin/jest.js',
        '--ci',
        '--json',
        `--outputFile=${file}`,
        ...jestArguments,
      ],
      { cwd: root, timeoutMs: 60 * MINUTE },
    );
    const result = takeJson(file);
    const counts = {
      passed: result?.numPassedTests ?? 0,
      // A file that can't be loaded has no test that could fail, so it counts as one itself.
      failed: (result?.numFailedTests ?? 0) + (result?.numRuntimeErrorTestSuites ?? 0),
      skipped: (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0),
    };
    return settle('jest', counts, ended);
  },
};

const python = {
  name: 'python',
  isBeside: true,
  async run({ root, cache }) {
    const { python: interpreter } = await preparePython(root);
    const file = join(cache, 'python.json');
    rmSync(file, { force: true });
    mkdirSync(cache, { recursive: true });
    const ended = await run(
      interpreter,
      ['-I', '-B', '-X', 'dev', 'test/tooling/run_python_tests.py', 'test/python', file],
      { cwd: root, timeoutMs: 10 * MINUTE },
    );
    const counts = takeJson(file) ?? { passed: 0, failed: 0, skipped: 0 };
    return settle('unittest', counts, ended);
  },
};

export const steps = [
  check('types', ['node_modules/ts7/bin/tsc', '-p', '.'], BESIDE),
  // The rooms without a DOM see none.
  check('core', ['node_modules/ts7/bin/tsc', '-p', 'tsconfig.core.json'], BESIDE),
  check('lint', ['node_modules/.bin/oxlint', '--type-aware', '--deny-warnings', '.'], BESIDE),
  check('build', ['test/tooling/build.mjs'], { show: true }),
  python,
  check('format', ['node_modules/.bin/prettier', '--check', '--log-level=warn', '.'], BESIDE),
  check('publint', ['node_modules/.bin/publint', 'run', '--strict', '--pack', 'npm', '.'], PACKED),
  check(
    'attw',
    [
      'node_modules/.bin/attw',
      '--pack',
      '.',
      '--profile',
      'esm-only',
      '--no-definitely-typed',
      '--no-emoji',
      '--format',
      'ascii',
    ],
    PACKED,
  ),
  jest,
];
