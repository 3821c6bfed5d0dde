/** The canvas by mouse: boxes, guides, wires that are bent, dropped and mended, the clipboard. */
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import {
  drag,
  graphOf,
  middleOf,
  node,
  openHost,
  port,
  shownIds,
  shownWires,
} from './editor-page.js';

useBrowser();

const number = (name: string) => ({ name, type: 'number' });
const CONFIG = {
  version: 1,
  nodeTypes: [
    { type: 'add', label: 'Add', inputs: [number('a'), number('b')], outputs: [number('sum')] },
    { type: 'negate', label: 'Negate', inputs: [number('value')], outputs: [number('result')] },
    {
      type: 'shout',
      label: 'Shout',
      inputs: [{ name: 'text', type: 'string' }],
      outputs: [{ name: 'loud', type: 'string' }],
    },
  ],
};

const wired = (nodeId: string, portName: string) => [{ nodeId, portName }];
const placed = (type: string, x: number, y: number, inputs = {}, outputs = {}) => ({
  type,
  x,
  y,
  width: 220,
  connections: { inputs, outputs },
});

const GRAPH = {
  version: 1,
  viewport: { x: 60, y: 60, scale: 1 },
  nodes: {
    one: placed('add', 0, 0, {}, { sum: wired('two', 'a') }),
    two: placed('add', 620, 60, { a: wired('one', 'sum') }),
    free: placed('negate', 40, 300),
    loud: placed('shout', 620, 320),
  },
};

interface Saved {
  readonly nodes: Record<
    string,
    {
      readonly x: number;
      readonly y: number;
      readonly connections: {
        readonly inputs: Record<string, readonly { readonly points?: readonly object[] }[]>;
      };
    }
  >;
}

const open = (page: Page, graph: object = GRAPH) => openHost(page, [{ config: CONFIG, graph }]);
const title = (page: Page, id: string, text: string) =>
  node(page, id).getByText(text, { exact: true });
const selected = (page: Page) =>
  page
    .locator('[data-mr-node][data-mr-selected]')
    .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-mr-node')));
const pointsOf = async (page: Page) =>
  (await graphOf<Saved>(page)).nodes['two']!.connections.inputs['a']![0]!.points ?? [];

/** A place half way along the first wire that is drawn. */
async function middleOfWire(page: Page): Promise<{ x: number; y: number }> {
  return page
    .locator('.mr-wire-line')
    .first()
    .evaluate((line: SVGPathElement) => {
      const { x, y } = line
        .getPointAtLength(line.getTotalLength() / 2)
        .matrixTransform(line.getScreenCTM()!);
      return { x, y };
    });
}

async function moveInSteps(page: Page, x: number, y: number): Promise<void> {
  await page.mouse.move(x, y, { steps: 6 });
}

