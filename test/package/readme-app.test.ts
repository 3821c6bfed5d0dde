/** The page of the README, as a reader would make it with the published package. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onPage, useBrowser } from '../e2e/browser-test.js';
import { copyProject, peers, start } from './consumer.js';
import { readBlocks, writeFiles } from './readme.js';
import { ViteApp } from './vite-app.js';

useBrowser();

const MAIN = `import { createRoot } from 'react-dom/client';
import { App } from './app.js';

createRoot(document.getElementById('root')!).render(<App />);
`;
const PAGE =
  '<!doctype html><link rel="icon" href="data:," /><div id="root"></div><script type="module" src="/main.tsx"></script>';

let sources: string;
let app: ViteApp;

beforeAll(() => {
  sources = copyProject(peers);
  const quickStart = readBlocks('## Quick start');
  const steered = readBlocks('## Steer a run').filter(({ language }) => language === 'ts');
  const page = readBlocks('## Put the editor in a page');
  writeFiles(sources, [...quickStart, ...page, ...steered]);
  const codegen = quickStart.filter(({ language }) => language === 'sh')[1]!.text;
  const made = start(
    join(sources, 'node_modules/.bin/millrace'),
    codegen.trim().split(' ').slice(2),
    sources,
  );
  expect(made).toMatchObject({ status: 0, stderr: '' });
  writeFileSync(join(sources, 'main.tsx'), MAIN);
  writeFileSync(join(sources, 'index.html'), PAGE);
  app = new ViteApp('19', sources);
  app.link('pyodide');
});

afterAll(() => {
  app.remove();
  rmSync(sources, { recursive: true, force: true });
});

test('the page of the README, and what steers a run, have types that hold', () => {
  rmSync(join(app.folder, 'main.ts'));
  const ended = app.checkTypes({
    noEmit: true,
    strict: true,
    module: 'ESNext',
    moduleResolution: 'Bundler',
    target: 'ES2022',
    lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    jsx: 'react-jsx',
    types: ['millrace/vite/client'],
  });
  expect(ended).toEqual({ status: 0, stdout: '', stderr: '' });
});

test(
  'the page of the README draws a graph and runs it in two languages',
  onPage(async (page) => {
    expect(app.build('development')).toMatchObject({ status: 0 });
    await app.serve('preview', async (url) => {
      await page.goto(url);
      for (const name of ['Price', 'Add tax']) {
        await page.getByRole('application').press('/');
        await page.keyboard.type(name);
        await page.keyboard.press('Enter');
      }
      const node = (id: string) => page.locator(`[data-mr-node="${id}"]`);
      await node('price').getByRole('textbox', { name: 'Pieces' }).fill('4');
      await node('add_tax').getByRole('textbox', { name: 'Price' }).fill('10');
      await page.getByRole('button', { name: 'Run' }).click();
      expect(await node('add_tax').locator('output').textContent()).toBe('11.9');
      expect(await node('price').locator('output').textContent()).toBe('10');
    });
  }),
);
