// Builds and serves the apps of the browser tests: the playground, and the pages in pages/. Prints
// one line of JSON, an address or an error each, and ends when its standard input does.
//
// They are built, as an app is deployed: a development server may reload a page at any time. They
// are built for development, since only then React complains.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, preview } from 'vite';
import { root } from '../tooling/build.mjs';

const output = join(root, 'node_modules/.cache/millrace/apps');
const pages = join(root, 'test/e2e/pages');
const playground = join(root, 'examples/playground');

function pagesConfig() {
  const files = readdirSync(pages).filter((file) => file.endsWith('.html'));
  return {
    configFile: false,
    root: pages,
    build: { rolldownOptions: { input: files.map((file) => join(pages, file)) } },
  };
}

const playgroundConfig = () => ({
  configFile: join(playground, 'vite.config.ts'),
  root: playground,
});

/** Builds one app. @returns {Promise<string>} its address, which ends in a slash */
async function serve(name, config) {
  const outDir = join(output, name);
  const common = {
    ...config,
    mode: 'development',
    logLevel: 'warn',
    build: { ...config.build, outDir, emptyOutDir: true, chunkSizeWarningLimit: 5_000 },
    preview: { host: '127.0.0.1', port: 0, open: false },
  };
  await build(common);
  const server = await preview(common);
  const { port } = server.httpServer.address();
  return `http://127.0.0.1:${port}/`;
}

/** An app that can't be built fails the tests of that app alone. */
const attempt = (name, config) =>
  serve(name, config).then(
    (url) => ({ url }),
    (error) => ({ error: error.stack }),
  );

process.stdin.resume().on('end', () => process.exit());
const apps = {
  pages: await attempt('pages', pagesConfig()),
  playground: await attempt('playground', playgroundConfig()),
};
console.log(JSON.stringify(apps));
