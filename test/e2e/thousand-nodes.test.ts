/** A thousand nodes: who renders when one of them changes. */
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
import { sumConfig } from './sum-config.js';

useBrowser();

const COUNT = 1_000;
const COLUMNS = 40;

const CONFIG = sumConfig('add', 'Add');

/** A grid in which each node but those of the first column is wired to its left neighbour. */
function grid(viewport: object | undefined) {
  const nodes = Array.from({ length: COUNT }, (_, index) => {
    const column = index % COLUMNS;
    const wires = [{ nodeId: `n${index - 1}`, portName: 'sum' }];
    return {
      id: `n${index}`,
      type: 'add',
      x: column * 260,
      y: Math.floor(index / COLUMNS) * 180,
      width: 200,
      ...(column === 0 ? {} : { connections: { inputs: { a: wires }, outputs: {} } }),
    };
  });
  const byId = Object.fromEntries(nodes.map((one) => [one.id, one]));
  return { version: 1, nodes: byId, ...(viewport === undefined ? {} : { viewport }) };
}

/** All nodes in sight, or with a viewport those near it. Not strict: React would render twice. */
async function open(page: Page, viewport?: object): Promise<void> {
  await openHost(page, [{ config: CONFIG, graph: grid(viewport) }], { strict: false });
  // All, or those of the first four rows and five columns.
  const least = viewport === undefined ? 900 : 16;
  await page.waitForFunction((many) => document.querySelectorAll('.mr-wire').length >= many, least);
}

/** Does something, and tells which nodes rendered for it, and how often. */
async function rendersOf(page: Page, act: () => Promise<void>): Promise<Record<string, number>> {
  await settle(page);
  await page.evaluate(() => window.host.renders.clear());
  await act();
  await settle(page);
  return page.evaluate(() => Object.fromEntries(window.host.renders));
}

/** Two frames: what was to be rendered is. */
const settle = (page: Page): Promise<unknown> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      }),
  );

const AT_HOME = { x: 40, y: 40, scale: 1 };

describe('of a thousand nodes', () => {
  test(
    'all are shown at once, and a keystroke renders the one that is typed into',
    onPage(async (page) => {
      await open(page);
      expect((await shownIds(page)).length).toBe(COUNT);
      const field = node(page, 'n500').getByRole('textbox', { name: 'B' });
      await field.focus();
      for (const key of ['1', '2']) {
        expect(await rendersOf(page, () => page.keyboard.press(key))).toEqual({ n500: 1 });
      }
      const { nodes } = await graphOf<{ nodes: Record<string, { inputData: unknown }> }>(page);
      expect(nodes['n500']!.inputData).toEqual({ b: { b: 12 } });
    }),
  );

  test(
    'a new wire renders the two it connects',
    onPage(async (page) => {
      await open(page, AT_HOME);
      const [from, to] = [node(page, 'n0'), node(page, 'n41')];
      const renders = await rendersOf(page, () =>
        drag(page, port(from, 'output', 'sum'), port(to, 'input', 'b')),
      );
      expect(await shownWires(page)).toContain('n0.sum > n41.b');
      expect(Object.keys(renders).sort()).toEqual(['n0', 'n41']);
    }),
  );

  test(
    'pan and zoom render none that stays in sight',
    onPage(async (page) => {
      await open(page, AT_HOME);
      const before = await shownIds(page);
      const place = await middleOf(node(page, 'n0'));
      const { x, y } = await middleOf(page.locator('[data-flume-component="stage"]'));
      const renders = await rendersOf(page, async () => {
        await page.mouse.move(x, y);
        await page.mouse.down({ button: 'middle' });
        await page.mouse.move(x - 300, y - 200, { steps: 10 });
        await page.mouse.up({ button: 'middle' });
        for (let turn = 0; turn < 6; turn += 1) await page.mouse.wheel(0, turn < 3 ? -100 : 100);
      });
      const after = await middleOf(node(page, 'n0'));
      expect(after.x - place.x).toBeCloseTo(-300, 0);
      expect(after.y - place.y).toBeCloseTo(-200, 0);
      const wires = await shownWires(page);
      expect(wires).toContain('n164.sum > n165.a');
      expect([before.length < 60, wires.length < 120]).toEqual([true, true]);
      const stayed = new Set(before);
      expect(Object.keys(renders).filter((id) => stayed.has(id))).toEqual([]);
      // Others came into sight, so renders were counted.
      expect(Object.keys(renders).length).toBeGreaterThan(0);
    }),
  );

  test(
    'new statuses touch the nodes that have them and no other',
    onPage(async (page) => {
      await open(page);
      await page.evaluate(watchNodes);
      const changed = ['n3', 'n77', 'n400'];
      const renders = await rendersOf(page, async () => {
        await page.evaluate(
          (ids) => window.host.setStatuses(Object.fromEntries(ids.map((id) => [id, 'running']))),
          changed,
        );
        await node(page, 'n400').and(page.locator('[data-mr-status="running"]')).waitFor();
      });
      expect(Object.keys(renders).filter((id) => !changed.includes(id))).toEqual([]);
      expect(await page.evaluate(() => [...window.touched].sort())).toEqual([...changed].sort());
    }),
  );
});

declare global {
  interface Window {
    /** Ids of the nodes in whose DOM anything changed. */
    touched: Set<string>;
  }
}

/** Runs in the page. */
function watchNodes(): void {
  window.touched = new Set();
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      const card = element?.closest('[data-mr-node]');
      if (card) window.touched.add(card.getAttribute('data-mr-node')!);
    }
  });
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
}
