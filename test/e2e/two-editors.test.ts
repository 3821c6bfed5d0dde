/** Two editors of one page, with the same graph in both: what is done in one stays there. */
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { drag, graphOf, node, openHost, port, shownIds, shownWires } from './editor-page.js';
import { sumConfig } from './sum-config.js';

useBrowser();

const CONFIG = sumConfig('add', 'Add');
const GRAPH = {
  version: 1,
  nodes: {
    one: { type: 'add', x: 0, y: 0, width: 200 },
    two: { type: 'add', x: 280, y: 0, width: 200 },
  },
};

async function openTwins(page: Page) {
  await openHost(page, [
    { config: CONFIG, graph: GRAPH },
    { config: CONFIG, graph: GRAPH },
  ]);
  return { left: page.locator('.editor').first(), right: page.locator('.editor').last() };
}

const wide = { viewport: { width: 1400, height: 600 } };

describe('of two editors with equal ids', () => {
  test(
    'each has its own values, wires, selection and history',
    onPage(async (page) => {
      const { left, right } = await openTwins(page);
      await node(left, 'one').getByRole('textbox', { name: 'A' }).fill('0.05');
      await node(right, 'one').getByRole('textbox', { name: 'A' }).fill('7');
      expect(await node(left, 'one').getByRole('textbox', { name: 'A' }).inputValue()).toBe('0.05');

      const [from, to] = [node(left, 'one'), node(left, 'two')];
      await drag(page, port(from, 'output', 'sum'), port(to, 'input', 'b'));
      expect(await shownWires(left)).toEqual(['one.sum > two.b']);
      expect(await shownWires(right)).toEqual([]);

      await node(right, 'two').getByText('Add').click();
      await page.keyboard.press('Delete');
      expect(await shownIds(right)).toEqual(['one']);
      expect(await shownIds(left)).toEqual(['one', 'two']);
      await page.keyboard.press('Control+z');
      expect(await shownIds(right)).toEqual(['one', 'two']);
      expect(await shownWires(left)).toEqual(['one.sum > two.b']);

      const inputs = [0, 1].map((index) =>
        graphOf<{ nodes: { one: { inputData: object } } }>(page, index),
      );
      const values = (await Promise.all(inputs)).map((graph) => graph.nodes.one.inputData);
      expect(values).toEqual([{ a: { a: 0.05 } }, { a: { a: 7 } }]);
    }, wide),
  );

  test(
    'no two elements have the same id, and every label names a field of its own editor',
    onPage(async (page) => {
      const { left } = await openTwins(page);
      const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
      expect(ids.length).toBeGreaterThan(4);
      expect(new Set(ids).size).toBe(ids.length);
      const strays = await page
        .locator('label[for]')
        .evaluateAll(
          (labels) =>
            (labels as HTMLLabelElement[]).filter(
              (label) => label.control?.closest('.editor') !== label.closest('.editor'),
            ).length,
        );
      expect(strays).toBe(0);
      expect(await left.locator('label[for]').count()).toBeGreaterThan(0);
    }, wide),
  );

  test(
    'a wire dragged into the other editor connects nothing',
    onPage(async (page) => {
      const { left, right } = await openTwins(page);
      const [from, to] = [node(left, 'one'), node(right, 'two')];
      await drag(page, port(from, 'output', 'sum'), port(to, 'input', 'a'));
      expect([await shownWires(left), await shownWires(right)]).toEqual([[], []]);
    }, wide),
  );
});
