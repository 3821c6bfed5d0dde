/** Example 03 as a reader has it: Python in a page, from the packed package and Vite’s plugin. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from '../e2e/browser-test.js';
import { root } from './consumer.js';
import { checkGenerated, isTested, versionsOf } from './example.js';
import { ViteApp } from './vite-app.js';

useBrowser();

const sources = join(root, 'examples/03-python-in-the-browser');

/** Python starts in seconds on a machine that does nothing else. */
const BOOT_MS = 90_000;

let app: ViteApp;
beforeAll(() => {
  app = new ViteApp('19', sources);
  app.link('ts-morph');
  // Not linked: the plugin serves and copies its files, wherever they are.
  app.copy('pyodide');
});
afterAll(() => app.remove());

const statuses = (page: Page) => page.locator('#nodes li span:nth-child(3)').allTextContents();

/** Cancels a run, and runs again. @returns what the page shows after each */
async function cancelAndRun(page: Page, url: string): Promise<object> {
  await page.goto(url);
  await page.getByText('Python is ready').waitFor({ timeout: BOOT_MS });
  const run = page.getByRole('button', { name: 'Run' });
  await run.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.locator('#run:enabled').waitFor();
  const afterCancel = await statuses(page);
  await run.click();
  await page.getByText('days above the bank').waitFor({ timeout: BOOT_MS });
  const chart = page.locator('#chart');
  const hasPicture = await chart.evaluate((image: HTMLImageElement) => image.naturalWidth > 0);
  return { afterCancel, afterRun: await statuses(page), hasPicture };
}

const nodes = (status: string) => Array.from({ length: 5 }, () => status);
const SHOWN = { afterCancel: nodes('cancelled'), afterRun: nodes('success'), hasPicture: true };

describe('03 · Python in the browser', () => {
  test('asks for the versions it is tested with', () => {
    expect(versionsOf(sources).filter((one) => !isTested(one))).toEqual([]);
  });

  test('has a generated file that is up to date', () => {
    expect(checkGenerated(app, sources)).toMatchObject({ status: 0, stderr: '' });
  });

  test(
    'runs in the development server, after a run that was cancelled',
    onPage(async (page) => {
      expect(await app.serve('dev', (url) => cancelAndRun(page, url))).toEqual(SHOWN);
    }),
  );

  test(
    'builds without a warning, and runs as it was built',
    onPage(async (page) => {
      expect(app.build('development')).toMatchObject({ status: 0, stderr: '' });
      expect(await app.serve('preview', (url) => cancelAndRun(page, url))).toEqual(SHOWN);
    }),
  );
});
