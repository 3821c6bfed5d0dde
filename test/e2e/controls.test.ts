/** Fields and statuses as a browser has them: focus, files, what flows. */
import { describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { graphOf, node, openHost } from './editor-page.js';

useBrowser();

const number = { type: 'number' };
const CONFIG = {
  version: 1,
  nodeTypes: [
    {
      type: 'fields',
      label: 'Fields',
      inputs: [
        { name: 'list', label: 'List', schema: { type: 'array', items: number } },
        {
          name: 'file',
          label: 'File',
          schema: { type: 'string', 'x-millrace': { format: 'bytes' } },
        },
        { name: 'n', label: 'N', schema: number },
      ],
      outputs: [{ name: 'out', label: 'Out', schema: number }],
    },
  ],
};
const GRAPH = {
  version: 1,
  nodes: {
    one: {
      type: 'fields',
      x: 0,
      y: 0,
      width: 240,
      inputData: { list: { list: [1, 2, 3] } },
      pinned: { out: 42 },
    },
    two: {
      type: 'fields',
      x: 420,
      y: 0,
      width: 240,
      connections: { inputs: { n: [{ nodeId: 'one', portName: 'out' }] } },
    },
  },
};

interface Saved {
  readonly nodes: Record<string, { readonly inputData: Readonly<Record<string, object>> }>;
}

const dataOf = async (page: Page) => (await graphOf<Saved>(page)).nodes['one']!.inputData;
const isFocused = (field: Locator) => field.evaluate((each) => each === document.activeElement);

async function middleOfWire(page: Page): Promise<{ x: number; y: number }> {
  return page.locator('.mr-wire-hit').evaluate((path: SVGPathElement) => {
    const middle = path.getPointAtLength(path.getTotalLength() / 2);
    const { x, y } = middle.matrixTransform(path.getScreenCTM()!);
    return { x, y };
  });
}

describe('fields', () => {
  test(
    '[E14] a list is ordered by keys, a file dropped and chosen, what flowed is shown',
    onPage(async (page) => {
      await openHost(page, [{ config: CONFIG, graph: GRAPH }]);
      const one = node(page, 'one');

      await one.getByRole('button', { name: /^Edit List/ }).focus();
      await page.keyboard.press('Enter');
      const first = page.getByRole('textbox', { name: 'Item 1' });
      await first.waitFor();
      expect(await isFocused(first)).toBe(true);
      await page.keyboard.press('Alt+ArrowDown');
      await page.keyboard.press('Alt+ArrowDown');
      expect(await isFocused(page.getByRole('textbox', { name: 'Item 3' }))).toBe(true);
      await page.keyboard.press('Alt+ArrowUp');
      expect(await dataOf(page)).toEqual({ list: { list: [2, 1, 3] } });
      await page.keyboard.press('Escape');
      expect(await isFocused(one.getByRole('button', { name: /^Edit List/ }))).toBe(true);

      const file = one.getByLabel('File: Choose a file');
      await file.setInputFiles({ name: 'a.bin', mimeType: '', buffer: Buffer.from([0, 255]) });
      await one.getByText('a.bin').waitFor();
      expect((await dataOf(page))['file']).toEqual({ file: { $bytes: 'AP8=', name: 'a.bin' } });

      const at = await middleOfWire(page);
      await page.mouse.move(at.x, at.y);
      const flowed = page.locator('.mr-flowed');
      await flowed.getByText('42', { exact: true }).waitFor();
      await page.mouse.move(at.x, at.y + 150);
      await flowed.waitFor({ state: 'detached' });
    }),
  );

  test(
    'a node at work tells how long; nothing moves where the user wants no motion',
    onPage(async (page) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await openHost(page, [{ config: CONFIG, graph: GRAPH }]);
      await page.evaluate(() => window.host.setStatuses({ one: 'running', two: 'success' }));
      const badge = node(page, 'one').locator('.mr-status');
      await badge.getByText(/^[12] s$/).waitFor();
      expect(await badge.getAttribute('aria-label')).toBe('Running');
      const word = node(page, 'two').locator('.mr-status-text');
      await page.waitForFunction(
        (text) => text.getBoundingClientRect().width === 0,
        await word.elementHandle(),
      );
      const moving = await page.evaluate(
        () => document.getAnimations().filter((each) => each.playState === 'running').length,
      );
      expect(moving).toBe(0);
    }),
  );
});
