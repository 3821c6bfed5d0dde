/** Functions in real Web Workers, from the page that opens them to their end. */
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { urlOf } from './apps.js';
import { onPage, useBrowser } from './browser-test.js';
import type { CallFromTest } from './pages/workers.js';

useBrowser();

const STRICT = "default-src 'none'; script-src 'self'; worker-src 'self'; img-src data:";
/** Two threads share memory only where the page is isolated. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** Opens the page as if its server sent these headers with everything. */
async function open(page: Page, headers: Readonly<Record<string, string>> = {}): Promise<void> {
  if (Object.keys(headers).length > 0) {
    await page.route('**/*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), ...headers } });
    });
  }
  await page.goto(`${urlOf('pages')}workers.html`);
  await page.waitForFunction(() => window.workers !== undefined);
}

const call = (page: Page, asked: CallFromTest) =>
  page.evaluate((one) => window.workers.call(one), asked);

/** The workers of the page that are alive; the browser tells of an end a little later. */
async function settledWorkers(page: Page, count: number): Promise<number> {
  for (let tries = 0; tries < 100 && page.workers().length !== count; tries += 1) {
    await page.waitForTimeout(20);
  }
  return page.workers().length;
}

describe('functions in Web Workers', () => {
  test(
    'return, throw, log, and load lazily; a worker is used again',
    onPage(async (page) => {
      await open(page);
      expect(await call(page, { nodeType: 'add', args: [2, 3] })).toEqual({
        value: 5,
        said: ['started'],
      });
      expect(await call(page, { nodeType: 'gaps' })).toMatchObject({
        value: [1, 'Symbol(millrace.noValue)', 'three'],
      });
      expect((await call(page, { nodeType: 'whole' })).value).toBe('Symbol(millrace.noValue)');
      expect(await call(page, { nodeType: 'throws' })).toMatchObject({
        error: { name: 'RangeError', message: 'no apples' },
      });
      expect((await call(page, { nodeType: 'lazy', args: ['a'] })).value).toBe('A');
      expect((await call(page, { nodeType: 'lazyBroken' })).error).toMatchObject({
        code: 'load-failed',
      });
      expect((await call(page, { nodeType: 'forges' })).value).toBe('genuine');
      expect(await call(page, { nodeType: 'reportWithContext' })).toEqual({
        value: 'job/n1',
        said: ['started', ['warning', 'careful'], [1, 2, undefined]],
      });
      expect(await page.evaluate(() => window.workers.opened)).toBe(1);
      await page.evaluate(() => window.workers.close());
      expect(await settledWorkers(page, 0)).toBe(0);
    }),
  );

  test(
    '[R9] two that block run at the same time',
    onPage(async (page) => {
      await open(page, ISOLATED);
      expect(await page.evaluate(() => window.workers.meet())).toEqual(['met', 'met']);
    }),
  );

  test(
    "run under a policy that allows nothing but the page's own files",
    onPage(async (page) => {
      await open(page, { 'content-security-policy': STRICT });
      expect((await call(page, { nodeType: 'add', args: [2, 3] })).value).toBe(5);
    }),
  );

  test(
    'a result that can not be copied is value-not-cloned',
    onPage(async (page) => {
      await open(page);
      expect((await call(page, { nodeType: 'returnsFunction' })).error).toMatchObject({
        code: 'value-not-cloned',
        message: expect.stringContaining('the result.format is a function') as unknown,
      });
    }),
  );
});

describe('abort', () => {
  test(
    '[R10] for(;;){} is ended with its worker, and the next call opens another',
    onPage(async (page) => {
      await open(page);
      const { error } = await call(page, { nodeType: 'spin', abort: 'while it runs' });
      expect(error).toMatchObject({ name: 'AbortError' });
      expect(await settledWorkers(page, 0)).toBe(0);
      expect((await call(page, { nodeType: 'uses' })).value).toBe(1);
    }),
  );

  test(
    '[R10] a function that hears its signal keeps its worker; one that does not loses it',
    onPage(async (page) => {
      await open(page);
      const abort = 'at its first line';
      const stopped = await call(page, { nodeType: 'stopsWithContext', abort });
      expect(stopped.error).toMatchObject({ name: 'AbortError' });
      expect(await settledWorkers(page, 1)).toBe(1);
      const ended = await call(page, { nodeType: 'stubbornWithContext', abort });
      expect(ended.error).toMatchObject({ name: 'AbortError' });
      expect(await settledWorkers(page, 0)).toBe(0);
    }),
  );
});

describe('workers that fail', () => {
  test(
    'one that dies by an uncaught error, or closes itself, rejects its call',
    onPage(async (page) => {
      await open(page);
      expect((await call(page, { nodeType: 'uncaught' })).error).toMatchObject({
        code: 'worker-died',
        message: expect.stringContaining('nobody caught it') as unknown,
      });
      expect((await call(page, { nodeType: 'closes' })).error).toMatchObject({
        code: 'worker-died',
        message: expect.stringContaining('it was closed') as unknown,
      });
      expect((await call(page, { nodeType: 'uses' })).value).toBe(1);
    }),
  );

  test(
    'an entry that throws is worker-failed, one that never serves worker-not-served',
    onPage(async (page) => {
      await open(page);
      expect((await call(page, { entry: 'broken', nodeType: 'add' })).error).toMatchObject({
        code: 'worker-failed',
        message: expect.stringContaining('no such table: prices') as unknown,
      });
      expect((await call(page, { entry: 'silent', nodeType: 'add' })).error).toMatchObject({
        code: 'worker-not-served',
        message: expect.stringContaining('serveFunctions(functions)') as unknown,
      });
      expect(await settledWorkers(page, 0)).toBe(0);
    }),
  );

  test(
    'a script that is not there is worker-failed',
    onPage(
      async (page) => {
        await open(page);
        expect((await call(page, { entry: 'missing', nodeType: 'add' })).error).toMatchObject({
          code: 'worker-failed',
          message: expect.stringContaining('its script could not be loaded') as unknown,
        });
      },
      { allow: /no-such-worker/ },
    ),
  );

  test(
    'a policy that forbids workers makes it worker-failed',
    onPage(
      async (page) => {
        const policy = STRICT.replace("worker-src 'self'", "worker-src 'none'");
        await open(page, { 'content-security-policy': policy });
        expect((await call(page, { nodeType: 'add' })).error).toMatchObject({
          code: 'worker-failed',
        });
      },
      { allow: /Content Security Policy/ },
    ),
  );
});
