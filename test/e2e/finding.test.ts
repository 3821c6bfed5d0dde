/** Finding and arranging, in a real browser: what jsdom can't tell. */
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { drag, graphOf, node, openHost, port, shownIds, shownWires } from './editor-page.js';
import type { Shown } from './editor-page.js';

useBrowser();

const number = (name: string) => ({ name, type: 'number' });
const config = {
  version: 1,
  nodeTypes: [
    {
      type: 'add',
      label: 'Add',
      category: 'math',
      inputs: [number('a'), number('b')],
      outputs: [number('sum')],
    },
    {
      type: 'negate',
      label: 'Negate',
      category: 'math',
      inputs: [number('n')],
      outputs: [number('minus')],
    },
    { type: 'shout', label: 'Shout', category: 'text', inputs: [{ name: 't', type: 'string' }] },
  ],
};
const end = (nodeId: string, portName: string) => ({ nodeId, portName });
const graph = {
  version: 1,
  viewport: { x: 40, y: 40, scale: 1 },
  nodes: {
    far: { type: 'shout', x: 2400, y: 1600, title: 'Far away' },
    two: { type: 'negate', x: 20, y: 260, connections: { inputs: { n: [end('one', 'sum')] } } },
    one: { type: 'add', x: 330, y: 30, inputData: { a: { a: 4711 } } },
  },
};
const shown: Shown = { config, graph, panels: true, theme: 'light' };

/** What an editor's map and bars show of its state. */
async function isInView(page: Page, id: string): Promise<boolean> {
  const card = await node(page, id).boundingBox();
  const canvas = (await page.getByRole('application').boundingBox())!;
  return (
    card !== null &&
    card.x >= canvas.x &&
    card.y >= canvas.y &&
    card.x + card.width <= canvas.x + canvas.width &&
    card.y + card.height <= canvas.y + canvas.height
  );
}

const settle = (page: Page): Promise<void> => page.waitForTimeout(250);

describe('[E10] finding and arranging', () => {
  test(
    'with keys alone: commands, a search, a node from a wire, tidying up',
    onPage(async (page) => {
      await openHost(page, [shown]);
      await page.getByRole('application').focus();

      // The search brings what is far off into view, and gives the focus back.
      await page.keyboard.press('Control+f');
      await page.getByRole('search').waitFor();
      await page.keyboard.type('far aw');
      await settle(page);
      expect(await isInView(page, 'far')).toBe(true);
      expect(await node(page, 'far').getAttribute('data-mr-found')).toBe('current');
      await page.keyboard.press('Escape');
      expect(await node(page, 'far').getAttribute('data-mr-found')).toBeNull();
      expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe(
        'application',
      );

      // A value on a card far from what is seen now.
      await page.keyboard.press('Control+f');
      await page.keyboard.type('4711');
      await settle(page);
      expect(await isInView(page, 'one')).toBe(true);
      await page.keyboard.press('Escape');

      // By name, tidy all: along the wires, in one step.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog', { name: 'Commands' }).waitFor();
      await page.keyboard.type('tidy');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => {
        const { nodes } = (window.host.graphs[0] ?? { nodes: {} }) as typeof graph;
        return nodes.two !== undefined && nodes.two.x > nodes.one.x + 200;
      });
      await settle(page);
      for (const id of ['one', 'two', 'far']) expect(await isInView(page, id)).toBe(true);
      await page.keyboard.press('Control+z');
      expect((await graphOf<typeof graph>(page)).nodes.two.x).toBe(20);
      await page.keyboard.press('f');
      await settle(page);
      for (const id of ['one', 'two', 'far']) expect(await isInView(page, id)).toBe(true);
    }),
  );

  test(
    'with the mouse: a wire dropped on the canvas, the menus, the map',
    onPage(async (page) => {
      await openHost(page, [shown]);
      const output = port(node(page, 'one'), 'output', 'sum');
      await drag(page, output, { x: 820, y: 420 });
      const menu = page.getByRole('dialog', { name: 'Add a connected node' });
      await menu.waitFor();
      expect(await menu.getByRole('option').count()).toBe(2);
      await menu.getByRole('option', { name: /^Negate/ }).click();
      expect(await shownWires(page)).toContain('one.sum > negate.n');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-mr-node'))).toBe(
        'negate',
      );

      // The menu of the node: in line with another, and in the place of another.
      await node(page, 'one')
        .locator('.mr-node-header')
        .click({ modifiers: ['Shift'] });
      await node(page, 'one').locator('.mr-node-header').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Align' }).click();
      await page.getByRole('menuitem', { name: 'Align top' }).click();
      // It comes when it is first asked for.
      await page.waitForFunction(() => {
        const { nodes } = window.host.graphs[0] as { nodes: Record<string, { y: number }> };
        return nodes['negate']!.y === nodes['one']!.y;
      });

      await node(page, 'negate').locator('.mr-node-header').click();
      await page.keyboard.press('Shift+R');
      await page.getByRole('dialog', { name: 'Replace the node' }).waitFor();
      await page.keyboard.type('add');
      await page.keyboard.press('Enter');
      expect(await shownWires(page)).toContain('one.sum > negate.a');

      // The canvas has a menu of its own, and adds where it was opened.
      await page.mouse.click(700, 600, { button: 'right' });
      await page.getByRole('menuitem', { name: 'Add a node' }).click();
      await page.keyboard.type('shout');
      await page.keyboard.press('Enter');
      const card = (await node(page, 'shout').boundingBox())!;
      expect(Math.abs(card.x - 700) + Math.abs(card.y - 600)).toBeLessThan(60);
      expect(await shownIds(page)).toContain('shout');
    }),
  );
});
