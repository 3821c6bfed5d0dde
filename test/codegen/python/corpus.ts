/** Real packages that nobody here wrote, installed once for all tests. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PythonModule } from '../../../src/run/python/python-runtime.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const FIXTURES = join(ROOT, 'test/fixtures/corpus/python');
const REQUIREMENTS = join(FIXTURES, 'requirements.txt');
/** Where the packages are. */
export const TARGET = join(ROOT, 'node_modules/.cache/millrace-corpus-python');

/** Annotated packages, and modules of the standard library without an annotation. */
export const ANNOTATED = [
  'humanize',
  'more_itertools',
  'packaging.dependency_groups',
  'packaging.direct_url',
  'packaging.licenses',
  'packaging.markers',
  'packaging.metadata',
  'packaging.pylock',
  'packaging.tags',
  'packaging.utils',
  'packaging.version',
] as const;
export const UNANNOTATED = ['bisect', 'colorsys', 'statistics', 'textwrap'] as const;

/** Installs what is pinned, unless it is there. */
export function installCorpus(): void {
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  const mark = join(TARGET, 'installed.txt');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  const options = ['--quiet', '--no-deps', '--upgrade', '--disable-pip-version-check'];
  const args = ['-m', 'pip', 'install', ...options, '--target', TARGET, '-r', REQUIREMENTS];
  try {
    execFileSync('python3', args, { stdio: 'pipe' });
  } catch (error) {
    const line = `python3 ${args.map((arg) => arg.replace(ROOT, '')).join(' ')}`;
    throw new Error(`the corpus can't be installed; with Python 3.10 and pip run: ${line}`, {
      cause: error,
    });
  }
  writeFileSync(mark, wanted);
}

/** The sources of the packages as an interpreter without them takes them. */
export function corpusSources(): Readonly<Record<string, PythonModule>> {
  const sources: Record<string, PythonModule> = {};
  const add = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !entry.name.includes('-')) add(path);
      const match = /^(.*?)\.py(i?)$/.exec(entry.name);
      if (match === null) continue;
      const parts = relative(TARGET, join(folder, match[1]!)).split('/');
      if (parts.at(-1) === '__init__') parts.pop();
      const name = `${parts.join('.')}${match[2] === '' ? '' : '-stubs'}`;
      sources[name] = { source: readFileSync(path, 'utf8'), file: path };
    }
  };
  add(TARGET);
  return sources;
}

/** A call of a function with values from its own documentation, and what CPython gave. */
export interface DirectCall {
  readonly module: string;
  readonly export: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly result: unknown;
}

/** Calls made without Millrace, in CPython. */
export function directCalls(modules: readonly string[]): readonly DirectCall[] {
  const args = [join(FIXTURES, 'calls.py'), TARGET, join(ROOT, 'python-bridge'), ...modules];
  return JSON.parse(execFileSync('python3', args, { encoding: 'utf8' })) as readonly DirectCall[];
}
