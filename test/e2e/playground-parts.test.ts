/** Runs of a part of the graph, and a run as a file: in both modes, by mouse. */
import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Trace } from 'millrace';
import { onPage, useBrowser } from './browser-test.js';
import { node } from './editor-page.js';
import { chooseMode, openFile, openPlayground, run, statuses } from './playground-page.js';

useBrowser();

const from = (nodeId: string) => ({ inputs: { a: [{ nodeId, portName: 'result' }] } });

/** A chain of four, and one beside it. */
const CHAIN = JSON.stringify({
  version: 1,
  nodes: {
    first: { type: 'numbers.calculate', x: 0, y: 0, width: 200 },
    second: { type: 'numbers.calculate', x: 240, y: 0, width: 200, connections: from('first') },
    third: { type: 'numbers.calculate', x: 480, y: 0, width: 200, connections: from('second') },
    last: { type: 'numbers.calculate', x: 720, y: 0, width: 200, connections: from('third') },
    beside: { type: 'numbers.calculate', x: 0, y: 260, width: 200 },
  },
});

/** Selects a node by its head and presses a button of the toolbar. */
async function press(page: Page, id: string, name: string): Promise<void> {
  await node(page, id).getByText('Calculate', { exact: true }).click();
  await page.getByRole('button', { name, exact: true }).click();
}

const settled = (page: Page, ids: readonly string[]): Promise<unknown> =>
  Promise.all(
    ['first', 'second', 'third', 'last', 'beside'].map((id) =>
      node(page, id)
        .and(page.locator(`[data-mr-status="${ids.includes(id) ? 'success' : 'idle'}"]`))
        .waitFor(),
    ),
  );

describe.each(['Async', 'Sync'] as const)('in mode %s', (mode) => {
  test(
    '[R6] [R12] a graph runs to the selected node, and from it with the values at hand',
    onPage(async (page) => {
      await openPlayground(page);
      const toHere = page.getByRole('button', { name: 'Run to here' });
      await openFile(page, 'chain.graph.json', CHAIN);
      await node(page, 'last').waitFor();
      expect(await toHere.getAttribute('title')).toContain('Select a node first');
      await chooseMode(page, mode);

      await press(page, 'third', 'Run to here');
      await settled(page, ['first', 'second', 'third']);

      await press(page, 'third', 'Run from here');
      await settled(page, ['second', 'third', 'last']);
      const bars = page.getByRole('list', { name: 'Timeline' }).getByRole('button');
      expect(await bars.count()).toBe(2);
    }),
  );

  test(
    '[R13] the last run is saved as a trace of all its nodes',
    onPage(async (page) => {
      await openPlayground(page);
      await openFile(page, 'chain.graph.json', CHAIN);
      await node(page, 'last').waitFor();
      await chooseMode(page, mode);
      expect(await run(page)).toBe('Done');
      expect(Object.values(await statuses(page))).toEqual(Array(5).fill('success'));
      const coming = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save the run as a trace' }).click();
      const download = await coming;
      expect(download.suggestedFilename()).toBe('chain.trace.json');
      const { traceEvents } = JSON.parse(readFileSync(await download.path(), 'utf8')) as Trace;
      const spans = traceEvents.filter(({ ph, cat }) => ph === 'X' && cat === 'node');
      const names = new Set(spans.map(({ name }) => name));
      expect(names).toEqual(new Set(['first', 'second', 'third', 'last', 'beside']));
    }),
  );
});