describe('by mouse', () => {
  test(
    '[E4] [E5] boxes select, guides attract, and nodes go into wires',
    onPage(async (page) => {
      await open(page);
      await page.keyboard.down('Shift');
      await drag(page, { x: 30, y: 30 }, { x: 500, y: 480 });
      await page.keyboard.up('Shift');
      expect(await selected(page)).toEqual(['one', 'free']);
      await page.keyboard.down('Shift');
      await page.keyboard.down('Control');
      await drag(page, { x: 660, y: 360 }, { x: 700, y: 400 });
      await page.keyboard.up('Control');
      await page.keyboard.up('Shift');
      expect(await selected(page)).toEqual(['one', 'free', 'loud']);
      await page.mouse.click(30, 30);

      const head = await middleOf(title(page, 'free', 'Negate'));
      await page.mouse.move(head.x, head.y);
      await page.mouse.down();
      await moveInSteps(page, head.x - 37, head.y + 60);
      expect(await page.locator('.mr-overlay line').count()).toBe(1);
      await moveInSteps(page, 480, 172);
      expect(await page.locator('.mr-wire.is-target').count()).toBe(1);
      expect(await page.locator('.mr-hint').innerText()).toMatch(/insert/);
      await page.mouse.up();
      expect(await shownWires(page)).toEqual(['free.result > two.a', 'one.sum > free.value']);
      await page.keyboard.press('Alt+Delete');
      expect(await shownWires(page)).toEqual(['one.sum > two.a']);
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+z');
      expect(await shownWires(page)).toEqual(['one.sum > two.a']);
      expect(await shownIds(page)).toEqual(['one', 'two', 'free', 'loud']);
    }),
  );

  test(
    '[E6] wires are bent, dropped on cards, near ports and on the canvas, and deleted',
    onPage(async (page) => {
      await open(page);
      const spot = await middleOfWire(page);
      await page.mouse.dblclick(spot.x, spot.y);
      await drag(page, spot, { x: spot.x - 60, y: spot.y + 120 });
      expect(await pointsOf(page)).toEqual([{ x: spot.x - 120, y: spot.y + 60 }].map(rounded));
      await page.mouse.dblclick(spot.x - 60, spot.y + 120);
      expect(await pointsOf(page)).toEqual([]);
      const straight = await middleOfWire(page);
      await page.mouse.click(straight.x, straight.y);
      await page.keyboard.press('Delete');
      expect(await shownWires(page)).toEqual([]);

      const result = port(node(page, 'free'), 'output', 'result');
      await drag(page, result, title(page, 'two', 'Add'));
      expect(await shownWires(page)).toEqual(['free.result > two.a']);
      const b = await middleOf(port(node(page, 'two'), 'input', 'b'));
      const sum = port(node(page, 'one'), 'output', 'sum');
      await drag(page, sum, { x: b.x - 17, y: b.y + 9 });
      expect(await shownWires(page)).toEqual(['free.result > two.a', 'one.sum > two.b']);

      await drag(page, sum, { x: 420, y: 560 });
      const search = page.getByRole('combobox');
      await search.waitFor();
      expect(await page.locator('.mr-wire-draft').count()).toBe(1);
      await search.fill('neg');
      await page.keyboard.press('Enter');
      expect(await shownWires(page)).toEqual([
        'free.result > two.a',
        'one.sum > negate.value',
        'one.sum > two.b',
      ]);
      expect(await page.locator('.mr-wire-draft').count()).toBe(0);
      await page.keyboard.press('Control+z');
      expect(await shownIds(page)).toEqual(['one', 'two', 'free', 'loud']);
    }),
  );

  test(
    '[E3] what is copied is on the system’s clipboard, and comes back at the pointer',
    onPage(
      async (page) => {
        await open(page);
        await page.mouse.click(30, 30);
        await page.keyboard.press('Control+a');
        await page.keyboard.press('Control+c');
        const text = await page.evaluate(() => navigator.clipboard.readText());
        expect(Object.keys((JSON.parse(text) as Saved).nodes)).toHaveLength(4);
        await page.mouse.move(100, 500);
        await page.keyboard.press('Control+v');
        expect(await shownIds(page)).toHaveLength(8);
        const copy = (await graphOf<Saved>(page)).nodes['one-2']!;
        expect([copy.x, copy.y]).toEqual([40, 440]);
        await page.evaluate(() => navigator.clipboard.writeText('just words'));
        await page.keyboard.press('Control+v');
        expect(await page.locator('.mr-hint').innerText()).toMatch(/no nodes/);
        expect(await shownIds(page)).toHaveLength(8);
        await page.keyboard.press('Control+x');
        expect(await shownIds(page)).toHaveLength(4);
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    ),
  );

  test(
    '[E5] a drag pans at the edge, and survives the wheel, other buttons and a lost window',
    onPage(async (page) => {
      await open(page);
      const head = await middleOf(title(page, 'free', 'Negate'));
      await page.mouse.move(head.x, head.y);
      await page.mouse.down();
      await moveInSteps(page, 1_276, 500);
      await page.waitForFunction(
        () => document.querySelector('[data-mr-node="one"]')!.getBoundingClientRect().right < 0,
      );
      // It stays under the pointer.
      const held = await middleOf(title(page, 'free', 'Negate'));
      expect(Math.abs(held.x - 1_276)).toBeLessThan(8);
      await moveInSteps(page, 700, 400);
      await page.mouse.wheel(0, 100);
      await page.mouse.down({ button: 'right' });
      await page.mouse.up({ button: 'right' });
      expect(await page.getByRole('menu').count()).toBe(0);
      await page.evaluate(() => window.dispatchEvent(new Event('blur')));
      await page.mouse.up();
      // Nothing was dropped: the host has heard of nothing.
      expect(await page.evaluate(() => window.host.graphs.length)).toBe(0);
      await page.keyboard.down('Space');
      const before = await middleOf(node(page, 'free'));
      await drag(page, node(page, 'free'), { x: before.x + 40, y: before.y + 30 });
      await page.keyboard.up('Space');
      expect(await page.evaluate(() => window.host.graphs.length)).toBe(0);
    }),
  );

  test(
    '[E6] a wire whose types never meet is refused with the reason at the pointer, and Escape ends a drag',
    onPage(async (page) => {
      await open(page);
      const to = await middleOf(port(node(page, 'loud'), 'input', 'text'));
      await page.mouse.move(...at(await middleOf(port(node(page, 'free'), 'output', 'result'))));
      await page.mouse.down();
      await moveInSteps(page, to.x, to.y);
      const hint = page.locator('.mr-hint');
      await hint.waitFor();
      expect(await hint.innerText()).toMatch(/number/i);
      const box = (await hint.boundingBox())!;
      expect(Math.hypot(box.x - to.x, box.y - to.y)).toBeLessThan(60);
      await page.mouse.up();
      expect(await shownWires(page)).toEqual(['one.sum > two.a']);

      const before = await middleOf(node(page, 'free'));
      await title(page, 'free', 'Negate').hover();
      await page.mouse.down();
      await moveInSteps(page, before.x + 200, before.y + 100);
      expect(await middleOf(node(page, 'free'))).not.toEqual(before);
      await page.keyboard.press('Escape');
      await page.mouse.up();
      expect(await middleOf(node(page, 'free'))).toEqual(before);

      const a = port(node(page, 'two'), 'input', 'a');
      await drag(page, a, port(node(page, 'two'), 'input', 'b'));
      expect(await shownWires(page)).toEqual(['one.sum > two.b']);
      await page.keyboard.press('Control+z');
      expect(await shownWires(page)).toEqual(['one.sum > two.a']);
      await drag(page, a, { x: 420, y: 560 });
      expect(await shownWires(page)).toEqual([]);
    }),
  );
});

const at = ({ x, y }: { x: number; y: number }): [number, number] => [x, y];

function rounded({ x, y }: { x: number; y: number }): object {
  return { x: Math.round(x), y: Math.round(y) };
}
