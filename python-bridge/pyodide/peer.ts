/** Finds the optional peer `pyodide` on disk. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MillraceError } from '../../src/errors.js';
import { checkVersion, PYODIDE_VERSION } from './version.js';

/** Where Pyodide's files are. */
export interface PyodidePlace {
  readonly pyodideUrl: string;
  readonly indexUrl: string;
}

/**
 * The folder `indexURL`, else the package `pyodide` as the files `from` would import it.
 * @throws MillraceError `peer-missing`, `peer-version`
 */
export function findPyodide(
  indexURL?: string,
  from: readonly string[] = defaultFrom(),
): PyodidePlace {
  const folder = indexURL === undefined ? findPackage(from) : toFolder(indexURL);
  const manifest = join(folder, 'package.json');
  if (!existsSync(join(folder, 'pyodide.mjs'))) {
    throw indexURL === undefined ? missing(`no pyodide.mjs in ${folder}`) : notIn(folder);
  }
  if (existsSync(manifest)) {
    checkVersion((JSON.parse(readFileSync(manifest, 'utf8')) as { version?: unknown }).version);
  }
  return {
    pyodideUrl: pathToFileURL(join(folder, 'pyodide.mjs')).href,
    // Always given: left to itself, Pyodide guesses it from stack traces.
    indexUrl: folder + sep,
  };
}

function defaultFrom(): readonly string[] {
  // A linked package has its peers where the program is, not where its own files are.
  return [fileURLToPath(import.meta.url), join(process.cwd(), 'index.js')];
}

function findPackage(from: readonly string[]): string {
  for (const file of from) {
    try {
      return dirname(createRequire(file).resolve('pyodide/package.json'));
    } catch {
      // The next place may have it.
    }
  }
  throw missing(`it was looked for from ${from.join(' and ')}`);
}

function toFolder(indexURL: string): string {
  return resolve(indexURL.startsWith('file:') ? fileURLToPath(indexURL) : indexURL);
}

function notIn(folder: string): MillraceError {
  return new MillraceError(
    'peer-missing',
    `createPyodide: expected indexURL to be the folder with Pyodide's files, and ${folder} has no ` +
      'pyodide.mjs; correct it, or leave it out to use the installed package pyodide',
    { details: { peer: 'pyodide', version: PYODIDE_VERSION, folder } },
  );
}

function missing(where: string): MillraceError {
  return new MillraceError(
    'peer-missing',
    `Python nodes need the package pyodide, which is not installed (${where}); ` +
      `run: npm install pyodide@${PYODIDE_VERSION}`,
    { details: { peer: 'pyodide', version: PYODIDE_VERSION } },
  );
}
