/** Pyodide's files on disk, as a server sends them and a build copies them. */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { PYODIDE_FILES } from '../../python-bridge/pyodide/pyodide-files.js';
import { findLibrary } from '../../python-bridge/runtime/files.js';
import type { Middleware } from './vite-hooks.js';

const TYPES: Readonly<Record<string, string>> = {
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.zip': 'application/zip',
  '.json': 'application/json',
};

/** What a browser loads: the files of the package in `folder`, and Python's own modules as bytecode. */
export function pyodidePaths(folder: string): readonly string[] {
  const library = findLibrary();
  const own = PYODIDE_FILES.map((file) => join(folder, file));
  return library === undefined ? own : [...own, library];
}

/** The same by name, with their bytes. */
export function readPyodide(folder: string): readonly (readonly [string, Uint8Array])[] {
  return pyodidePaths(folder).map((path) => [basename(path), readFileSync(path)]);
}

/**
 * Answers requests for the files below `path`, wherever that is below the server's `base`. `path`
 * names the version, so what was sent never changes.
 */
export function servePyodide(folder: () => string, path: string): Middleware {
  return (request, response, next) => {
    const [asked = ''] = (request.url ?? '').split('?');
    if (!asked.includes(`/${path}/`)) return next();
    const file = pyodidePaths(folder()).find((name) =>
      asked.endsWith(`/${path}/${basename(name)}`),
    );
    if (file === undefined || !['GET', 'HEAD'].includes(request.method ?? '')) return next();
    response.writeHead(200, {
      'content-type': TYPES[extname(file)],
      'content-length': statSync(file).size,
      'cache-control': 'public, max-age=31536000, immutable',
      // A sandbox is an origin of its own; there is nothing of anybody's in these files.
      'access-control-allow-origin': '*',
    });
    if (request.method === 'HEAD') response.end();
    else createReadStream(file).pipe(response);
  };
}
