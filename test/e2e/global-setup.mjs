// Builds the package, finds the browser and starts the server of the apps under test.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { provideBrowser } from '../tooling/browser.mjs';
import { ensureBuilt, root } from '../tooling/build.mjs';

/** Starts the server; it ends when its standard input does, so never outlives this process. */
async function startServer() {
  const server = spawn(process.execPath, [join(root, 'test/e2e/serve-apps.mjs')], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'development' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaints = '';
  server.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  globalThis.millraceServer = server;
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.startsWith('{')) return JSON.parse(line);
  }
  throw new Error(`the apps under test could not be served:\n${complaints}`);
}

export default async function setUp() {
  try {
    await provideBrowser(root);
    await ensureBuilt();
    process.env.MILLRACE_APPS = JSON.stringify(await startServer());
  } catch (error) {
    // Thrown here it would stop every test; apps.ts throws it in those that need an app.
    process.env.MILLRACE_E2E_ERROR = error.message;
  }
}

export async function stopServer() {
  const server = globalThis.millraceServer;
  if (server === undefined || server.exitCode !== null) return;
  server.stdin.end();
  await once(server, 'exit');
}
