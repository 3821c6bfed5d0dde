/** One page for many tests: interpreters are too slow to start for each. */
import { afterAll, beforeAll } from '@jest/globals';
import type { Page } from 'playwright-core';
import { onPage, type PageOptions } from '../browser-test.js';
import { servePython, type PythonServer } from './server.js';

/** The page of all tests of a file, and what serves it. */
export interface KeptPage {
  readonly page: Page;
  readonly server: PythonServer;
}

/** Call once in a test file; the page's complaints fail the file when all its tests have run. */
export function keepPage(path: string, options: PageOptions = {}): () => KeptPage {
  let kept: KeptPage | undefined;
  let letGo = (): void => undefined;
  let closed: Promise<void> = Promise.resolve();

  beforeAll(async () => {
    const server = await servePython();
    const done = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await new Promise<void>((opened, failed) => {
      const body = onPage(async (page) => {
        await page.goto(server.url + path);
        kept = { page, server };
        opened();
        await done;
      }, options);
      closed = body();
      closed.catch(failed);
    });
  });

  afterAll(async () => {
    letGo();
    await kept?.server.close();
    await closed;
  });

  return () => {
    if (kept === undefined) throw new Error('the page is there only while tests run');
    return kept;
  };
}
