/** The packed package in a fresh Vite app, with each React it says it works with. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

  test('builds with no warning but one, which tells Next.js something', () => {
    const { status, stderr, stdout } = app.build();
    expect({ status, output: stdout }).toEqual({
      status: 0,
      output: expect.not.stringMatching(/warn/i),
    });
    expect(stderr.match(/^\[\w+\].*$/gm)).toEqual([
      expect.stringMatching(/"use client" in ".*\/millrace\/dist\/react\.js"/),
    ]);
  });

  test(
    'is all there under a strict Content-Security-Policy',
    onPage(async (page) => {
      expect(app.build('development')).toMatchObject({ status: 0 });
      const headers = { 'content-security-policy': STRICT_CSP };
      const folder = join(app.folder, 'dist-development');
      expect(await serveFolder(folder, (url) => exercise(page, url), headers)).toEqual(EXERCISED);
    }),
  );

  test(
    'does the same in the development server',
    onPage(async (page) => {
      expect(await app.serve('dev', (url) => exercise(page, url))).toEqual(EXERCISED);
    }),
  );
});
