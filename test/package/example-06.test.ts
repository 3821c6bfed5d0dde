/** Example 06 as a reader has it: the wheels are fetched, and pydantic validates in a page. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { onPage, useBrowser } from '../e2e/browser-test.js';
import { root, start, type Ended } from './consumer.js';
import { checkGenerated, isTested, versionsOf } from './example.js';
import { ViteApp } from './vite-app.js';

useBrowser();

const sources = join(root, 'examples/06-pydantic-in-the-browser');

/** Python starts in seconds on a machine that does nothing else. */
const BOOT_MS = 90_000;

let app: ViteApp;
let wheels: Ended;
beforeAll(() => {
  app = new ViteApp('19', sources);
  app.link('ts-morph');
  app.copy('pyodide');
  const command = join(app.folder, 'node_modules/.bin/millrace');
  wheels = start(command, ['wheels', '--out', 'public/wheels'], app.folder);
});
afterAll(() => app.remove());

describe('06 · Pydantic in the browser', () => {
  test('asks for the versions it is tested with', () => {
    expect(versionsOf(sources).filter((one) => !isTested(one))).toEqual([]);
  });

  test('[P7] has wheels that its lock file knows, and a generated file that is up to date', () => {
    expect(wheels).toMatchObject({ status: 0 });
    expect(checkGenerated(app, sources)).toMatchObject({ status: 0, stderr: '' });
  });

  test(
    '[P7] shows what pydantic finds wrong, and the slip once it is right',
    onPage((page) =>
      app.serve('dev', async (url) => {
        await page.goto(url);
        const said = page.locator('header output');
        const check = page.getByRole('button', { name: 'Check the order' });
        await check.click();
        const nodes = page.locator('[data-flume-component="node"]');
        const wrong = nodes.getByText('2 sacks hold 50 kg, not 60').first();
        await wrong.waitFor({ timeout: BOOT_MS });
        await nodes.getByRole('textbox', { name: 'sacks' }).fill('3');
        await check.click();
        await said.getByText('Ada Lovelace: 60 kg of spelt, 174.00 EUR').waitFor();
        expect(await wrong.count()).toBe(0);
      }),
    ),
  );
});
