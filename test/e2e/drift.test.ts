/** Functions that change under an open editor, in a real browser. */
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { graphOf, node, openHost, port, shownWires } from './editor-page.js';

useBrowser();

const number = (name: string) => ({ name, type: 'number' });

function configOf(inputs: readonly object[], outputs: readonly object[]) {
  return {
    version: 1,
    nodeTypes: [
      { type: 'num', label: 'Number', inputs: [], outputs: [number('value')] },
      { type: 'add', label: 'Add', category: 'math', inputs, outputs },
      {
        type: 'add#2',
        variantOf: 'add',
        label: 'Add',
        category: 'math',
        inputs: [{ name: 'texts', type: 'string' }],
        outputs: [{ name: 'sum', type: 'string' }],
      },
    ],
  };
}

const THEN = configOf([number('a'), number('b')], [number('sum')]);
const RENAMED = configOf([number('a'), number('other')], [number('total')]);
const ASKED = configOf(
  [number('b'), { name: 'c', type: 'string', required: true }],
  [number('sum')],
);

const from = (nodeId: string, portName: string) => [{ nodeId, portName }];
const GRAPH = {
  version: 1,
  viewport: { x: 60, y: 60, scale: 1 },
  nodes: {
    num: { type: 'num', x: 0, y: 40, width: 200 },
    one: {
      type: 'add',
      x: 280,
      y: 0,
      width: 220,
      inputData: { b: { b: 5 } },
      connections: { inputs: { a: from('num', 'value') }, outputs: {} },
    },
    two: {
      type: 'add',
      x: 560,
      y: 60,
      width: 220,
      connections: { inputs: { a: from('one', 'sum') }, outputs: {} },
    },
  },
};

const setConfig = (page: Page, config: object) =>
  page.evaluate((text) => window.host.setConfig(text), JSON.stringify(config));
const box = async (page: Page, id: string) => (await node(page, id).boundingBox())!;

/** How far the drawn wires begin and end from the ports they belong to. */
async function gaps(page: Page, ends: readonly (readonly [string, string])[]): Promise<number[]> {
  const drawn = await page.locator('[data-mr-wire]').evaluateAll((lines) =>
    lines.flatMap((line) => {
      const path = line as SVGPathElement;
      const matrix = path.getScreenCTM()!;
      const places = [0, path.getTotalLength()].map((at) =>
        path.getPointAtLength(at).matrixTransform(matrix),
      );
      return places.map(({ x, y }) => ({ x, y }));
    }),
  );
  const gaps: number[] = [];
  for (const [id, name] of ends) {
    const handle = node(page, id).locator(`[data-port-name="${name}"]`);
    const { x, y, width, height } = (await handle.boundingBox())!;
    const center = { x: x + width / 2, y: y + height / 2 };
    gaps.push(Math.min(...drawn.map((end) => Math.hypot(end.x - center.x, end.y - center.y))));
  }
  return gaps;
}

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const open = (page: Page) =>
    openHost(page, [{ config: THEN, graph: GRAPH, theme, panels: true }]);

  test(
    'renamed ports keep their wires and values, and the editor its places, history and focus',
    onPage(async (page) => {
      await open(page);
      const field = node(page, 'two').getByRole('textbox', { name: 'A' });
      expect(await field.count()).toBe(0);
      await node(page, 'one').getByRole('textbox', { name: 'b' }).fill('7');
      const before = await box(page, 'two');
      await setConfig(page, RENAMED);
      expect(await shownWires(page)).toEqual(['num.value > one.a', 'one.total > two.a']);
      expect(await node(page, 'one').getByRole('textbox', { name: 'other' }).inputValue()).toBe(
        '7',
      );
      expect(await box(page, 'two')).toEqual(before);
      const ends = [
        ['num', 'value'],
        ['one', 'a'],
        ['one', 'total'],
        ['two', 'a'],
      ] as const;
      await expect(gaps(page, ends)).resolves.toEqual(ends.map(() => expect.closeTo(0, -0.5)));
      await page.locator('.mr-canvas').focus();
      await page.keyboard.press('Control+z');
      expect(await node(page, 'one').getByRole('textbox', { name: 'other' }).inputValue()).toBe(
        '5',
      );
      expect(await page.locator('.mr-drift').count()).toBe(0);
    }),
  );

  test(
    'what has to be asked about is told at its node, accepted in the inspector, and undone',
    onPage(async (page) => {
      await open(page);
      await setConfig(page, ASKED);
      const badge = node(page, 'one').locator('.mr-drift');
      expect(await badge.getAttribute('title')).toMatch(
        /^Signature changed: input a is gone, but a wire from num\.value leads to it/,
      );
      await node(page, 'one').locator('.mr-node-header').click();
      const card = page.getByRole('region', { name: 'Signature changed' });
      await card.getByRole('button', { name: 'Use the new signature' }).click();
      expect(await badge.count()).toBe(0);
      expect(await shownWires(page)).toEqual(['one.sum > two.a']);
      await page.keyboard.press('Control+z');
      expect(await badge.count()).toBe(1);
      expect(await shownWires(page)).toEqual(['num.value > one.a', 'one.sum > two.a']);
      const saved = await graphOf<{ signatures: object }>(page);
      expect(Object.keys(saved.signatures)).not.toEqual([]);
    }),
  );

  test(
    'an overload takes the place of another, by the menu of the node',
    onPage(async (page) => {
      await open(page);
      const palette = page.getByRole('complementary', { name: 'Nodes' });
      expect(await palette.locator('.mr-palette-entry[data-variant]').count()).toBe(1);
      await node(page, 'one').locator('.mr-node-header').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Other signatures' }).click();
      await page.getByRole('menuitem', { name: /^\(/ }).click();
      expect(await shownWires(page)).toEqual(['one.sum > two.a']);
      expect(await port(node(page, 'one'), 'input', 'texts').count()).toBe(1);
    }),
  );
});
