/** Serves the built package and Pyodide to a page of the benchmark. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.zip': 'application/zip',
};

/** With these a page may share memory. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};

const PAGE = '<!doctype html><link rel="icon" href="data:,">';

/** A server whose pages share memory where `/isolated/` is in their path. */
export async function serve(): Promise<{ readonly url: string; close(): void }> {
  const root = process.cwd();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path.endsWith('/')) {
      const headers = path.includes('/isolated/') ? ISOLATED : {};
      response.writeHead(200, { ...headers, 'content-type': 'text/html' }).end(PAGE);
      return;
    }
    const name = basename(path);
    const isBuilt = path.includes('/dist/') || name.startsWith('python-stdlib-');
    const file = path.includes('/bench/')
      ? join(root, 'test/bench/python', name)
      : join(root, isBuilt ? 'dist' : 'node_modules/pyodide', path.split('/dist/')[1] ?? name);
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      ...ISOLATED,
      'content-type': TYPES[extname(file)] ?? 'text/plain',
      'content-length': statSync(file).size,
      // As the server of an app would: what has been read once is not asked for again.
      'cache-control': 'public, max-age=31536000, immutable',
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
