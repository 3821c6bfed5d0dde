/** Groups, comments and cards that are folded or made wider, by mouse and by keys. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { drag, graphOf, middleOf, node, openHost, shownIds } from './editor-page.js';
import { sumConfig } from './sum-config.js';

useBrowser();

const CONFIG = sumConfig();

const wire = (nodeId: string, portName: string) => [{ nodeId, portName }];

/** first → second → third, and one alone. */
const GRAPH = {
  version: 1,
  nodes: {
    first: {
      type: 'sum',
      x: 0,
      y: 0,
      width: 200,
      connections: { outputs: { sum: wire('second', 'a') } },
    },
    second: {
      type: 'sum',
      x: 300,
      y: 0,
      width: 200,
      connections: { inputs: { a: wire('first', 'sum') }, outputs: { sum: wire('third', 'b') } },
    },
    third: {
      type: 'sum',
      x: 700,
      y: 0,
      width: 200,
      connections: { inputs: { b: wire('second', 'sum') } },
    },
    alone: { type: 'sum', x: 700, y: 300, width: 200 },
  },
  comments: { note: { id: 'note', text: 'A note', x: 0, y: 300, width: 200, height: 90 } },
};

interface Saved {
  readonly nodes: Record<string, { x: number; y: number; width: number; collapsed?: boolean }>;
  readonly groups?: Record<string, { title: string; nodeIds: string[]; collapsed?: boolean }>;
  readonly comments?: Record<
    string,
    { text: string; x: number; y: number; width: number; height: number }
  >;
}

const saved = (page: Page) => graphOf<Saved>(page);
const group = (page: Page) => page.locator('[data-mr-group]');
const title = (page: Page, id: string) => node(page, id).locator('.mr-node-title');

async function openGrouped(page: Page): Promise<void> {
  await openHost(page, [{ config: CONFIG, graph: GRAPH }]);
  await title(page, 'first').click();
  await title(page, 'second').click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+g');
  await page.keyboard.type('Sums');
  await page.keyboard.press('Enter');
}

/** Where the drawn wires begin and end, rounded. */
function wireEnds(page: Page): Promise<readonly number[][]> {
  return page.locator('.mr-wire:not(.is-inside) .mr-wire-line').evaluateAll((lines) =>
    lines.map((line) => {
      const path = line as SVGPathElement;
      const [from, to] = [path.getPointAtLength(0), path.getPointAtLength(path.getTotalLength())];
      return [from.x, from.y, to.x, to.y].map(Math.round);
    }),
  );
}

test(
  '[E8] a group is made by keys, dragged by its head, joined, left and taken apart',
  onPage(async (page) => {
    await openGrouped(page);
    expect((await saved(page)).groups).toEqual({
      group: { id: 'group', title: 'Sums', nodeIds: ['first', 'second'] },
    });
    const head = await middleOf(group(page).locator('.mr-group-title'));
    await drag(page, head, { x: head.x, y: head.y + 60 });
    const { nodes } = await saved(page);
    // Guides may have held it a little off.
    expect(nodes['first']?.y).toBeGreaterThan(45);
    expect([nodes['second']?.y, nodes['third']?.y]).toEqual([nodes['first']?.y, 0]);
    // Its box has come along, and lies round both.
    const box = (await group(page).boundingBox())!;
    for (const id of ['first', 'second']) {
      const card = (await node(page, id).boundingBox())!;
      expect(card.x).toBeGreaterThan(box.x);
      expect(card.x + card.width).toBeLessThan(box.x + box.width);
      expect(card.y + card.height).toBeLessThan(box.y + box.height);
    }

    await drag(page, title(page, 'alone'), { x: box.x + box.width / 2, y: box.y + box.height / 2 });
    expect((await saved(page)).groups?.['group']?.nodeIds).toEqual(['first', 'second', 'alone']);
    await page.keyboard.press('Control+z');
    expect((await saved(page)).groups?.['group']?.nodeIds).toEqual(['first', 'second']);
    expect((await saved(page)).nodes['alone']).toMatchObject({ x: 700, y: 300 });

    const first = await middleOf(title(page, 'first'));
    await drag(page, first, { x: first.x, y: box.y + box.height + 120 });
    expect((await saved(page)).groups?.['group']?.nodeIds).toEqual(['second']);

    await group(page).locator('.mr-group-title').click();
    // Its head is out of sight, and comes back when it is written in.
    await drag(page, { x: 1_200, y: 700 }, { x: 1_200, y: 300 });
    expect((await group(page).boundingBox())!.y).toBeLessThan(0);
    await group(page).focus();
    await page.keyboard.press('F2');
    expect((await page.getByLabel('Title of the group').boundingBox())!.y).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await group(page).locator('.mr-group-title').click();
    await page.keyboard.press('Control+Shift+G');
    expect((await saved(page)).groups).toBeUndefined();
    expect(await shownIds(page)).toHaveLength(4);
  }),
  60_000,
);

