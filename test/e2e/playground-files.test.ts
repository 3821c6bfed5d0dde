/** Graphs that are saved, kept over a reload, and opened again. */
import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { node, shownIds } from './editor-page.js';
import {
  addByKeys,
  card,
  clearCanvas,
  field,
  openFile,
  openPlayground,
  shownGraph,
  typeInto,
} from './playground-page.js';

useBrowser();

/** Ctrl+S. @returns what the browser was given to download */
async function save(page: Page): Promise<{ name: string; text: string }> {
  const coming = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  const download = await coming;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

describe('a graph', () => {
  test(
    'is saved, outlives a reload, and comes back from its file',
    onPage(async (page) => {
      await openPlayground(page);
      await clearCanvas(page);
      await addByKeys(page, 'Calculate');
      await typeInto(page, field(page, 'Calculate', 'A'), '0.05');
      await typeInto(page, field(page, 'Calculate', 'B'), '-1e3');
      const { name, text } = await save(page);
      expect(name).toBe('garden.graph.json');
      const [saved] = Object.values((JSON.parse(text) as { nodes: object }).nodes) as object[];
      expect(saved).toMatchObject({
        type: 'numbers.calculate',
        inputData: { a: { a: 0.05 }, b: { b: -1000 } },
      });
      const before = await shownGraph(page);

      await page.reload();
      await card(page, 'Calculate').waitFor();
      expect(await shownGraph(page)).toEqual(before);

      await page.getByRole('button', { name: 'Reset to the starting graph' }).click();
      await node(page, 'sensor').waitFor();
      expect((await shownIds(page)).length).toBeGreaterThan(5);
      await openFile(page, name, text);
      await card(page, 'Calculate').waitFor();
      expect(await shownGraph(page)).toEqual(before);
    }),
  );

  test(
    'stays when a file is no graph, and the page says what is wrong',
    onPage(async (page) => {
      await openPlayground(page);
      const before = await shownGraph(page);
      await openFile(page, 'letter.json', '{"dear": ');
      const alert = page.getByRole('alert');
      await alert.waitFor();
      expect(await alert.innerText()).toContain('letter.json is no graph; nothing was changed');
      expect(await shownGraph(page)).toEqual(before);
    }),
  );

  test(
    'that holds what is unknown here is opened with remarks, and saved with all it held',
    onPage(async (page) => {
      await openPlayground(page);
      const strange = {
        type: 'gone.fish',
        x: 0,
        y: 0,
        width: 200,
        inputData: { a: { a: 'kept' } },
      };
      await openFile(page, 'old.graph.json', JSON.stringify({ version: 1, nodes: { strange } }));
      await node(page, 'strange').waitFor();
      expect(await node(page, 'strange').innerText()).toContain('no node type gone.fish');
      const { text } = await save(page);
      expect(JSON.parse(text)).toMatchObject({ nodes: { strange } });
    }),
  );
});
