/** The main job, from an empty canvas to a result and back, by mouse and keys. */
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { shownIds, shownWires } from './editor-page.js';
import {
  addByKeys,
  BOOT_MS,
  card,
  chooseMode,
  clearCanvas,
  entry,
  field,
  moveCard,
  openPlayground,
  recorded,
  recordStatuses,
  recordWorkerEvents,
  run,
  shownGraph,
  shownOutput,
  stage,
  statuses,
  typeInto,
  wire,
} from './playground-page.js';

useBrowser();

/** The numbers 0 to 1 in steps of 0.05, their mean by Python, and that times −1000. */
async function drawGraph(page: Page): Promise<void> {
  await addByKeys(page, 'Number series');
  await moveCard(page, 'Number series', { x: 20, y: 60 });
  await entry(page, 'Summary').click();
  await moveCard(page, 'Summary', { x: 280, y: 60 });
  await entry(page, 'Calculate').dragTo(stage(page), { targetPosition: { x: 600, y: 300 } });
  await wire(page, ['Number series', 'result'], ['Summary', 'values']);
  await wire(page, ['Summary', 'mean'], ['Calculate', 'a']);
  await typeInto(page, field(page, 'Number series', 'To'), '1');
  await typeInto(page, field(page, 'Number series', 'Step'), '0.05');
  await typeInto(page, field(page, 'Calculate', 'B'), '-1e3');
}

const idOf = async (page: Page, title: string): Promise<string> =>
  (await card(page, title).getAttribute('data-mr-node'))!;

describe('on an empty canvas', () => {
  test(
    'three nodes in two languages are added, wired, filled in and run in both modes',
    onPage(async (page) => {
      await openPlayground(page);
      await clearCanvas(page);
      await drawGraph(page);
      expect(await field(page, 'Number series', 'Step').inputValue()).toBe('0.05');
      const [series, summary, product] = [
        await idOf(page, 'Number series'),
        await idOf(page, 'Summary'),
        await idOf(page, 'Calculate'),
      ];
      expect(await shownWires(page)).toEqual(
        [`${series}.result > ${summary}.values`, `${summary}.mean > ${product}.a`].sort(),
      );
      for (const mode of ['Async', 'Sync'] as const) {
        await chooseMode(page, mode);
        expect(await run(page)).toBe('Done');
        expect(await statuses(page)).toEqual({
          [series]: 'success',
          [summary]: 'success',
          [product]: 'success',
        });
        expect(await shownOutput(page, product, 'result')).toBe('-500');
      }
    }),
  );

  test(
    'all is undone, back to the first graph, and done again',
    onPage(async (page) => {
      await openPlayground(page);
      const first = await shownGraph(page);
      await clearCanvas(page);
      await drawGraph(page);
      const last = await shownGraph(page);
      const undo = page.getByRole('button', { name: 'Undo' });
      const redo = page.getByRole('button', { name: 'Redo' });
      let steps = 0;
      for (; await undo.isEnabled(); steps += 1) await undo.click();
      expect(await shownGraph(page)).toEqual(first);
      // Removing; three added; three moved or placed; two wires; three numbers.
      expect(steps).toBeGreaterThanOrEqual(11);
      for (let step = 0; step < steps; step += 1) await redo.click();
      expect(await redo.isEnabled()).toBe(false);
      expect(await shownGraph(page)).toEqual(last);
      expect(await field(page, 'Calculate', 'B').inputValue()).toBe('-1000');
    }),
  );
});

describe('the graph a newcomer sees', () => {
  test(
    'runs to success, and shows each node waiting, running, done, in this order',
    onPage(async (page) => {
      await openPlayground(page);
      await page.getByText('Python ready').waitFor({ timeout: BOOT_MS });
      const ids = await shownIds(page);
      await recordStatuses(page);
      expect(await run(page)).toBe('Done');
      const seen = await recorded(page);
      expect(Object.keys(seen).sort()).toEqual([...ids].sort());
      // A quick node passes some between two frames.
      const shown = ids.map((id) => seen[id]!.join(' '));
      for (const each of shown) expect(each).toMatch(/^(waiting )?(running )?success$/);
      expect(shown).toContain('waiting running success');
      expect(await page.locator('[data-mr-node] img').count()).toBe(3);
    }),
  );

  test(
    'has the same events in order where all runs in one worker',
    onPage(async (page) => {
      await recordWorkerEvents(page);
      await openPlayground(page);
      await chooseMode(page, 'Sync');
      const ids = await shownIds(page);
      expect(await run(page)).toBe('Done');
      const events = ['jobStarted', 'nodeStarted', 'nodeSucceeded'];
      const seen = await recorded(page);
      expect(Object.keys(seen).sort()).toEqual([...ids].sort());
      for (const id of ids) {
        const lifecycle = seen[id]!.filter((type) => type !== 'nodeLogged');
        expect([id, lifecycle]).toEqual([id, events]);
      }
      expect(await page.locator('[data-mr-node] img').count()).toBe(3);
    }),
  );

  test(
    'runs in a narrow window, in the dark',
    onPage(
      async (page) => {
        await openPlayground(page);
        expect(await run(page)).toBe('Done');
        const isWider = await page.evaluate(
          () => document.documentElement.scrollWidth > innerWidth,
        );
        expect(isWider).toBe(false);
        const seen = await page.locator('[data-mr-node]').first().boundingBox();
        expect(seen!.width).toBeGreaterThan(40);
      },
      { viewport: { width: 480, height: 800 }, colorScheme: 'dark' },
    ),
  );
});
