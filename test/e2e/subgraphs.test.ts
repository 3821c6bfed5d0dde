/** Subgraphs by mouse and by keys: made, entered, given ports, renamed, run, left and unpacked. */
import { expect, test } from '@jest/globals';
import { createConfig, JobRunner } from 'millrace';
import type { Graph } from 'millrace';
import type { Page } from 'playwright-core';
import { createNode } from '../../src/run/create-node.js';
import { onPage, useBrowser } from './browser-test.js';
import { graphOf, node, openHost, port, shownIds, shownWires } from './editor-page.js';

useBrowser();

const sum = createNode(
  {
    type: 'sum',
    label: 'Sum',
    inputs: [
      { name: 'a', type: 'number', default: 1 },
      { name: 'b', type: 'number', default: 1 },
    ],
    outputs: [{ name: 'sum', type: 'number' }],
  },
  (a: number, b: number) => a + b,
);
const { config, functions } = createConfig([sum]);

const wire = (nodeId: string, portName: string) => [{ nodeId, portName }];

/** first → second → third. */
const GRAPH = {
  version: 1,
  nodes: {
    first: { type: 'sum', x: 0, y: 0, connections: { outputs: { sum: wire('second', 'a') } } },
    second: {
      type: 'sum',
      x: 300,
      y: 0,
      connections: { inputs: { a: wire('first', 'sum') }, outputs: { sum: wire('third', 'b') } },
    },
    third: { type: 'sum', x: 600, y: 0, connections: { inputs: { b: wire('second', 'sum') } } },
  },
};

const title = (page: Page, id: string) => node(page, id).locator('.mr-node-title');
const crumbs = (page: Page) => page.getByRole('navigation', { name: 'Graphs' });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.nodeName);
const statusOf = (page: Page, id: string) => node(page, id).getAttribute('data-mr-status');

/** Runs what the page has, and shows it what came. */
async function run(page: Page): Promise<unknown> {
  const runner = new JobRunner(config, { functions, method: 'sync' });
  const { nodes, nodesStatus } = runner.run(await graphOf<Graph>(page), { keep: 'all' });
  await page.evaluate(
    ([statuses, results]) => {
      window.host.setStatuses(statuses);
      window.host.setResults(results);
    },
    JSON.parse(JSON.stringify([nodesStatus, nodes])) as [
      Record<string, string>,
      Record<string, object>,
    ],
  );
  return nodes['third']?.outputs['sum'];
}

/** Its names are written, and its ports, in the dialog that the last crumb opens. */
async function rename(page: Page, field: string, to: string): Promise<void> {
  const input = page.getByRole('dialog').getByRole('textbox', { name: field, exact: true });
  await input.fill(to);
  await input.press('Enter');
}

/** By mouse: from the menu of a card, a double click, a port's menu and the crumbs. */
async function byMouse(page: Page): Promise<void> {
  await title(page, 'second').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Make a subgraph' }).click();
  expect(await shownIds(page)).toEqual(['first', 'third', 'Subgraph']);
  expect(await shownWires(page)).toEqual(['Subgraph.sum > third.b', 'first.sum > Subgraph.a']);
  expect(await run(page)).toBe(4);
  expect(await statusOf(page, 'Subgraph')).toBe('success');

  await node(page, 'Subgraph').getByText('A', { exact: true }).dblclick();
  await crumbs(page).waitFor();
  expect(await shownIds(page)).toEqual(['second']);
  expect(await statusOf(page, 'second')).toBe('success');

  await port(node(page, 'second'), 'input', 'b').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Make it a port of the graph' }).click();
  expect(await page.locator('[data-mr-promoted]').count()).toBe(3);
  await crumbs(page).getByRole('button', { name: 'Subgraph' }).click();
  await rename(page, 'Name of b', 'a');
  expect(await page.getByRole('alert').textContent()).toContain('“a” is taken');
  await rename(page, 'Name of b', 'more');
  await rename(page, 'Name of a', 'start');
  await rename(page, 'Name', 'Sums');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await crumbs(page).getByRole('button', { name: 'Main graph' }).click();
  expect(await crumbs(page).count()).toBe(0);
  expect(await shownWires(page)).toEqual(['Subgraph.sum > third.b', 'first.sum > Subgraph.start']);
  await port(node(page, 'Subgraph'), 'input', 'more').waitFor();
}

/** Undo shows where each step was, outside and inside; redo does it all again. */
async function overTheBorder(page: Page): Promise<void> {
  await page.keyboard.press('Control+z');
  expect(await crumbs(page).getByRole('button').allTextContents()).toEqual([
    'Main graph',
    'Subgraph',
  ]);
  for (let steps = 0; steps < 4; steps += 1) await page.keyboard.press('Control+z');
  expect(await crumbs(page).count()).toBe(0);
  expect(await shownIds(page)).toEqual(['first', 'second', 'third']);
  expect(await shownWires(page)).toEqual(['first.sum > second.a', 'second.sum > third.b']);
  for (let steps = 0; steps < 5; steps += 1) await page.keyboard.press('Control+y');
  expect(await crumbs(page).count()).toBe(0);
  expect(await shownWires(page)).toEqual(['Subgraph.sum > third.b', 'first.sum > Subgraph.start']);
}

/** By keys alone: in, out, unpacked and made again. */
async function byKeys(page: Page): Promise<void> {
  await page.keyboard.press('Control+ArrowDown');
  expect(await shownIds(page)).toEqual(['second']);
  expect(await crumbs(page).getByRole('button').allTextContents()).toEqual(['Main graph', 'Sums']);
  await page.keyboard.press('Control+ArrowUp');
  expect(await shownIds(page)).toEqual(['first', 'third', 'Subgraph']);
  expect(await focused(page)).not.toBe('BODY');
  await page.keyboard.press('Alt+Shift+G');
  expect(await shownIds(page)).toEqual(['first', 'third', 'second']);
  expect(await shownWires(page)).toEqual(['first.sum > second.a', 'second.sum > third.b']);
  expect(await run(page)).toBe(4);
  await page.keyboard.press('Alt+g');
  expect(await shownIds(page)).toHaveLength(3);
  const { nodes } = await graphOf<Graph>(page);
  expect(Object.values(nodes).filter(({ type }) => type.startsWith('graph:'))).toHaveLength(1);
}

test(
  '[E9] [E11] a subgraph is made, entered, given ports, renamed, run, undone and unpacked',
  onPage(async (page) => {
    await openHost(page, [{ config, graph: GRAPH }]);
    await byMouse(page);
    await overTheBorder(page);
    await byKeys(page);
    expect(await page.evaluate(() => [window.host.errors, window.host.issues])).toEqual([[], []]);
  }),
  60_000,
);
