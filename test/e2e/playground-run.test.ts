/** Runs that go wrong, and runs that are ended: in both modes, by mouse and keys. */
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { node } from './editor-page.js';
import {
  BOOT_MS,
  chooseMode,
  ending,
  openFile,
  openPlayground,
  run,
  shownOutput,
  statuses,
  typeInto,
} from './playground-page.js';

useBrowser();

const MODES = ['Async', 'Sync'] as const;

const from = (nodeId: string, portName: string) => [{ nodeId, portName }];

/** A list, its mean by Python, and what becomes of that: one branch divides, one converts. */
const BRANCHES = JSON.stringify({
  version: 1,
  nodes: {
    series: { type: 'lists.numberSeries', x: 0, y: 0, width: 200 },
    mean: {
      type: 'stats.summary',
      x: 240,
      y: 0,
      width: 200,
      connections: { inputs: { values: from('series', 'result') } },
    },
    divide: {
      type: 'numbers.calculate',
      x: 480,
      y: 0,
      width: 200,
      inputData: { operation: { operation: 'divided by' }, b: { b: 2 } },
      connections: { inputs: { a: from('mean', 'mean') } },
    },
    say: {
      type: 'text.fillIn',
      x: 720,
      y: 0,
      width: 200,
      inputData: { template: { template: 'Half of it is {a}' } },
      connections: { inputs: { a: from('divide', 'result') } },
    },
    convert: {
      type: 'weather.convertTemperature',
      x: 480,
      y: 240,
      width: 200,
      connections: { inputs: { celsius: from('mean', 'mean') } },
    },
  },
});

const ALL_DONE = {
  series: 'success',
  mean: 'success',
  divide: 'success',
  say: 'success',
  convert: 'success',
};

/** Python that never ends, TypeScript that takes half a minute, and one that waits for both. */
const SLOW = JSON.stringify({
  version: 1,
  nodes: {
    monkey: {
      type: 'words.monkey',
      x: 0,
      y: 0,
      width: 200,
      inputData: { word: { word: 'millrace' } },
    },
    double: {
      type: 'numbers.calculate',
      x: 280,
      y: 0,
      width: 200,
      connections: { inputs: { a: from('monkey', 'result') } },
    },
  },
});

/** There are two ways; each mode shows one. */
const cancel = {
  Async: (page: Page) => page.getByRole('button', { name: 'Cancel', exact: true }).click(),
  Sync: (page: Page) => page.keyboard.press('Escape'),
};

describe.each(MODES)('in mode %s', (mode) => {
  test(
    'a node that fails says why, skips what depends on it, and runs again once it is mended',
    onPage(async (page) => {
      await openPlayground(page);
      await openFile(page, 'branches.graph.json', BRANCHES);
      await node(page, 'divide').waitFor();
      await chooseMode(page, mode);
      expect(await run(page)).toBe('Done');
      expect(await statuses(page)).toEqual(ALL_DONE);
      expect(await shownOutput(page, 'say', 'result')).toContain('Half of it is 2.5');

      const divisor = node(page, 'divide').getByRole('textbox', { name: 'B', exact: true });
      await typeInto(page, divisor, '0');
      expect(await run(page)).toBe('Done, with errors');
      expect(await statuses(page)).toEqual({ ...ALL_DONE, divide: 'error', say: 'skipped' });
      expect(await node(page, 'divide').innerText()).toContain('5 can’t be divided by 0');
      expect(await node(page, 'say').innerText()).toMatch(/Skipped: “Calculate” failed/);
      expect(await shownOutput(page, 'convert', 'result')).toBe('41');

      await typeInto(page, divisor, '10');
      expect(await run(page)).toBe('Done');
      expect(await statuses(page)).toEqual(ALL_DONE);
      expect(await shownOutput(page, 'say', 'result')).toContain('Half of it is 0.5');
    }),
  );

  test(
    'a run that would never end is cancelled, and the next one starts anew',
    onPage(async (page) => {
      await openPlayground(page);
      await openFile(page, 'slow.graph.json', SLOW);
      await node(page, 'monkey').waitFor();
      await chooseMode(page, mode);
      await page.getByText('Python ready').waitFor({ timeout: BOOT_MS });
      await page.keyboard.press('Control+Enter');
      await node(page, 'monkey').and(page.locator('[data-mr-status="running"]')).waitFor();
      await cancel[mode](page);
      expect(await ending(page)).toBe('Cancelled');
      expect(await statuses(page)).toEqual({ monkey: 'cancelled', double: 'cancelled' });

      const word = node(page, 'monkey').getByRole('textbox', { name: 'Word to wait for' });
      await typeInto(page, word, 'a');
      expect(await run(page)).toBe('Done');
      expect(await statuses(page)).toEqual({ monkey: 'success', double: 'success' });
    }),
  );
});
