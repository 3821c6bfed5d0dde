/** Starts and stops in Chromium, in pages that may share memory and in pages that may not. */
import { chromium, type Page } from 'playwright-core';
import { serve } from '../python/serve.js';
import { inTurns, rowsOf, type Sample, type Way } from '../python/turns.js';
import type { Question } from '../question.js';
import { hostSources } from './python-start.js';

const FIRST_GOAL = 0.45;
const AGAIN_GOAL = 0.25;

/** The command has found it. */
interface Prepared {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Readonly<Record<string, string>>;
}

type Action = 'stock' | 'first' | 'again' | 'stopped';

async function take(page: Page, action: Action, given: unknown): Promise<Sample> {
  const ms = await page.evaluate(
    async ([script, name, argument]) => {
      const actions = (await import(script)) as Record<string, (given: unknown) => Promise<number>>;
      return actions[name]!(argument);
    },
    ['/bench/page.mjs', action, given] as const,
  );
  return { ms, cpuMs: 0 };
}

export const pythonBrowser: Question = async ({ quick }) => {
  const { executablePath, args, env } = JSON.parse(process.env['MILLRACE_CHROMIUM']!) as Prepared;
  const server = await serve();
  const browser = await chromium.launch({
    executablePath,
    args,
    env: { ...(process.env as Record<string, string>), ...env },
  });
  try {
    const shared = await browser.newPage();
    await shared.goto(`${server.url}/isolated/`);
    const plain = await browser.newPage();
    await plain.goto(`${server.url}/plain/`);
    const hostFiles = hostSources();
    const stock = 'stock Pyodide, the host from its sources';
    const ways: readonly Way[] = [
      { name: stock, take: () => take(plain, 'stock', hostFiles) },
      { name: 'stock Pyodide alone', take: () => take(plain, 'stock', {}) },
      { name: 'the first', goal: FIRST_GOAL, take: () => take(plain, 'first', null) },
      { name: 'after one that broke', goal: AGAIN_GOAL, take: () => take(plain, 'again', null) },
      {
        name: 'after one that broke, shared memory',
        goal: AGAIN_GOAL,
        take: () => take(shared, 'again', null),
      },
      {
        name: '`while True: pass`, until it has stopped',
        take: () => take(plain, 'stopped', null),
      },
      { name: 'the same, shared memory', take: () => take(shared, 'stopped', null) },
    ];
    const samples = await inTurns(quick ? 1 : 5, ways);
    return {
      title: `Python in a module worker of Chromium ${browser.version()}, ms by the clock`,
      columns: ['time', 'ratio'],
      rows: rowsOf(ways, samples, { clock: 'ms', unit: 'ms' }),
      notes: [
        'all files are in the browser’s cache: over a network 5.4 MB (brotli) come first, 7.4 MB with ours',
        'without shared memory what never gives control back is ended with its interpreter, after 0.3 s',
      ],
    };
  } finally {
    await browser.close();
    server.close();
  }
};
