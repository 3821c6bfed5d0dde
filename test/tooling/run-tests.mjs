// `npm test`: every check and every test, then one line `N passed, N failed`.
//   npm test -- --only jest,python    only these steps
//   npm test -- test/src/graph        only the Jest files whose path matches
//   npm test -- -t 'R7'               only the Jest tests whose title matches
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MissingBrowser, prepareBrowser } from './browser.mjs';
import { root } from './build.mjs';
import { killChildrenOnSignal } from './process.mjs';
import { MissingPython, preparePython } from './python.mjs';
import { steps } from './steps.mjs';

/** Paths whose tests open a browser. */
const BROWSER = /e2e|package/;

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string' }, testNamePattern: { type: 'string', short: 't' } },
  });
  const { only, testNamePattern } = values;
  const jestArguments = [
    ...positionals,
    ...(testNamePattern === undefined ? [] : ['--testNamePattern', testNamePattern]),
  ];
  const names = steps.map((step) => step.name);
  const wanted = only?.split(',') ?? (jestArguments.length > 0 ? ['jest'] : names);
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`--only knows ${names.join(', ')}; it got ${unknown.join(', ')}`);
  }
  const opensBrowser = positionals.length === 0 || positionals.some((path) => BROWSER.test(path));
  return {
    selected: steps.filter((step) => wanted.includes(step.name)),
    jestArguments,
    opensBrowser: wanted.includes('jest') && opensBrowser,
  };
}

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

function report(step, result, since) {
  const mark = result.failed > 0 ? 'FAILED' : 'ok';
  const counts = `${result.passed} passed, ${result.failed} failed`;
  console.log(`${step.name.padEnd(8)} ${mark.padEnd(6)} ${seconds(since).padStart(8)}  ${counts}`);
  if (result.output) console.log(`\n${result.output.trim()}\n`);
}

async function runStep(step, context) {
  try {
    return await step.run(context);
  } catch (error) {
    return { passed: 0, failed: 1, output: error.stack };
  }
}

/** What the machine lacks is said at once, not after a minute of other checks. */
async function prepareMachine({ selected, opensBrowser }) {
  if (selected.some((step) => step.name === 'python')) {
    const since = performance.now();
    const { version } = await preparePython(root);
    console.log(`venv     ok     ${seconds(since).padStart(8)}  CPython ${version}`);
  }
  if (opensBrowser) {
    const since = performance.now();
    const { version, source } = await prepareBrowser(root);
    console.log(`browser  ok     ${seconds(since).padStart(8)}  ${version} from ${source}`);
  }
}

async function main() {
  const { selected, jestArguments, opensBrowser } = readArguments();
  const context = { root, cache: join(root, 'node_modules/.cache/millrace'), jestArguments };
  const total = { passed: 0, failed: 0, skipped: 0 };
  await prepareMachine({ selected, opensBrowser });
  const take = async (step) => {
    const since = performance.now();
    const result = await runStep(step, context);
    report(step, result, since);
    total.passed += result.passed;
    total.failed += result.failed;
    total.skipped += result.skipped ?? 0;
  };
  await takeTurns(selected, take);
  return total;
}

/** Two rows of steps side by side; in each, one after the other. */
async function takeTurns(all, take) {
  const ended = new Map();
  const row = (steps) =>
    steps.reduce((before, step) => {
      const end = before.then(() => ended.get(step.needs)).then(() => take(step));
      ended.set(step.name, end);
      return end;
    }, Promise.resolve());
  await Promise.all([
    row(all.filter(({ isBeside }) => isBeside)),
    row(all.filter(({ isBeside }) => !isBeside)),
  ]);
}

killChildrenOnSignal();
const began = performance.now();
let total = { passed: 0, failed: 1, skipped: 0 };
try {
  total = await main();
} catch (error) {
  const isExpected =
    error instanceof MissingPython ||
    error instanceof MissingBrowser ||
    error.code?.startsWith('ERR_PARSE_ARGS');
  console.error(isExpected ? error.message : error.stack);
}
if (total.passed + total.failed === 0) total.failed = 1;
console.log(`\n${seconds(began)} in all`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
