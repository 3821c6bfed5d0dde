/** Example 02 as a reader has it: its files, with the packed package installed. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from '../e2e/browser-test.js';
import { root, start } from './consumer.js';
import { ViteApp } from './vite-app.js';

useBrowser();

const sources = join(root, 'examples/02-embed-in-vite');
const manifest = (folder: string): Record<string, Record<string, string>> =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as never;

let app: ViteApp;
beforeAll(() => {
  app = new ViteApp('19', sources);
  symlinkSync(join(root, 'node_modules/ts-morph'), join(app.folder, 'node_modules/ts-morph'));
});
afterAll(() => app.remove());

const offer = (page: Page) => page.locator('header output');
const control = (page: Page, name: string) =>
  page.locator('[data-flume-component="node"]').getByRole('textbox', { name });

describe('02 · Embed in Vite', () => {
  test('asks for the versions it is tested with', () => {
    const { dependencies, devDependencies } = manifest(sources);
    for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies })) {
      const folder =
        { millrace: root, typescript: join(root, 'node_modules/ts7') }[name] ??
        join(root, 'node_modules', name);
      const { version } = manifest(folder) as unknown as { version: string };
      expect(`${name}@${range}`).toBe(`${name}@${caretOf(version)}`);
    }
  });

  test('has a generated file that is up to date', () => {
    const command = manifest(sources)['scripts']!['codegen']!.split(' ').slice(1);
    const ended = start(
      join(app.folder, 'node_modules/.bin/millrace'),
      [...command, '--check'],
      app.folder,
    );
    expect(ended).toMatchObject({ status: 0, stderr: '' });
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

/** The range of all versions that promise to be compatible, from this minor version on. */
function caretOf(version: string): string {
  const [major, minor] = version.split('.');
  return `^${major}.${minor}.0`;
}
