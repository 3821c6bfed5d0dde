// `npm run bench`: asks every question in a process of its own, against the sources bundled the
// way the package is.
//
//   --quick            fewer sizes and rounds: about a minute
//   --only sync,plan   these questions
//   --json             one JSON document in place of the tables
//   --python           the questions about Python (`npm run bench:python`), of the built package
//   --editor           the questions about the editor (`npm run bench:editor`), of the built package
//   --sizes 100,1000   these numbers of nodes; --rounds 3   so many rounds (the editor's only)
//   --from-source      the editor's sources with their names, for a profile
import { mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { provideBrowser } from '../tooling/browser.mjs';
import { ensureBuilt } from '../tooling/build.mjs';
import { killChildrenOnSignal, runNode } from '../tooling/process.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** Inside node_modules, so that the peers are found from there. */
const folder = join(root, 'node_modules/.cache/millrace/bench');

/**
 * One thread for the garbage collector: with more, the median of what allocates depends on what
 * else the machine does. A young generation large enough that a batch of runs fits in.
 */
const FLAGS = [
  '--expose-gc',
  '--single-threaded-gc',
  '--min-semi-space-size=64',
  '--max-semi-space-size=64',
];
/** Checks of values must not need `eval`. */
const WITHOUT_EVAL = new Set(['checks']);

async function bundle() {
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: { main: 'test/bench/main.ts', 'codegen-trial': 'test/bench/codegen/trial.ts' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    packages: 'external',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
  });
}

/** Python's processor time is that of its own threads, whatever this one's collector does. */
function flagsOf(question) {
  if (question.startsWith('python-') || question.startsWith('editor-')) return [];
  if (WITHOUT_EVAL.has(question)) return [...FLAGS, '--disallow-code-generation-from-strings'];
  return FLAGS;
}

async function ask(question, given) {
  const flags = flagsOf(question);
  const options = ['quick', 'json', 'python', 'editor', 'from-source'].flatMap((name) =>
    given[name] === true ? [`--${name}`] : [],
  );
  for (const name of ['sizes', 'rounds']) if (given[name]) options.push(`--${name}=${given[name]}`);
  const { code, output } = await runNode(
    [...flags, join(folder, 'main.mjs'), question, ...options],
    { cwd: root, tells: question.startsWith('editor-') },
  );
  if (code !== 0) throw new Error(`${question} failed:\n${output}`);
  return output;
}

const machine = () => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  node: process.version,
  date: new Date().toISOString().slice(0, 10),
});

killChildrenOnSignal();

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    python: { type: 'boolean', default: false },
    editor: { type: 'boolean', default: false },
    'from-source': { type: 'boolean', default: false },
    sizes: { type: 'string' },
    rounds: { type: 'string' },
    only: { type: 'string' },
  },
});

try {
  await bundle();
  if (values.python || (values.editor && !values['from-source'])) {
    await ensureBuilt(() => console.error('building millrace …'));
  }
  if (values.python || values.editor) await provideBrowser(root);
  const { python, editor } = values;
  const all = JSON.parse(await ask('names', { python, editor }));
  const questions = values.only?.split(',') ?? all;
  const { cpu, cores, node, date } = machine();
  if (!values.json) console.log(`${cpu}, ${cores} cores, Node ${node}, ${date}`);
  const answers = [];
  for (const question of questions) {
    const output = await ask(question, values);
    if (values.json) answers.push(JSON.parse(output));
    else console.log(output.trimEnd());
  }
  if (values.json) console.log(JSON.stringify({ cpu, cores, node, date, answers }, null, 2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
