/** Finds the files that are not bundled: the Python host, and the worker's entry. */
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MillraceError } from '../../src/errors.js';
import { isLibrary, LABEL_END, libraryName } from '../pyodide/library-name.mjs';
import type { HostFiles } from '../pyodide/start-python.mjs';
import { PYODIDE_VERSION } from '../pyodide/version.js';
import { hostArchiveName } from './host-hash.mjs';

/** Beside the bundle, beside a folder of chunks, and in the source tree. */
const PLACES = ['./', '../', '../../', '../pyodide/'];

/** Where the tests of the source tree keep what else only a build makes. */
const CACHE = '../../node_modules/.cache/millrace/python/';

function readHostFiles(): Readonly<Record<string, string>> {
  const folder = find('millrace_host/host.py').slice(0, -'host.py'.length);
  const names = readdirSync(folder).filter((name) => name.endsWith('.py'));
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(`${folder}${name}`, 'utf8')] as const),
  );
}

/**
 * The host for an interpreter that loads it: with its bytecode, where that was made of these very
 * sources. @throws MillraceError `package-broken`
 */
export function readHost(): HostFiles {
  const hostFiles = readHostFiles();
  const archive = findMade(hostArchiveName(hostFiles));
  // A plain array: Pyodide knows no Buffer.
  return archive === undefined ? hostFiles : new Uint8Array(readFileSync(archive));
}

/** Python's own modules as bytecode, as a path; nothing when they are not there or of another Pyodide. */
export function findLibrary(): string | undefined {
  const path = findMade(libraryName(PYODIDE_VERSION));
  if (path === undefined) return undefined;
  const beginning = new Uint8Array(LABEL_END);
  const file = openSync(path, 'r');
  try {
    readSync(file, beginning);
  } finally {
    closeSync(file);
  }
  return isLibrary(beginning, PYODIDE_VERSION) ? path : undefined;
}

/** The folder to put on Python's path, as a path. @throws MillraceError `package-broken` */
export function findHostFolder(): string {
  return dirname(dirname(find('millrace_host/host.py')));
}

/** The worker's entry, as a path. @throws MillraceError `package-broken` */
export function findWorkerFile(): string {
  return find('node-worker.mjs');
}

function findMade(name: string): string | undefined {
  return pathsOf(name, [...PLACES, CACHE]).find((path) => existsSync(path));
}

const pathsOf = (name: string, places: readonly string[]): readonly string[] =>
  places.map((place) => fileURLToPath(new URL(place + name, import.meta.url)));

function find(name: string): string {
  const paths = pathsOf(name, PLACES);
  const path = paths.find((candidate) => existsSync(candidate));
  if (path !== undefined) return path;
  throw new MillraceError(
    'package-broken',
    `expected the file ${name} of the package millrace in one of ${paths.join(', ')}; install ` +
      'the package again, or keep a bundler from moving it (mark millrace as external)',
    { details: { name, paths } },
  );
}
