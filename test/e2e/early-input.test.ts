/** What a user does on a slow network, before the code is there that answers it. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { drag, graphOf, middleOf, node, openHost, port, shownIds } from './editor-page.js';
import { sumConfig } from './sum-config.js';

useBrowser();

const CONFIG = sumConfig('add', 'Add');
const placed = (x: number, y: number) => ({
  type: 'add',
  x,
  y,
  width: 220,
  connections: { inputs: {}, outputs: {} },
});
const GRAPH = {
  version: 1,
  viewport: { x: 60, y: 60, scale: 1 },
  nodes: { one: placed(0, 0), two: placed(500, 0), three: placed(0, 300), four: placed(500, 300) },
};

const HANDS = '**/hands-*.js';
const title = (page: Page, id: string) => node(page, id).getByText('Add', { exact: true });
const open = (page: Page) => openHost(page, [{ config: CONFIG, graph: GRAPH }], { early: true });

interface Saved {
  readonly nodes: Record<
    string,
    { readonly x: number; readonly connections: { readonly inputs: object } }
  >;
}

test(
  '[E4] what is pressed, dragged and typed before the hands have come is not lost',
  onPage(async (page) => {
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    await page.route(HANDS, async (route) => {
      await arrived;
      await route.continue();
    });
    await open(page);
    await drag(
      page,
      port(node(page, 'one'), 'output', 'sum'),
      port(node(page, 'two'), 'input', 'a'),
    );
    const start = await middleOf(title(page, 'three'));
    await drag(page, start, { x: start.x + 100, y: start.y });
    await title(page, 'four').click();
    await page.keyboard.press('Delete');
    await page.getByRole('application').press('/');
    await page.keyboard.type('Add');
    await page.keyboard.press('Enter');
    expect(await shownIds(page)).toHaveLength(4);
    // A field answers by itself.
    const field = node(page, 'one').locator('input').first();
    await field.fill('7');
    // The button is down when they come, and the drag goes on.
    const from = await middleOf(title(page, 'two'));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 30, from.y);
    arrive();
    await node(page, 'four').waitFor({ state: 'detached' });
    await page.mouse.move(from.x + 60, from.y, { steps: 3 });
    await page.mouse.up();
    await page.waitForFunction(() => (window.host.graphs[0] as Saved).nodes['two']!.x === 560);
    const { nodes } = await graphOf<Saved>(page);
    expect(Object.keys(nodes)).toEqual(['one', 'two', 'three', 'add']);
    expect(nodes['three']!.x).toBe(100);
    expect(nodes['two']!.connections.inputs).toHaveProperty('a');
  }),
);

test(
  '[E4] hands that can’t be fetched are told of, and fetched at the next press',
  onPage(
    async (page) => {
      await page.route(HANDS, (route) => route.abort());
      await open(page);
      await title(page, 'three').click();
      await page
        .getByText(/^This could not be loaded/)
        .first()
        .waitFor();
      await page.unroute(HANDS);
      const start = await middleOf(title(page, 'three'));
      await drag(page, start, { x: start.x + 100, y: start.y });
      await page.locator('[data-mr-node="three"][data-mr-selected]').waitFor();
      expect((await graphOf<Saved>(page)).nodes['three']!.x).toBe(100);
    },
    { allow: /Failed to load resource|hands-/ },
  ),
);
