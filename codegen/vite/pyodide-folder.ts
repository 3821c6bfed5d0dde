/** Pyodide's files on disk, as a server sends them and a build copies them. */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { PYODIDE_FILES, type PyodideFile } from '../../python-bridge/pyodide/pyodide-files.js';
import type { Middleware } from './vite-hooks.js';

const TYPES: Readonly<Record<string, string>> = {
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.zip': 'application/zip',
  '.json': 'application/json',
};

/** The bytes of one file. */
export function readPyodideFile(folder: string, file: PyodideFile): Uint8Array {
  return readFileSync(join(folder, file));
}

/**
 * Answers requests for the files below `path`, wherever that is below the server's `base`. `path`
 * names the version, so what was sent never changes.
 */
export function servePyodide(folder: () => string, path: string): Middleware {
  return (request, response, next) => {
    const [asked = ''] = (request.url ?? '').split('?');
    const file = PYODIDE_FILES.find((name) => asked.endsWith(`/${path}/${name}`));
    if (file === undefined || !['GET', 'HEAD'].includes(request.method ?? '')) return next();
    response.writeHead(200, {
      'content-type': TYPES[extname(file)],
      'content-length': statSync(join(folder(), file)).size,
      'cache-control': 'public, max-age=31536000, immutable',
    });
    if (request.method === 'HEAD') response.end();
    else createReadStream(join(folder(), file)).pipe(response);
  };
}
