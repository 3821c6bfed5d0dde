/** Finds the files that are not bundled: the Python host, and the worker's entry. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MillraceError } from '../../src/errors.js';

/** Beside the bundle, beside a folder of chunks, and in the source tree. */
const PLACES = ['./', '../', '../../', '../pyodide/'];

/** The Python files of the host: name → text. @throws MillraceError `package-broken` */
export function readHostFiles(): Readonly<Record<string, string>> {
  const folder = find('millrace_host/host.py').slice(0, -'host.py'.length);
  const names = readdirSync(folder).filter((name) => name.endsWith('.py'));
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(`${folder}${name}`, 'utf8')] as const),
  );
}

/** The folder to put on Python's path, as a path. @throws MillraceError `package-broken` */
export function findHostFolder(): string {
  return dirname(dirname(find('millrace_host/host.py')));
}

/** The worker's entry, as a path. @throws MillraceError `package-broken` */
export function findWorkerFile(): string {
  return find('node-worker.mjs');
}

function find(name: string): string {
  const paths = PLACES.map((place) => fileURLToPath(new URL(place + name, import.meta.url)));
  const path = paths.find((candidate) => existsSync(candidate));
  if (path !== undefined) return path;
  throw new MillraceError(
    'package-broken',
    `expected the file ${name} of the package millrace in one of ${paths.join(', ')}; install ` +
      'the package again, or keep a bundler from moving it (mark millrace as external)',
    { details: { name, paths } },
  );
}
