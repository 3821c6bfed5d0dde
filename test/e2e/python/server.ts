/** Serves the built package, Pyodide and a page that uses both, as badly as a test asks for. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.zip': 'application/zip',
  '.map': 'application/json',
};

/** What a folder of Pyodide's files can be like. */
export interface Folder {
  /** Sends this page in place of the file, as development servers do. */
  readonly pageFor?: string;
  /** Does not have this file. */
  readonly without?: string;
  /** Sends only the first bytes of this file and hangs up. */
  readonly cutOff?: string;
  /** Sends this file under another content type. */
  readonly mistyped?: string;
  /** Has Python's own modules as bytecode: those of this folder. */
  readonly bytecode?: string;
  /** Lets pages of all origins read its files. */
  readonly isOpen?: boolean;
}

const BYTECODE = 'python-stdlib-314.0.7.zip';

const FOLDERS: Readonly<Record<string, Folder>> = {
  pyodide: { bytecode: 'dist' },
  stock: {},
  offered: { bytecode: 'dist', isOpen: true },
  'page-for-bytecode': { bytecode: 'dist', pageFor: BYTECODE },
  'cut-off-bytecode': { bytecode: 'dist', cutOff: BYTECODE },
  'no-script': { without: 'pyodide.mjs' },
  'no-binding': { without: 'pyodide.asm.mjs' },
  'no-wasm': { without: 'pyodide.asm.wasm' },
  'no-library': { without: 'python_stdlib.zip' },
  'no-lock': { without: 'pyodide-lock.json' },
  'page-for-script': { pageFor: 'pyodide.mjs' },
  'page-for-wasm': { pageFor: 'pyodide.asm.wasm' },
  'page-for-library': { pageFor: 'python_stdlib.zip' },
  'page-for-lock': { pageFor: 'pyodide-lock.json' },
  'cut-off-wasm': { cutOff: 'pyodide.asm.wasm' },
  'cut-off-library': { cutOff: 'python_stdlib.zip' },
  'mistyped-wasm': { mistyped: 'pyodide.asm.wasm' },
  'mistyped-script': { mistyped: 'pyodide.mjs' },
};

/** Pages by name, with the policy each comes with. */
const PAGES: Readonly<Record<string, string>> = {
  '/open.html': '',
  '/isolated.html': '',
  '/strict.html': "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'",
  '/no-wasm.html': "script-src 'self'; worker-src 'self' blob:; connect-src 'self'",
};

const PAGE =
  '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>';

/** The page under test. */
export interface PythonServer {
  readonly url: string;
  /** How often each path was asked for, since the start. */
  readonly asked: Map<string, number>;
  close(): Promise<void>;
}

const SCRIPTS = ['page', 'thread'];

async function bundleScripts(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: SCRIPTS.map((name) => join(root, `test/e2e/python/${name}.ts`)),
    outdir: '/',
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    write: false,
    tsconfigRaw: {},
    alias: { 'millrace/python': '/dist/python.js' },
    external: ['/dist/python.js'],
  });
  return new Map(outputFiles.map(({ path, text }) => [path, text]));
}

/** Serves on a free port of this machine. */
export async function servePython(): Promise<PythonServer> {
  const scripts = await bundleScripts();
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    asked.set(pathname, (asked.get(pathname) ?? 0) + 1);
    answer(pathname, scripts.get(pathname), response);
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function answer(path: string, script: string | undefined, response: ServerResponse): void {
  const policy = PAGES[path];
  if (path === '/isolated.html') {
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
  }
  if (policy !== undefined) return send(response, PAGE, 'text/html', policy);
  if (script !== undefined) return send(response, script, 'text/javascript', '');
  // A worker obeys the policy of its own script.
  const strict = path === '/strict/python-worker.js';
  const [, folder = '', ...rest] = strict ? ['', 'dist', 'python-worker.js'] : path.split('/');
  const kind = FOLDERS[folder];
  const name = rest.join('/');
  const place = name === BYTECODE ? kind?.bytecode : 'node_modules/pyodide';
  const file = join(root, kind === undefined ? folder : (place ?? folder), ...rest);
  const isOurs = folder === 'dist' || kind !== undefined;
  if (!isOurs || !existsSync(file) || !statSync(file).isFile()) return missing(response);
  sendFile(file, name, kind ?? {}, response, strict ? PAGES['/strict.html']! : '');
}

function sendFile(
  file: string,
  name: string,
  { without, pageFor, cutOff, mistyped, isOpen = false }: Folder,
  response: ServerResponse,
  policy: string,
): void {
  if (name === without) return missing(response);
  if (name === pageFor) return send(response, PAGE, 'text/html', '');
  const { size } = statSync(file);
  response.writeHead(200, {
    'content-type': name === mistyped ? 'text/plain' : (TYPES[extname(file)] ?? 'text/plain'),
    'content-length': size,
    ...(policy === '' ? {} : { 'content-security-policy': policy }),
    ...(isOpen ? { 'access-control-allow-origin': '*' } : {}),
  });
  if (name !== cutOff) return void createReadStream(file).pipe(response);
  createReadStream(file, { end: Math.floor(size / 2) })
    .on('end', () => response.destroy())
    .pipe(response, { end: false });
}

function send(response: ServerResponse, text: string, type: string, policy: string): void {
  const headers = policy === '' ? {} : { 'content-security-policy': policy };
  response.writeHead(200, { 'content-type': type, ...headers });
  response.end(text);
}

function missing(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain' });
  response.end('not here');
}