test(
  '[E8] collapsed, wires end at the sides of its card, which is dragged with all that is in it',
  onPage(async (page) => {
    await openGrouped(page);
    const before = await wireEnds(page);
    await page.keyboard.press('Alt+c');
    expect(await shownIds(page)).toEqual(['third', 'alone']);
    expect(await wireEnds(page)).toHaveLength(1);
    const [[x, y]] = (await wireEnds(page)) as [[number, number]];
    // The right side of the card, on the canvas.
    expect(x).toBe(-16 + 208);
    await drag(page, group(page), { x: 300, y: 500 });
    const { nodes } = await saved(page);
    expect(nodes['second']!.x - nodes['first']!.x).toBe(300);
    const [[nowX, nowY]] = (await wireEnds(page)) as [[number, number]];
    expect([nowX - x, nowY - y]).toEqual([nodes['first']!.x, nodes['first']!.y]);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    expect(await wireEnds(page)).toEqual(before);
    expect(await shownIds(page)).toHaveLength(4);
  }),
  60_000,
);

test(
  '[E8] a comment is written, moved, resized by mouse and keys, and deleted with what is selected',
  onPage(async (page) => {
    await openHost(page, [{ config: CONFIG, graph: GRAPH }]);
    const comment = page.locator('[data-mr-comment="note"]');
    const at = async () => (await saved(page)).comments?.['note'];
    await comment.dblclick();
    await page.keyboard.type('!');
    await page.keyboard.press('Escape');
    expect(await at()).toMatchObject({ text: 'A note!' });
    await page.keyboard.press('Alt+Shift+ArrowRight');
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await page.keyboard.press('ArrowLeft');
    expect(await at()).toMatchObject({ x: -4, width: 224, height: 114 });
    const corner = await middleOf(comment.locator('.mr-comment-corner'));
    await drag(page, corner, { x: corner.x + 30, y: corner.y + 40 });
    expect(await at()).toMatchObject({ x: -4, width: 254, height: 154 });
    const middle = await middleOf(comment);
    await drag(page, middle, { x: middle.x + 25, y: middle.y + 10 });
    const moved = await at();
    expect(moved).toMatchObject({ width: 254, height: 154 });
    expect(moved?.x).toBeGreaterThan(-4);
    await title(page, 'alone').click({ modifiers: ['Shift'] });
    await page.keyboard.press('Delete');
    expect((await saved(page)).comments).toBeUndefined();
    expect(await shownIds(page)).not.toContain('alone');
    await page.keyboard.press('Control+z');
    expect(await at()).toEqual(moved);
  }),
  60_000,
);

test(
  '[E7] a card is made wider by its edge, folded by the sign before its title, and renamed',
  onPage(async (page) => {
    await openHost(page, [{ config: CONFIG, graph: GRAPH }]);
    const card = async () => (await node(page, 'third').boundingBox())!;
    const { x, y, width } = await card();
    await drag(page, { x: x + width + 2, y: y + 18 }, { x: x + width + 62, y: y + 18 });
    expect((await saved(page)).nodes['third']?.width).toBe(260);
    expect((await card()).width).toBeCloseTo(width * 1.3, 0);
    await drag(page, { x: x + width * 1.3 + 2, y: y + 18 }, { x: 0, y: y + 18 });
    expect((await saved(page)).nodes['third']?.width).toBe(160);
    await page.mouse.dblclick(x + width * 0.8 + 2, y + 18);
    expect((await saved(page)).nodes['third']?.width).toBe(220);

    await node(page, 'second').locator('.mr-node-language').click();
    expect((await saved(page)).nodes['second']?.collapsed).toBe(true);
    const folded = (await node(page, 'second').boundingBox())!;
    expect(folded.height).toBeLessThan(50);
    const ends = (await wireEnds(page)).map(([fromX, , toX]) => [fromX, toX]);
    expect(ends).toEqual([
      [expect.any(Number), 300],
      [500, expect.any(Number)],
    ]);
    await title(page, 'second').dblclick();
    await page.keyboard.type('Other');
    await page.keyboard.press('Enter');
    expect(await title(page, 'second').textContent()).toBe('Other');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-mr-node'))).toBe(
      'second',
    );
  }),
  60_000,
);
