/** The editor in pages that are not made for it. */
import { describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { drag, graphOf, middleOf, node, openHost, port, shownIds } from './editor-page.js';
import { sumConfig } from './sum-config.js';

useBrowser();

const CONFIG = sumConfig();

const wired = { inputs: { a: [{ nodeId: 'one', portName: 'sum' }] }, outputs: {} };
const GRAPH = {
  version: 1,
  viewport: { x: 40, y: 40, scale: 1 },
  nodes: {
    one: { type: 'sum', x: 0, y: 0, width: 200 },
    two: { type: 'sum', x: 320, y: 120, width: 200, connections: wired },
  },
};

interface Saved {
  readonly nodes: Record<
    string,
    { readonly x: number; readonly y: number; readonly connections: { readonly inputs: object } }
  >;
}

const open = (page: Page, graph: object = GRAPH) => openHost(page, [{ config: CONFIG, graph }]);
const output = (page: Page) => port(node(page, 'one'), 'output', 'sum');
const input = (page: Page, name: string) => port(node(page, 'two'), 'input', name);
const head = (page: Page, id: string): Locator => node(page, id).locator('.mr-node-header');

/** How far the drawn wire's ends are from the ports they belong to, in screen pixels. */
async function gaps(page: Page): Promise<readonly number[]> {
  const ends = await page.locator('[data-mr-wire]').evaluate((line: SVGPathElement) => {
    const matrix = line.getScreenCTM()!;
    const length = line.getTotalLength();
    return [0, length].map((at) => {
      const { x, y } = line.getPointAtLength(at).matrixTransform(matrix);
      return { x, y };
    });
  });
  const ports = [await middleOf(output(page)), await middleOf(input(page, 'a'))];
  return ends.map((end, index) => Math.hypot(end.x - ports[index]!.x, end.y - ports[index]!.y));
}

describe.each([
  ['transform', 'scale(0.7)'],
  ['zoom', '1.5'],
])('in a host that is scaled by %s: %s', (property, value) => {
  test(
    'wires meet their ports, and what is dragged stays under the pointer',
    onPage(async (page) => {
      await open(page);
      await page.evaluate(
        ([name, to]) => {
          document.querySelector<HTMLElement>('#root')!.style.setProperty(name, to);
        },
        [property, value] as const,
      );
      await page.waitForTimeout(200);
      const before = await middleOf(head(page, 'two'));
      await drag(page, before, { x: before.x + 63, y: before.y + 42 });
      const after = await middleOf(head(page, 'two'));
      expect(after.x - before.x).toBeCloseTo(63, -0.5);
      expect(after.y - before.y).toBeCloseTo(42, -0.5);
      for (const gap of await gaps(page)) expect(gap).toBeLessThan(2.5);
      await drag(page, output(page), input(page, 'b'));
      expect(Object.keys((await graphOf<Saved>(page)).nodes['two']!.connections.inputs)).toEqual([
        'a',
        'b',
      ]);
    }),
  );
});

test(
  'a field beyond the edge comes into view when it is typed into; nothing is scrolled',
  onPage(async (page) => {
    const far = { ...GRAPH.nodes.one, x: 5_000, y: 3_000 };
    await open(page, { ...GRAPH, nodes: { ...GRAPH.nodes, far } });
    await node(page, 'far').locator('input').first().focus();
    await page.keyboard.type('7');
    const scrolled = await page.evaluate(() =>
      [...document.querySelectorAll('.millrace, .millrace *')]
        .map((element) => element.scrollLeft + element.scrollTop)
        .filter((offset) => offset !== 0),
    );
    expect(scrolled).toEqual([]);
    const { x, y } = await middleOf(node(page, 'far').locator('input').first());
    const stage = (await page.locator('.mr-canvas').boundingBox())!;
    expect(x).toBeGreaterThan(stage.x);
    expect(x).toBeLessThan(stage.x + stage.width);
    expect(y).toBeGreaterThan(stage.y);
    expect(y).toBeLessThan(stage.y + stage.height);
  }),
);

test(
  'in a dialog of the host the keys work, and Escape ends a drag, not the dialog',
  onPage(async (page) => {
    await open(page);
    await page.evaluate(() => {
      const dialog = document.createElement('dialog');
      dialog.style.cssText = 'width: 900px; height: 500px; max-width: none';
      document.body.append(dialog);
      const root = document.querySelector<HTMLElement>('#root')!;
      root.style.height = '100%';
      dialog.append(root);
      dialog.showModal();
    });
    const at = await middleOf(head(page, 'one'));
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 90, at.y + 40, { steps: 4 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await page.locator('dialog').evaluate((dialog: HTMLDialogElement) => dialog.open)).toBe(
      true,
    );
    await head(page, 'one').click();
    await page.keyboard.press('Delete');
    expect(await shownIds(page)).toEqual(['two']);
    await page.keyboard.press('Control+z');
    expect(await shownIds(page)).toEqual(['one', 'two']);
  }),
);

test(
  'in a shadow root wires can be drawn',
  onPage(async (page) => {
    await open(page);
    await page.evaluate(() => {
      const outside = document.createElement('div');
      document.body.append(outside);
      const shadow = outside.attachShadow({ mode: 'open' });
      for (const style of document.querySelectorAll('style, link[rel="stylesheet"]')) {
        shadow.append(style.cloneNode(true));
      }
      shadow.append(document.querySelector('#root')!);
    });
    await page.waitForTimeout(300);
    await drag(page, output(page), input(page, 'b'));
    expect(Object.keys((await graphOf<Saved>(page)).nodes['two']!.connections.inputs)).toEqual([
      'a',
      'b',
    ]);
  }),
);

test(
  'a host’s own rules for buttons, labels and fields move and paint nothing of the editor',
  onPage(async (page) => {
    await open(page);
    const look = () =>
      page.locator('.mr-canvas *').evaluateAll((elements) =>
        elements.map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          const style = getComputedStyle(element);
          const { color, backgroundColor, boxShadow, textTransform, fill } = style;
          const paint = [color, backgroundColor, boxShadow, textTransform, fill];
          return [element.nodeName, x, y, width, height, ...paint].join(' ');
        }),
      );
    const before = await look();
    await page.addStyleTag({
      content: `
        button, input, select, textarea, label, section, p, ul, li, output, pre, h2, footer {
          margin: 11px; padding: 9px; min-width: 90px; min-height: 40px; border: 3px solid red;
          background: yellow; color: red; text-transform: uppercase; box-shadow: 0 0 9px red;
          line-height: 3; width: 100%; float: right; list-style: square;
        }
        svg { fill: red; max-width: 10px; }
        img { max-width: 10px; }`,
    });
    expect(await look()).toEqual(before);
  }),
);

