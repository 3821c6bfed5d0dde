/** The packed package in a fresh Vite app, with each React it says it works with. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from '../e2e/browser-test.js';
import { EXERCISED, exercise } from './exercise.js';
import { serveFolder, STRICT_CSP } from './static-server.js';
import { installLog, REACTS, ViteApp } from './vite-app.js';

useBrowser();

const sources = join(dirname(fileURLToPath(import.meta.url)), 'app');

/** All that TypeScript can be asked to check. */
const STRICTEST = {
  noEmit: true,
  strict: true,
  skipLibCheck: false,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noPropertyAccessFromIndexSignature: true,
  noUncheckedSideEffectImports: true,
  noImplicitOverride: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  target: 'ES2022',
  lib: ['ES2022', 'DOM', 'DOM.Iterable'],
  jsx: 'react-jsx',
  types: [],
};

const STRICT = { 'content-security-policy': STRICT_CSP };

describe.each(REACTS)('a Vite app on React %s', (react) => {
  let app: ViteApp;
  beforeAll(() => {
    app = new ViteApp(react, sources);
  });
  afterAll(() => app.remove());

  test('installs without a warning', () => {
    expect(installLog(react).trim()).toMatch(/^added \d+ packages in \S+$/);
  });

  test.each([
    ['Bundler', 'ESNext'],
    ['NodeNext', 'NodeNext'],
  ])('has types that hold under the strictest settings with %s', (moduleResolution, module) => {
    const ended = app.checkTypes({ ...STRICTEST, moduleResolution, module });
    expect(ended).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test(
    'is all there under a strict Content-Security-Policy',
    onPage(async (page) => {
      expect(app.build('development')).toMatchObject({ status: 0 });
      const folder = join(app.folder, 'dist-development');
      expect(await serveFolder(folder, (url) => exercise(page, url), STRICT)).toEqual(EXERCISED);
    }),
  );

  test(
    'takes over without a word what its server has rendered',
    onPage(async (page) => {
      const html = app.renderOnServer();
      const titles = [...html.matchAll(/class="mr-node-title"[^>]*>([^<]+)</g)];
      expect(titles.map(([, title]) => title)).toEqual(['Double', 'Note']);
      const folder = join(app.folder, 'dist-development');
      await serveFolder(folder, async (url) => {
        expect(await exercise(page, `${url}server.html`)).toEqual(EXERCISED);
      });
    }),
  );

  test(
    'stands the same where a strict policy forbids the styles its server has rendered',
    onPage(
      async (page) => {
        const folder = join(app.folder, 'dist-development');
        const open = async (url: string) => {
          await page.goto(`${url}server.html`);
          await page.locator('.cm-editor').waitFor();
          return boxesOf(page);
        };
        const boxes = await serveFolder(folder, open);
        expect(boxes.length).toBeGreaterThan(50);
        expect(await serveFolder(folder, open, STRICT)).toEqual(boxes);
      },
      // The browser tells of each style it leaves out; a script may set them all the same.
      { allow: /inline style/i },
    ),
  );

  // Which React it is, is nothing to the bundler.
  if (react !== '19') return;

  test('builds with no warning but one, which tells Next.js something', () => {
    const { status, stderr, stdout } = app.build();
    expect({ status, output: stdout }).toEqual({
      status: 0,
      output: expect.not.stringMatching(/warn/i),
    });
    const warnings = stderr.match(/^\[\w+\].*$/gm) ?? [];
    // A busy machine makes the bundler remark on its plugins' time.
    expect(warnings.filter((line) => !line.startsWith('[PLUGIN_TIMINGS]'))).toEqual([
      expect.stringMatching(/"use client" in ".*\/millrace\/dist\/react\.js"/),
    ]);
  });

  test(
    'does the same in the development server',
    onPage(async (page) => {
      expect(await app.serve('dev', (url) => exercise(page, url))).toEqual(EXERCISED);
    }),
  );
});

/** Where the elements of the editor are, code aside: it is measured as it comes. */
const boxesOf = (page: Page): Promise<readonly string[]> =>
  page.locator('.millrace *:not(.mr-code *)').evaluateAll((elements) =>
    elements.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [element.nodeName, ...[x, y, width, height].map(Math.round)].join(' ');
    }),
  );
