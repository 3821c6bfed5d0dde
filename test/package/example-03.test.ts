/** Example 03 as a reader has it: its files, with the packed package installed. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { onPage, useBrowser } from '../e2e/browser-test.js';
import { root, start } from './consumer.js';
import { ViteApp } from './vite-app.js';

useBrowser();

const sources = join(root, 'examples/03-python-in-the-browser');

let app: ViteApp;
beforeAll(() => {
  app = new ViteApp('19', sources);
  for (const name of ['ts-morph', 'pyodide']) {
    const place = join(app.folder, 'node_modules', name);
    if (!existsSync(place)) symlinkSync(join(root, 'node_modules', name), place);
  }
});
afterAll(() => app.remove());

describe('03 · Python in the browser', () => {
  test('has a generated file that is up to date', () => {
    const { scripts } = JSON.parse(readFileSync(join(sources, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const command = scripts['codegen']!.split(' ').slice(1);
    const ended = start(
      join(app.folder, 'node_modules/.bin/millrace'),
      [...command, '--check'],
      app.folder,
    );
    expect(ended).toMatchObject({ status: 0, stderr: '' });
  });

  test(
    'loads Python in view, runs, is cancelled, and runs again',
    onPage((page) =>
      app.serve('dev', async (url) => {
        await page.goto(url);
        const row = (id: string) => page.locator('#nodes li').filter({ hasText: id });
        await page.getByText(/Loading Python: [\d.]+ of 12\.\d MB/).waitFor();
        await page.getByText(/Python is ready/).waitFor({ timeout: 60_000 });
        await page.getByRole('button', { name: 'Run' }).click();
        await row('measure').getByText('running').waitFor();
        await row('measure')
          .getByText(/day \d+: [\d.]+ m/)
          .waitFor();
        await page.getByRole('button', { name: 'Cancel' }).click();
        await row('chart').getByText('cancelled').waitFor();
        await page.getByRole('button', { name: 'Run' }).click();
        await page.getByText('17 of 120 days above the bank').waitFor({ timeout: 60_000 });
        await page.getByRole('img', { name: /The river’s level/ }).waitFor();
        expect(await row('chart').textContent()).toContain('success');
      }),
    ),
  );

  test('builds, with Pyodide beside it', () => {
    expect(app.build()).toMatchObject({ status: 0, stderr: '' });
    const folder = join(app.folder, 'dist-production/assets/pyodide-314.0.7');
    expect(existsSync(join(folder, 'pyodide.asm.wasm'))).toBe(true);
  });
});