test(
  'a host that stops the release of a pointer leaves no node stuck to it',
  onPage(async (page) => {
    await open(page);
    await page.evaluate(() => {
      document.addEventListener('pointerup', (event) => event.stopImmediatePropagation(), true);
      document
        .querySelector('#root')!
        .addEventListener('pointerup', (event) => event.stopPropagation(), true);
    });
    const at = await middleOf(head(page, 'one'));
    await drag(page, at, { x: at.x + 80, y: at.y });
    const dropped = await middleOf(head(page, 'one'));
    await page.mouse.move(600, 500, { steps: 3 });
    expect(await middleOf(head(page, 'one'))).toEqual(dropped);
  }),
);

describe('during a drag', () => {
  test(
    'the right button opens no menu, and the wheel leaves the node under the pointer',
    onPage(async (page) => {
      await open(page);
      const at = await middleOf(head(page, 'one'));
      await page.mouse.move(at.x, at.y);
      await page.mouse.down();
      await page.mouse.move(at.x + 120, at.y + 60, { steps: 4 });
      await page.mouse.down({ button: 'right' });
      await page.mouse.up({ button: 'right' });
      expect(await page.locator('.mr-menu').count()).toBe(0);
      await page.mouse.wheel(0, -200);
      await page.waitForTimeout(100);
      await page.mouse.move(at.x + 121, at.y + 60);
      const box = (await head(page, 'one').boundingBox())!;
      expect(box.x).toBeLessThan(at.x + 121);
      expect(box.x + box.width).toBeGreaterThan(at.x + 121);
      expect(box.y).toBeLessThan(at.y + 60);
      expect(box.y + box.height).toBeGreaterThan(at.y + 60);
      await page.mouse.up();
    }),
  );
});

test(
  'the focus goes to the canvas when the card that has it goes',
  onPage(async (page) => {
    await open(page);
    await head(page, 'one').click();
    await page.keyboard.press('Control+d');
    await node(page, 'one-2').locator('input').first().focus();
    await node(page, 'one-2').locator('.mr-node-header').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Delete', exact: true }).click();
    expect(await shownIds(page)).toEqual(['one', 'two']);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('mr-canvas');
    await page.keyboard.press('Control+z');
    expect(await shownIds(page)).toEqual(['one', 'two', 'one-2']);
  }),
);

test(
  'a large graph in a hidden tab mounts next to nothing',
  onPage(async (page) => {
    const nodes = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [
        `n${index}`,
        { type: 'sum', x: (index % 20) * 260, y: Math.floor(index / 20) * 200, width: 200 },
      ]),
    );
    await open(page, { ...GRAPH, nodes });
    const seen = (await shownIds(page)).length;
    expect(seen).toBeGreaterThan(0);
    expect(seen).toBeLessThan(120);
    const root = page.locator('#root');
    await root.evaluate((element: HTMLElement) => (element.style.display = 'none'));
    await page.waitForTimeout(200);
    expect((await shownIds(page)).length).toBe(seen);
    await root.evaluate((element: HTMLElement) => (element.style.display = ''));
    await page.waitForTimeout(200);
    expect((await shownIds(page)).length).toBe(seen);
  }),
);
