/** Bundles the page of the benchmark as an app would, and serves it. */
import { createReadStream, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname, join } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };

const PAGE =
  '<!doctype html><link rel="icon" href="data:,"><link rel="stylesheet" href="page.css">' +
  '<div id="root"></div><script type="module" src="page.js"></script>';

/** Which Millrace the page is made of. */
export interface PageOptions {
  /** The sources with their names, for a profile, in place of the built package. */
  readonly fromSource: boolean;
}

/** The parts of the style sheet, in the order in which the package's build joins them. */
function stylesOf(root: string): readonly string[] {
  const config = readFileSync(join(root, 'rollup.config.mjs'), 'utf8');
  const { list } = /const STYLES = \[(?<list>[^\]]+)\]/.exec(config)?.groups ?? {};
  if (list === undefined) throw new Error('expected rollup.config.mjs to have a list STYLES');
  return [...list.matchAll(/'(?<name>[^']+)'/g)].map(({ groups }) => groups!['name']!);
}

/** The editor's sources in place of the package; Flume is prepared as the package's build does. */
const sources = (root: string): Plugin => ({
  name: 'sources',
  setup(builder) {
    builder.onResolve({ filter: /^millrace\/react$/ }, () => ({
      path: join(root, 'component/index.ts'),
    }));
    builder.onResolve({ filter: /^millrace\/react\/style\.css$/ }, () => ({
      path: 'style',
      namespace: 'sources',
    }));
    builder.onLoad({ filter: /.*/, namespace: 'sources' }, () => {
      const contents = stylesOf(root)
        .map((name) => readFileSync(join(root, `component/style/${name}.css`), 'utf8'))
        .join('\n');
      return { contents, loader: 'css' };
    });
    // Apart from the Flume that is compared, which is as published.
    builder.onResolve({ filter: /^flume\/dist\/index\.es\.js$/ }, () => ({
      path: join(root, 'node_modules/flume/dist/index.es.js'),
      namespace: 'flume-parts',
    }));
    builder.onLoad({ filter: /.*/, namespace: 'flume-parts' }, async ({ path }) => {
      const script = join(root, 'component/surface/flume-transform.mjs');
      const { exposeFlumeParts } = (await import(script)) as {
        exposeFlumeParts: (code: string) => string;
      };
      return { contents: exposeFlumeParts(readFileSync(path, 'utf8')), resolveDir: root };
    });
  },
});

async function bundle(root: string, folder: string, { fromSource }: PageOptions): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: { page: 'test/bench/editor/page.ts' },
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    minify: !fromSource,
    tsconfigRaw: {},
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: fromSource ? [sources(root)] : [],
    outdir: folder,
    logLevel: 'error',
  });
}

/** Builds the page and serves it. @returns its address, which ends in a slash */
export async function servePage(
  options: PageOptions,
): Promise<{ readonly url: string; close(): void }> {
  const root = process.cwd();
  const folder = join(root, `node_modules/.cache/millrace/bench-editor-${process.pid}`);
  await bundle(root, folder, options);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/') {
      response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
      return;
    }
    const file = join(folder, basename(path));
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
