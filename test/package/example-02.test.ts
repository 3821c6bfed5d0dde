/** Example 02 as a reader has it: its files, with the packed package installed. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from '../e2e/browser-test.js';
import { root, start } from './consumer.js';
import { checkGenerated, isTested, versionsOf } from './example.js';
import { ViteApp } from './vite-app.js';

useBrowser();

const sources = join(root, 'examples/02-embed-in-vite');

let app: ViteApp;
beforeAll(() => {
  app = new ViteApp('19', sources);
  app.link('ts-morph');
});
afterAll(() => app.remove());

const offer = (page: Page) => page.locator('header output');
const control = (page: Page, name: string) =>
  page.locator('[data-flume-component="node"]').getByRole('textbox', { name });

describe('02 · Embed in Vite', () => {
  test('asks for the versions it is tested with', () => {
    expect(versionsOf(sources).filter((one) => !isTested(one))).toEqual([]);
  });

  test('has a generated file that is up to date', () => {
    expect(checkGenerated(app, sources)).toMatchObject({ status: 0, stderr: '' });
  });

  test('type-checks and builds', () => {
    const tsc = join(root, 'node_modules/ts7/bin/tsc');
    expect(start(process.execPath, [tsc, '-p', '.'], app.folder)).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
    expect(app.build()).toMatchObject({ status: 0 });
  });

  test(
    'keeps what is typed, over a reload, until it starts over',
    onPage((page) =>
      app.serve('dev', async (url) => {
        await page.goto(url);
        expect(await offer(page).textContent()).toBe('Delivery for €5.25. Thank you!');
        await control(page, 'Weight (kg)').fill('10');
        await offer(page).getByText('€10.50').waitFor();
        await page.reload();
        await offer(page).getByText('€10.50').waitFor();
        expect(await control(page, 'Weight (kg)').inputValue()).toBe('10');
        await page.getByRole('button', { name: 'Start over' }).click();
        await offer(page).getByText('€5.25').waitFor();
        expect(await control(page, 'Weight (kg)').inputValue()).not.toBe('10');
      }),
    ),
  );
});
