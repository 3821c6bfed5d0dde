/**
 * Tests in a real browser. Each has a page of its own, and fails when that page complains or asks
 * another host for anything.
 */
import { afterAll, beforeAll } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** Made by the global set-up of each project that opens a browser. */
interface Prepared {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Readonly<Record<string, string>>;
  readonly screenshots: string;
}

function readPrepared(): Prepared {
  const prepared = JSON.parse(process.env['MILLRACE_CHROMIUM']!) as Prepared | { error: string };
  if ('error' in prepared) throw new Error(prepared.error);
  return prepared;
}

/** A body may take this long; waiting for one element, less. */
const ACTION_MS = 15_000;

/** How a page under test is opened. */
export interface PageOptions extends BrowserContextOptions {
  /** Complaints of the page that belong to the test. */
  readonly allow?: RegExp;
}

let browser: Browser | undefined;

/** Call once in a test file; its tests share one browser. */
export function useBrowser(): void {
  beforeAll(async () => {
    const { executablePath, args, env } = readPrepared();
    const variables = Object.entries({ ...process.env, ...env }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    browser = await chromium.launch({ executablePath, args, env: Object.fromEntries(variables) });
  });
  afterAll(() => browser?.close());
}

/** @returns the body of a test in a fresh page; what one test stores, no other sees */
export function onPage(
  body: (page: Page) => Promise<void>,
  { allow, ...options }: PageOptions = {},
): () => Promise<void> {
  return async () => {
    if (browser === undefined) throw new Error('call useBrowser() at the top of the test file');
    const context = await browser.newContext({
      viewport: { width: 1280, height: 720 },
      ...options,
    });
    context.setDefaultTimeout(ACTION_MS);
    const page = await context.newPage();
    const complaints = watch(page);
    try {
      await body(page);
      const unexpected = complaints.filter((one) => allow?.test(one) !== true);
      if (unexpected.length > 0) throw new Error(`the page complained:\n${unexpected.join('\n')}`);
    } catch (error) {
      throw new Error(await describeFailure(error, page, complaints), { cause: error });
    } finally {
      await context.close();
    }
  };
}

/** @returns what the page says it is unhappy with; grows while the page is open */
function watch(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning', 'assert'].includes(message.type())) {
      complaints.push(`console.${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('crash', () => complaints.push('the page crashed'));
  page.context().on('request', (request) => {
    if (!isLocal(request.url())) complaints.push(`asked another host: ${request.url()}`);
  });
  page.context().on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} for ${response.url()}`);
  });
  return complaints;
}

function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'blob:' || protocol === 'data:' || ['127.0.0.1', 'localhost'].includes(hostname)
  );
}

async function describeFailure(
  error: unknown,
  page: Page,
  complaints: readonly string[],
): Promise<string> {
  const { screenshots } = readPrepared();
  mkdirSync(screenshots, { recursive: true });
  // Not to be overwritten by the failures of another file.
  const path = join(screenshots, `${randomUUID().slice(0, 8)}.png`);
  const shot = await page.screenshot({ path }).then(
    () => path,
    () => 'none, the page is gone',
  );
  const said = complaints.length > 0 ? `\nThe page said:\n${complaints.join('\n')}` : '';
  return `${String(error instanceof Error ? error.message : error)}\nScreenshot: ${shot}${said}`;
}
