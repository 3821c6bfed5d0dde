import { describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { constants } from 'node:os';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onPage, useBrowser } from './browser-test.js';

useBrowser();

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** What a user types, in a process group of its own, as a terminal starts it. */
function npm(...args: readonly string[]) {
  const env = { ...process.env, NODE_ENV: undefined, FORCE_COLOR: undefined };
  const child = spawn('npm', args, { cwd: root, env, detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => (output += String(chunk)));
  }
  // As a shell tells it: npm passes on the signal that ended what it ran.
  const ended = once(child, 'close').then(
    ([code, signal]: unknown[]) => code ?? 128 + constants.signals[signal as NodeJS.Signals],
  );
  return {
    ended,
    output: () => output,
    /** The first line that matches. */
    async line(pattern: RegExp): Promise<RegExpExecArray> {
      for await (const line of createInterface({ input: child.stdout })) {
        const match = pattern.exec(line);
        if (match !== null) return match;
      }
      throw new Error(`npm ${args.join(' ')} never printed ${pattern}:\n${output}`);
    },
    signal(name: NodeJS.Signals): void {
      try {
        process.kill(-child.pid!, name);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    },
  };
}

/** Python starts in seconds, on a machine that does nothing else. */
const BOOT_MS = 90_000;

/** A port that is taken while `use` runs. */
async function withTakenPort(use: (port: number) => Promise<void>): Promise<void> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await use((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
}

describe('npm start', () => {
  test(
    'serves the playground on the next free port until Ctrl-C',
    onPage((page) =>
      withTakenPort(async (taken) => {
        const started = npm('start', '--', '--port', String(taken));
        try {
          const [, url, port] = await started.line(/The playground is at (http:\S+:(\d+)\/)/);
          expect(Number(port)).toBeGreaterThan(taken);
          await page.goto(url!);
          await page.locator('[data-flume-component="node"]').first().waitFor();
          await page.getByText('Python ready').waitFor({ timeout: BOOT_MS });
          started.signal('SIGINT');
          expect(await started.ended).toBe(130);
        } finally {
          started.signal('SIGKILL');
        }
      }),
    ),
  );

  test('says what --port takes', async () => {
    const started = npm('start', '--', '--port', 'http');
    expect(await started.ended).toBe(1);
    expect(started.output()).toContain('--port takes a number from 0 to 65535; it got http');
  });
});

describe('npm run example:hello', () => {
  test('runs the first example against the built package', async () => {
    const started = npm('run', '--silent', 'example:hello');
    expect(await started.ended).toBe(0);
    expect(started.output()).toContain("{ result: 'Water for 16 days, and 260 litres ran over.' }");
  });
});
