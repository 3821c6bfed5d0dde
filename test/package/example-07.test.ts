/** Example 07 as a reader has it: the packed package in a page without a bundler. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onPage, useBrowser } from '../e2e/browser-test.js';
import { node } from '../e2e/editor-page.js';
import { root, start } from './consumer.js';
import { isTested, versionsOf } from './example.js';
import { EXERCISED, exercise } from './exercise.js';
import { serveFolder } from './static-server.js';
import { ViteApp } from './vite-app.js';

useBrowser();

const sources = join(root, 'examples/07-plain-page');

/** The page of exercise.ts, through the example's own import map. */
const MAIN = `
import { StrictMode, createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { JobRunner } from 'millrace';
import { FlowEditor, Inspector, Palette, Toolbar, useJobRunner } from 'millrace/react';
import { config, functions, start } from './graph.js';

const runner = new JobRunner(config, { functions });

function App() {
  const [graph, setGraph] = useState(start);
  const { nodesStatus, results, status, run } = useJobRunner(runner);
  return h(
    FlowEditor,
    { config, graph, onGraphChange: setGraph, nodesStatus, results },
    h(Palette),
    h(Toolbar, null,
      h('button', { type: 'button', onClick: () => void run(graph) }, 'Run it'),
      h('output', { id: 'job' }, status)),
    h(Inspector),
  );
}

createRoot(document.getElementById('editor')).render(h(StrictMode, null, h(App)));
`;

let app: ViteApp;
beforeAll(() => {
  app = new ViteApp('19', sources);
  app.link('esbuild');
  // For development: React complains in no other.
  const made = start(process.execPath, ['vendor.mjs'], app.folder, { NODE_ENV: 'development' });
  if (made.status !== 0) throw new Error(made.stderr);
  const page = readFileSync(join(sources, 'index.html'), 'utf8');
  writeFileSync(join(app.folder, 'exercise.html'), page.replace('main.js', 'exercise.js'));
  writeFileSync(join(app.folder, 'exercise.js'), MAIN);
  const graph = readFileSync(join(root, 'test/package/next-app/app/graph.js'), 'utf8');
  writeFileSync(join(app.folder, 'graph.js'), graph);
});
afterAll(() => app?.remove());

describe('07 · A plain page', () => {
  test('asks for the versions it is tested with', () => {
    expect(versionsOf(sources).filter((one) => !isTested(one))).toEqual([]);
  });

  test(
    'adds a node, runs, and has no bundler',
    onPage((page) =>
      serveFolder(app.folder, async (url) => {
        await page.goto(url);
        await node(page, 'weigh').getByRole('textbox').fill('4');
        await page.getByRole('button', { name: 'Run', exact: true }).click();
        await node(page, 'price').locator('output', { hasText: '9' }).waitFor();
        await page.getByRole('application').press('/');
        await page.keyboard.type('price');
        await page.keyboard.press('Enter');
        expect(await page.locator('[data-mr-node]').count()).toBe(3);
      }),
    ),
  );

  test(
    'can do what an app with a bundler can, lazy parts included',
    onPage((page) =>
      serveFolder(app.folder, async (url) => {
        expect(await exercise(page, `${url}exercise.html`)).toEqual(EXERCISED);
      }),
    ),
  );
});
