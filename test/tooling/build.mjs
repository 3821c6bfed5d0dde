// `npm run build`: declarations, bundles, sizes. Builds under a lock, so that two commands started
// at once do not write into each other's dist.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';
import { killChildrenOnSignal, runNode } from './process.mjs';
import { measureSizes } from './sizes.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const cache = join(root, 'node_modules/.cache/millrace');
const stampFile = join(cache, 'build.json');
const lockFile = join(cache, 'build.lock');

const INPUTS = [
  'src',
  'component',
  'python-bridge',
  'codegen',
  'package.json',
  'rollup.config.mjs',
  'tsconfig.json',
  'tsconfig.build.json',
  'test/tooling/build.mjs',
  'test/tooling/python-library.mjs',
];
const LEFT_OUT = /(^|\/)(__pycache__|README\.md)(\/|$)/;

/** @returns {string[]} every file at or below a path, relative to the repository */
function listFiles(path) {
  if (!existsSync(join(root, path)) || LEFT_OUT.test(path)) return [];
  if (/\.[a-z]+$/.test(path)) return [path];
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  return entries.flatMap((entry) =>
    entry.isDirectory() ? listFiles(`${path}/${entry.name}`) : [`${path}/${entry.name}`],
  );
}

function hashInputs() {
  const files = INPUTS.flatMap(listFiles).filter((file) => !LEFT_OUT.test(file));
  const hash = createHash('sha256');
  for (const file of files.toSorted()) {
    hash.update(`${file}\0`);
    hash.update(readFileSync(join(root, file)));
    hash.update('\0');
  }
  return hash.digest('hex');
}

/** True when dist was built from the sources as they are now and is all there. */
function isFresh() {
  try {
    const stamp = JSON.parse(readFileSync(stampFile, 'utf8'));
    return (
      stamp.inputs === hashInputs() && stamp.files.every((file) => existsSync(join(root, file)))
    );
  } catch {
    return false;
  }
}

async function mustRun(what, args) {
  const { code, output } = await runNode(args, { cwd: root });
  if (code !== 0) throw new Error(`${what} failed:\n${output}`);
}

async function buildUnlocked() {
  rmSync(stampFile, { force: true });
  for (const folder of ['.types', 'dist'])
    rmSync(join(root, folder), { recursive: true, force: true });
  const inputs = hashInputs();
  await mustRun('the type declarations', ['node_modules/ts7/bin/tsc', '-p', 'tsconfig.build.json']);
  await mustRun('the bundle', ['node_modules/.bin/rollup', '--config', '--failAfterWarnings']);
  mkdirSync(cache, { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ inputs, files: listFiles('dist') }));
}

/** Builds dist, whatever is there. */
export const build = () => withLock(lockFile, buildUnlocked);

/** Builds dist when it is missing or older than its sources; says so through `onBuild` first. */
export async function ensureBuilt(onBuild = () => {}) {
  if (isFresh()) return;
  await withLock(lockFile, async () => {
    if (isFresh()) return; // another process built it meanwhile
    onBuild();
    await buildUnlocked();
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  killChildrenOnSignal();
  try {
    await build();
    const { table, overruns } = await measureSizes(root);
    console.log(table);
    for (const overrun of overruns) console.error(`\n${overrun}`);
    if (overruns.length > 0) process.exitCode = 1;
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
