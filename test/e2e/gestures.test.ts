/** Wires, nodes and the canvas, worked by mouse and by finger. */
import { describe, expect, test } from '@jest/globals';
import type { CDPSession, Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { drag, graphOf, middleOf, node, openHost, port, shownWires } from './editor-page.js';

useBrowser();

const CONFIG = {
  version: 1,
  nodeTypes: [
    {
      type: 'count',
      label: 'Count',
      inputs: [{ name: 'words', type: 'string' }],
      outputs: [{ name: 'number', type: 'number' }],
    },
    {
      type: 'sum',
      label: 'Sum',
      inputs: [
        { name: 'a', type: 'number' },
        {
          name: 'list',
          type: 'array<number>',
          schema: { type: 'array', items: { type: 'number' } },
        },
      ],
      outputs: [{ name: 'sum', type: 'number' }],
    },
  ],
};

const GRAPH = {
  version: 1,
  nodes: {
    count: { type: 'count', x: 0, y: 0, width: 200 },
    sum: { type: 'sum', x: 320, y: 120, width: 200 },
  },
};

interface Saved {
  readonly nodes: Record<string, { readonly x: number; readonly y: number }>;
}

const open = (page: Page) => openHost(page, [{ config: CONFIG, graph: GRAPH }]);
const output = (page: Page) => port(node(page, 'count'), 'output', 'number');
const input = (page: Page, name: string) => port(node(page, 'sum'), 'input', name);

describe('by mouse', () => {
  test(
    'a wire whose types never meet is refused, with the reason at the pointer',
    onPage(async (page) => {
      await open(page);
      const [from, to] = [await middleOf(output(page)), await middleOf(input(page, 'list'))];
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 5 });
      const hint = page.locator('.mr-hint');
      await hint.waitFor();
      expect(await hint.innerText()).toMatch(/number/i);
      const box = (await hint.boundingBox())!;
      expect(Math.hypot(box.x - to.x, box.y - to.y)).toBeLessThan(60);
      await page.mouse.up();
      expect(await shownWires(page)).toEqual([]);
    }),
  );

  test(
    'Escape ends a drag, and all is as it was',
    onPage(async (page) => {
      await open(page);
      const before = await middleOf(node(page, 'sum'));
      await node(page, 'sum').getByText('Sum', { exact: true }).hover();
      await page.mouse.down();
      await page.mouse.move(before.x + 200, before.y + 100, { steps: 5 });
      expect(await middleOf(node(page, 'sum'))).not.toEqual(before);
      await page.keyboard.press('Escape');
      await page.mouse.up();
      expect(await middleOf(node(page, 'sum'))).toEqual(before);
    }),
  );

  test(
    'a wire is drawn, moved to another input and undone in one step each',
    onPage(async (page) => {
      const other = { ...GRAPH.nodes.sum, y: -160 };
      const graph = { ...GRAPH, nodes: { ...GRAPH.nodes, other } };
      await openHost(page, [{ config: CONFIG, graph }]);
      await drag(page, output(page), input(page, 'a'));
      expect(await shownWires(page)).toEqual(['count.number > sum.a']);
      await drag(page, input(page, 'a'), port(node(page, 'other'), 'input', 'a'));
      expect(await shownWires(page)).toEqual(['count.number > other.a']);
      await page.keyboard.press('Control+z');
      expect(await shownWires(page)).toEqual(['count.number > sum.a']);
      await page.keyboard.press('Control+z');
      expect(await shownWires(page)).toEqual([]);
    }),
  );
});

describe('by finger', () => {
  const touch = { hasTouch: true, viewport: { width: 900, height: 600 } };

  test(
    'a wire is drawn and a node is dragged',
    onPage(async (page) => {
      await open(page);
      const session = await page.context().newCDPSession(page);
      await swipe(session, await middleOf(output(page)), await middleOf(input(page, 'a')));
      expect(await shownWires(page)).toEqual(['count.number > sum.a']);
      const head = await middleOf(node(page, 'sum').getByText('Sum', { exact: true }));
      const before = await middleOf(node(page, 'sum'));
      await swipe(session, head, { x: head.x + 60, y: head.y + 90 });
      const after = await middleOf(node(page, 'sum'));
      expect([after.x - before.x, after.y - before.y].map(Math.round)).toEqual([60, 90]);
      const { nodes } = await graphOf<Saved>(page);
      expect([nodes['sum']!.x, nodes['sum']!.y]).not.toEqual([320, 120]);
    }, touch),
  );

  test(
    'the canvas is panned',
    onPage(async (page) => {
      await open(page);
      const session = await page.context().newCDPSession(page);
      const before = await middleOf(node(page, 'sum'));
      await swipe(session, { x: 40, y: 560 }, { x: 140, y: 460 });
      const after = await middleOf(node(page, 'sum'));
      expect([after.x - before.x, after.y - before.y].map(Math.round)).toEqual([100, -100]);
    }, touch),
  );
});

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** One finger from one place to another. */
async function swipe(session: CDPSession, from: Spot, to: Spot): Promise<void> {
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: Spot) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [at] });
  await send('touchStart', from);
  for (const part of [0.25, 0.5, 0.75, 1]) {
    await send('touchMove', {
      x: from.x + (to.x - from.x) * part,
      y: from.y + (to.y - from.y) * part,
    });
  }
  await send('touchEnd');
}
