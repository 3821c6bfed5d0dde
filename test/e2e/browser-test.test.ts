import { describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { urlOf } from './apps.js';
import { onPage, useBrowser } from './browser-test.js';

useBrowser();

const open = (page: Page) => page.goto(`${urlOf('pages')}blank.html`);

const ASK_IN_WORKER = `
  const source = 'fetch("http://example.com/").catch(() => {}).then(() => postMessage(1))';
  const worker = new Worker(URL.createObjectURL(new Blob([source])));
  new Promise((resolve) => { worker.onmessage = resolve; }).then(() => true)`;

/** How a test with this body ends. */
const failure = (source: string, options = {}): Promise<string> =>
  onPage(async (page) => {
    await open(page);
    await page.evaluate(source);
  }, options)().then(
    () => 'passed',
    (error: Error) => error.message,
  );

describe('a test in the browser', () => {
  test(
    'passes when the page has nothing to say',
    onPage(async (page) => {
      await open(page);
      expect(await page.textContent('p')).toBe('Nothing happens here.');
    }),
  );

  test.each([
    ['writes an error to the console', 'console.error("oh")', /console\.error: oh/],
    ['writes a warning to the console', 'console.warn("hm")', /console\.warning: hm/],
    [
      'throws',
      'setTimeout(() => { throw new Error("lost") }); new Promise((r) => setTimeout(r, 50))',
      /uncaught: Error: lost/,
    ],
    [
      'rejects',
      'void Promise.reject(new Error("late")); new Promise((r) => setTimeout(r, 50))',
      /uncaught: Error: late/,
    ],
    [
      'asks another host',
      'fetch("http://example.com/").catch(() => {})',
      /asked another host: http:\/\/example\.com\//,
    ],
    ['asks another host in a worker', ASK_IN_WORKER, /asked another host: http:\/\/example\.com\//],
    ['misses a file', 'fetch("/missing.json")', /404 for .*\/missing\.json/],
  ])('fails when the page %s', async (_what, source, message) => {
    expect(await failure(source)).toMatch(message);
  });

  test('passes when what the page says belongs to the test', async () => {
    expect(await failure('console.error("as planned")', { allow: /as planned/ })).toBe('passed');
  });

  test('leaves a screenshot when it fails', async () => {
    const message = await failure('Promise.reject(new Error("broken"))');
    expect(message).toMatch(/broken/);
    expect(existsSync(/Screenshot: (.*\.png)/.exec(message)![1]!)).toBe(true);
  });
});
