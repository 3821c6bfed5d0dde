// `npm start`: the playground. Builds the package when that is missing or older than its sources,
// then serves the app against it, as a user's own would be, until Ctrl-C.
//   npm start -- --port 8080
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';
import { ensureBuilt, root } from './build.mjs';
import { killChildrenOnSignal } from './process.mjs';

const PLAYGROUND = join(root, 'examples/playground');

/** The next free port from here on. */
const FIRST_PORT = 5173;

function readPort() {
  const { port = String(FIRST_PORT) } = parseArgs({ options: { port: { type: 'string' } } }).values;
  if (/^\d+$/.test(port) && Number(port) <= 65_535) return Number(port);
  throw new Error(`--port takes a number from 0 to 65535; it got ${port}`);
}

/** A browser needs a screen, and a reader in front of it. BROWSER=none wishes for none. */
function canOpenBrowser() {
  const { DISPLAY, WAYLAND_DISPLAY, CI } = process.env;
  const hasScreen = process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
  return hasScreen && process.stdout.isTTY && !CI;
}

killChildrenOnSignal();
try {
  const port = readPort();
  await ensureBuilt(() => console.log('building millrace …'));
  const server = await createServer({
    configFile: join(PLAYGROUND, 'vite.config.ts'),
    root: PLAYGROUND,
    logLevel: 'warn',
    server: { host: '127.0.0.1', port, strictPort: false, open: false },
  });
  await server.listen();
  console.log(`\nThe playground is at ${server.resolvedUrls.local[0]}\nCtrl-C ends it.`);
  if (canOpenBrowser()) server.openBrowser(); // looks at BROWSER itself
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
