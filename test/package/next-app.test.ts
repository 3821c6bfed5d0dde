/** The packed package in a Next.js app: rendered on the server, taken over in the browser. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { onPage, useBrowser } from '../e2e/browser-test.js';
import { EXERCISED, exercise } from './exercise.js';
import { NextApp } from './next-app.js';

useBrowser();

/** Its compiler takes ten seconds alone, and minutes beside others. */
const LONG_MS = 300_000;

let app: NextApp;
beforeAll(() => {
  app = new NextApp();
}, LONG_MS);
afterAll(() => app?.remove());

describe('a Next.js app', () => {
  test(
    'builds; its page has the nodes before a script ran, and then is all there',
    onPage(async (page) => {
      const { status, stdout, stderr } = app.build();
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).not.toMatch(/warn/i);
      await app.serve(async (url) => {
        const html = await (await fetch(url)).text();
        const titles = [...html.matchAll(/class="mr-node-title"[^>]*>([^<]+)</g)];
        expect(titles.map(([, title]) => title)).toEqual(['Double', 'Note']);
        expect(html).toContain('0<!-- --> problems');
        expect(await exercise(page, url)).toEqual(EXERCISED);
      });
    }),
    LONG_MS,
  );
});
