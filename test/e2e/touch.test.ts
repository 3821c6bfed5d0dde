/** The canvas by finger: everything that a mouse does, without one. */
import { expect, test } from '@jest/globals';
import type { CDPSession, Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { middleOf, node, openHost, port, shownWires } from './editor-page.js';
import { sumConfig } from './sum-config.js';

useBrowser();

const CONFIG = sumConfig('add', 'Add');
const GRAPH = {
  version: 1,
  viewport: { x: 40, y: 40, scale: 1 },
  nodes: {
    one: { type: 'add', x: 0, y: 0, width: 220 },
    two: { type: 'add', x: 480, y: 160, width: 220 },
  },
};

type Spot = { readonly x: number; readonly y: number };

/** Fingers on the screen of a page. */
class Fingers {
  readonly #session: CDPSession;

  constructor(session: CDPSession) {
    this.#session = session;
  }

  async down(...spots: readonly Spot[]): Promise<void> {
    await this.#send('touchStart', spots);
  }

  async move(...spots: readonly Spot[]): Promise<void> {
    await this.#send('touchMove', spots);
  }

  async up(): Promise<void> {
    await this.#send('touchEnd', []);
  }

  async lose(): Promise<void> {
    await this.#send('touchCancel', []);
  }

  async tap(spot: Spot): Promise<void> {
    await this.down(spot);
    await this.up();
  }

  async swipe(from: Spot, to: Spot): Promise<void> {
    await this.down(from);
    for (const part of [0.25, 0.5, 0.75, 1]) {
      await this.move({
        x: from.x + (to.x - from.x) * part,
        y: from.y + (to.y - from.y) * part,
      });
    }
    await this.up();
  }

  async #send(
    type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel',
    spots: readonly Spot[],
  ): Promise<void> {
    const touchPoints = spots.map((spot, id) => ({ ...spot, id }));
    await this.#session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}

async function open(page: Page): Promise<Fingers> {
  await openHost(page, [{ config: CONFIG, graph: GRAPH }]);
  return new Fingers(await page.context().newCDPSession(page));
}

const head = (page: Page, id: string) => node(page, id).getByText('Add', { exact: true });
const touch = { hasTouch: true, viewport: { width: 900, height: 600 } };

test(
  '[E13] one finger draws wires, drags nodes and pans; a tap on a port lists what it may be wired to',
  onPage(async (page) => {
    const fingers = await open(page);
    const sum = await middleOf(port(node(page, 'one'), 'output', 'sum'));
    const a = await middleOf(port(node(page, 'two'), 'input', 'a'));
    await fingers.swipe(sum, { x: a.x - 14, y: a.y - 6 });
    expect(await shownWires(page)).toEqual(['one.sum > two.a']);

    const before = await middleOf(node(page, 'two'));
    const start = await middleOf(head(page, 'two'));
    await fingers.swipe(start, { x: start.x + 61, y: start.y + 93 });
    const after = await middleOf(node(page, 'two'));
    expect([after.x - before.x, after.y - before.y].map(Math.round)).toEqual([61, 93]);

    await fingers.down(await middleOf(head(page, 'two')));
    await fingers.move({ x: 300, y: 300 });
    await fingers.lose();
    expect(await middleOf(node(page, 'two'))).toEqual(after);

    await fingers.swipe({ x: 40, y: 560 }, { x: 140, y: 460 });
    const panned = await middleOf(node(page, 'two'));
    expect([panned.x - after.x, panned.y - after.y].map(Math.round)).toEqual([100, -100]);

    await fingers.tap(await middleOf(port(node(page, 'one'), 'output', 'sum')));
    const search = page.getByRole('combobox');
    await search.waitFor();
    await search.press('Enter');
    expect(await shownWires(page)).toEqual(['one.sum > two.a', 'one.sum > two.b']);
  }, touch),
);

test(
  '[E13] two fingers zoom and pan, a finger that rests opens the menu, a double tap bends a wire',
  onPage(async (page) => {
    const fingers = await open(page);
    const before = await middleOf(head(page, 'one'));
    await fingers.down({ x: 300, y: 400 });
    await fingers.down({ x: 300, y: 400 }, { x: 400, y: 400 });
    await fingers.move({ x: 280, y: 420 }, { x: 420, y: 420 });
    await fingers.move({ x: 250, y: 450 }, { x: 450, y: 450 });
    await fingers.up();
    const after = await middleOf(head(page, 'one'));
    // What was between the fingers is between them still.
    const expected = { x: 350 + (before.x - 350) * 2, y: 450 + (before.y - 400) * 2 };
    expect(Math.hypot(after.x - expected.x, after.y - expected.y)).toBeLessThan(2);
    await page.locator('.mr-canvas').press('f');
    // The view moves there.
    await page.waitForTimeout(300);

    await fingers.down(await middleOf(head(page, 'two')));
    await page.getByRole('menu').waitFor();
    await fingers.up();
    expect(await page.getByRole('menu').count()).toBe(1);
    await page.keyboard.press('Escape');

    const sum = await middleOf(port(node(page, 'one'), 'output', 'sum'));
    const a = await middleOf(port(node(page, 'two'), 'input', 'a'));
    await fingers.swipe(sum, a);
    const middle = { x: (sum.x + a.x) / 2, y: (sum.y + a.y) / 2 };
    await fingers.tap(middle);
    await fingers.tap({ x: middle.x + 6, y: middle.y + 1 });
    await page.locator('.mr-wire-point').waitFor();
    expect(await shownWires(page)).toEqual(['one.sum > two.a']);
  }, touch),
);

test(
  '[E13] where there are fingers only, lines of menus and buttons are 44 px high',
  onPage(
    async (page) => {
      await openHost(page, [{ config: CONFIG, graph: GRAPH, panels: true }]);
      const heights = (selector: string): Promise<number[]> =>
        page
          .locator(selector)
          .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
      await head(page, 'one').dispatchEvent('contextmenu');
      await page.getByRole('menuitem').first().waitFor();
      const lines = await heights('[role=menuitem], .mr-panel-head button, .mr-search');
      expect(lines.length).toBeGreaterThan(8);
      expect(Math.min(...lines)).toBe(44);
      await page.keyboard.press('Escape');
      await head(page, 'one').tap();
      await page.locator('.mr-wire-switch').first().waitFor();
      const fields = await heights('.mr-inspector :is(button, input)');
      expect(fields.length).toBeGreaterThan(8);
      expect(Math.min(...fields)).toBe(44);
    },
    { ...touch, isMobile: true },
  ),
);
