/** The core needs no 'unsafe-eval' in a page's Content-Security-Policy. */
import { expect, test } from '@jest/globals';
import { EXPECTED } from '../no-eval/report.js';
import { urlOf } from './apps.js';
import { onPage, useBrowser } from './browser-test.js';

useBrowser();

test(
  'a page that forbids eval parses, checks and runs graphs',
  onPage(
    async (page) => {
      await page.goto(`${urlOf('pages')}strict-csp.html`);
      await page.waitForFunction(() => 'coreReport' in window);
      expect(await page.evaluate(() => window.coreReport)).toEqual(EXPECTED);
    },
    // The report tries eval once, to show that it is forbidden; a favicon is not given.
    { allow: /unsafe-eval|favicon/ },
  ),
);
