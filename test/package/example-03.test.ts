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

declare global {
  interface Window {
    /** All that the page said while Python started. */
    bootLog: string[];
  }
}

/** On a quick machine each text is there for less than a glance. */
const recordBoot = (page: Page) =>
  page.addInitScript(() => {
    window.bootLog = [];
    new MutationObserver(() => {
      window.bootLog.push(document.getElementById('boot')?.textContent ?? '');
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });

/** Watches Python load, cancels a run, and runs again. @returns what the page then shows */
async function cancelAndRun(page: Page, url: string): Promise<object> {
  await recordBoot(page);
  await page.goto(url);
  await page.getByText('Python is ready').waitFor({ timeout: BOOT_MS });
  const row = (id: string) => page.locator('#nodes li').filter({ hasText: id });
  const run = page.getByRole('button', { name: 'Run' });
  await run.click();
  await row('measure')
    .getByText(/day \d+: [\d.]+ m/)
    .waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await row('chart').getByText('cancelled').waitFor();
  await run.click();
  await page.getByText('17 of 120 days above the bank').waitFor({ timeout: BOOT_MS });
  const chart = page.getByRole('img', { name: /The river’s level/ });
  const boot = await page.evaluate(() => window.bootLog);
  return {
    sawLoading: boot.some((text) => /^Loading Python: [\d.]+ of 14\.\d MB$/.test(text)),
    statuses: await page.locator('#nodes li span:nth-child(3)').allTextContents(),
    hasPicture: await chart.evaluate((image: HTMLImageElement) => image.decode().then(() => true)),
  };
}

const SHOWN = {
  sawLoading: true,
  statuses: Array.from({ length: 5 }, () => 'success'),
  hasPicture: true,
};

describe('03 · Python in the browser', () => {
  test('asks for the versions it is tested with', () => {
    expect(versionsOf(sources).filter((one) => !isTested(one))).toEqual([]);
  });

  test('has a generated file that is up to date', () => {
    expect(checkGenerated(app, sources)).toMatchObject({ status: 0, stderr: '' });
  });

  test(
    'loads Python in view, is cancelled, and runs again',
    onPage(async (page) => {
      expect(await app.serve('dev', (url) => cancelAndRun(page, url))).toEqual(SHOWN);
    }),
  );

  test(
    'builds without a warning, and does the same as it was built',
    onPage(async (page) => {
      expect(app.build('development')).toMatchObject({ status: 0, stderr: '' });
      expect(await app.serve('preview', (url) => cancelAndRun(page, url))).toEqual(SHOWN);
    }),
  );
});
