/** What a user does in an app that embeds the editor, whatever the app was made with. */
import type { Locator, Page } from 'playwright-core';
import { drag, middleOf, node, port } from '../e2e/editor-page.js';

/** What the page shows at the end. */
export interface Exercised {
  readonly nodes: readonly string[];
  readonly wires: number;
  readonly output: string | null;
  readonly status: string | null;
  readonly undone: string;
  readonly codeHeight: boolean;
}

/** A development server makes what it serves when it is first asked, and others want the cores, too. */
const FIRST_MS = 60_000;

/** What {@link exercise} finds where all works. */
export const EXERCISED: Exercised = {
  nodes: ['n', 'note', 'double'],
  wires: 1,
  output: '-4000',
  status: 'success',
  undone: '',
  codeHeight: true,
};

/**
 * Adds a node by the menu, wires it, types a number, runs, and undoes, in an app that shows the
 * graph of app/graph.ts. The code on its second node comes from a chunk of its own.
 */
export async function exercise(page: Page, url: string): Promise<Exercised> {
  await page.goto(url, { timeout: FIRST_MS });
  await node(page, 'note').locator('.cm-editor').waitFor();
  await addByMenu(page);
  await drag(
    page,
    port(node(page, 'n'), 'output', 'result'),
    port(node(page, 'double'), 'input', 'value'),
  );
  const field = node(page, 'n').getByRole('textbox');
  await field.click();
  await page.keyboard.type('-1e3');
  await page.getByRole('button', { name: 'Run it' }).click();
  await page.locator('#job', { hasText: 'success' }).waitFor();
  const shown = {
    nodes: await idsOf(page),
    wires: await page.locator('svg.mr-wires [data-mr-key]').count(),
    output: await node(page, 'double').locator('output').textContent(),
    status: await node(page, 'double').getAttribute('data-mr-status'),
    codeHeight: await isStyled(node(page, 'note').locator('.cm-scroller')),
  };
  await node(page, 'n').locator('.mr-node-header').click();
  await page.keyboard.press('Control+z');
  return { ...shown, undone: await field.inputValue() };
}

async function addByMenu(page: Page): Promise<void> {
  const stage = (await page.locator('.mr-canvas').boundingBox())!;
  const { y } = await middleOf(node(page, 'n'));
  await page.mouse.click(stage.x + stage.width - 220, y - 40, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Add a node' }).click();
  await page.getByRole('combobox', { name: 'Search nodes' }).waitFor();
  await page.keyboard.type('double');
  await page.keyboard.press('Enter');
  await node(page, 'double').waitFor();
}

const idsOf = (page: Page): Promise<readonly string[]> =>
  page
    .locator('[data-mr-node]')
    .evaluateAll((nodes) => nodes.map((one) => one.getAttribute('data-mr-node')!));

/** CodeMirror's own rules hold: without them its lines stand beside nothing. */
const isStyled = (scroller: Locator): Promise<boolean> =>
  scroller.evaluate((element) => getComputedStyle(element).display.includes('flex'));
