/** The editor without a pointer: a graph is built, changed and run by keys, and the focus is never lost. */
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { graphOf, openHost, shownIds, shownWires } from './editor-page.js';

useBrowser();

const number = (name: string, value?: number) => ({
  name,
  type: 'number',
  ...(value === undefined ? {} : { default: value }),
});

const CONFIG = {
  version: 1,
  nodeTypes: [
    {
      type: 'add',
      label: 'Add',
      inputs: [number('a', 1), number('b', 2)],
      outputs: [number('sum')],
    },
    {
      type: 'multiply',
      label: 'Multiply',
      inputs: [number('x', 1), number('y', 2)],
      outputs: [number('product')],
    },
    { type: 'show', label: 'Show', inputs: [number('value', 0)], outputs: [] },
  ],
};

/** What has the focus, in words; `lost` where nothing of the editor has it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element?.closest('.millrace') == null) return 'lost';
    if (element.matches('.mr-canvas')) return 'canvas';
    const label = element.getAttribute('aria-label');
    const node = element.getAttribute('data-mr-node');
    if (node !== null) return `node ${node}`;
    const id = element.id;
    const field = id === '' ? null : document.querySelector(`label[for=${CSS.escape(id)}]`);
    return label ?? field?.textContent ?? element.textContent ?? '';
  });
}

/** Presses keys, `"text"` types; after each the focus is in the editor, at last where it should be. */
async function press(page: Page, keys: readonly string[], where: string | RegExp): Promise<void> {
  for (const key of keys) {
    if (key.startsWith('"')) await page.keyboard.type(key.slice(1, -1));
    else await page.keyboard.press(key);
    expect([key, await focused(page)]).not.toEqual([key, 'lost']);
  }
  await expectFocus(page, where);
}

/** Waits for what is loaded, mounted or drawn meanwhile. */
async function expectFocus(page: Page, where: string | RegExp): Promise<void> {
  const deadline = Date.now() + 5_000;
  let now = await focused(page);
  const isThere = (): boolean => (typeof where === 'string' ? now === where : where.test(now));
  while (!isThere() && Date.now() < deadline) {
    await page.waitForTimeout(30);
    now = await focused(page);
  }
  if (!isThere()) throw new Error(`expected the focus at ${where}, it is at “${now}”`);
}

async function expectIds(page: Page, ids: readonly string[]): Promise<void> {
  await page.waitForFunction(
    (count) => document.querySelectorAll('[data-mr-node]').length === count,
    ids.length,
  );
  expect([...(await shownIds(page))].sort()).toEqual(ids);
}

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, where: RegExp): Promise<void> {
  for (let count = 0; count < 40 && !where.test(await focused(page)); count += 1) {
    await press(page, ['Tab'], /./);
  }
  await expectFocus(page, where);
}

const said = (page: Page) => page.locator('[data-mr-live="polite"]').innerText();

describe('[E11] by keys alone', () => {
  test(
    'a graph is built from nothing, wired, grouped, made a subgraph, undone and run',
    onPage(async (page) => {
      await openHost(page, [{ config: CONFIG, graph: { version: 1, nodes: {} }, panels: true }]);
      await press(page, ['Tab'], 'canvas');
      await press(page, ['/'], /search/i);
      await press(page, ['"add"', 'Enter'], 'node add');
      await press(page, ['Tab'], 'a');
      await press(page, ['"40"', 'Enter'], 'node add');
      await press(page, ['/'], /search/i);
      await press(page, ['"multi"', 'Enter'], 'node multiply');
      await press(page, ['/'], /search/i);
      await press(page, ['"show"', 'Enter'], 'node show');

      // Two wires: from an output to an input, and from an input to an output.
      await press(page, ['Home', 'Enter', 'End'], /^sum, Number, output of Add, not wired/);
      await press(page, ['Enter'], /^Connect sum of Add/);
      await press(page, ['"x"', 'Enter'], /^sum, .*, wired to x of Multiply/);
      await press(page, ['Escape', 'End', 'Enter'], /^value, .* input of Show, not wired/);
      await press(page, ['Enter'], /^Connect value of Show/);
      await press(page, ['"product"', 'Enter'], /^value, .* wired to product of Multiply/);
      expect(await shownWires(page)).toEqual([
        'add.sum > multiply.x',
        'multiply.product > show.value',
      ]);
      expect(await said(page)).toContain('Multiply connected to value of Show');

      // Along the wires, and one is taken away and brought back.
      await press(page, ['ArrowLeft'], /^Wire from product of Multiply to value of Show/);
      await press(page, ['ArrowLeft'], /^product, Number, output of Multiply/);
      await press(page, ['ArrowLeft'], /^x, /);
      await press(page, ['Delete'], /^x, .*not wired/);
      expect(await shownWires(page)).toHaveLength(1);
      await press(page, ['Control+z'], /^x, .*wired to sum of Add/);
      expect(await said(page)).toContain('Undone: disconnect');

      // A group of all, named.
      await press(page, ['Escape'], 'node multiply');
      await press(page, ['Control+a', 'Control+g'], /title/i);
      await press(page, ['"Sums"', 'Enter'], /^Group “Sums”/);
      await press(page, ['Control+z', 'Control+z'], /./);

      // A subgraph of two, entered and left.
      await press(page, ['Escape', 'Escape'], 'canvas');
      await press(page, ['Enter', 'Home'], 'node add');
      await page.keyboard.press('Alt+Shift+ArrowRight');
      if ((await focused(page)) === 'node add') await page.keyboard.press('Alt+Shift+ArrowDown');
      await expectFocus(page, 'node multiply');
      await press(page, ['Alt+g'], /^node (?!add|multiply|show)/);
      await press(page, ['Control+ArrowDown'], /./);
      await expectIds(page, ['add', 'multiply']);
      await press(page, ['Control+ArrowUp'], /^node (?!add|multiply|show)/);
      await press(page, ['Control+z'], /^(node|canvas)/);
      await expectIds(page, ['add', 'multiply', 'show']);

      // Copies, by the browser's own clipboard.
      await press(page, ['Escape', 'Enter', 'End', 'Control+c', 'Control+v'], /^(node|canvas)/);
      await expectIds(page, ['add', 'multiply', 'show', 'show-2']);
      await press(page, ['Delete'], /^(node|canvas)/);
      await expectIds(page, ['add', 'multiply', 'show']);
      const { nodes } = await graphOf<{ nodes: Record<string, { inputData: object }> }>(page);
      expect(nodes['add']!.inputData).toEqual({ a: { a: 40 } });

      // A run fails; what failed is heard, and found.
      await page.evaluate(() => {
        window.host.setResults({ multiply: { error: { name: 'Error', message: 'too large' } } });
        window.host.setStatuses({ add: 'success', multiply: 'running', show: 'waiting' });
      });
      // Set at once, both would be one change to React.
      await page.locator('[data-mr-status="running"]').waitFor();
      await page.evaluate(() =>
        window.host.setStatuses({ add: 'success', multiply: 'error', show: 'skipped' }),
      );
      await page
        .getByText('Run finished: 1 failed, 1 done, 1 skipped')
        .waitFor({ state: 'attached' });
      expect(await said(page)).toContain('Multiply failed: too large');
      await press(page, ['Escape', 'Enter', 'Home', 'Alt+ArrowRight'], /^node/);
      await tabTo(page, /error of Multiply/);
      // The details are in the inspector, and F6 leads back.
      await press(page, ['Enter'], /copy/i);
      expect(await page.getByRole('tabpanel').innerText()).toContain('too large');
      await press(page, ['F6'], /error of Multiply/);
    }),
  );

  test(
    'the canvas is one stop, parts follow by F6, and what goes leaves the focus near',
    onPage(async (page) => {
      const nodes = {
        add: { type: 'add', x: 0, y: 0, width: 200 },
        multiply: {
          type: 'multiply',
          x: 300,
          y: 0,
          width: 200,
          connections: { inputs: { x: [{ nodeId: 'add', portName: 'sum' }] }, outputs: {} },
        },
        show: { type: 'show', x: 2_600, y: 1_400, width: 200 },
      };
      await openHost(page, [{ config: CONFIG, graph: { version: 1, nodes }, panels: true }]);
      await press(page, ['Tab'], 'canvas');
      await press(page, ['Tab'], 'Hide nodes');
      await press(page, ['Shift+Tab'], 'canvas');
      await press(page, ['F6'], 'Hide nodes');
      await press(page, ['F6'], 'Hide inspector');
      await press(page, ['F6'], 'canvas');
      await press(page, ['Shift+F6'], 'Hide inspector');
      await press(page, ['F6', 'Enter', 'Home'], 'node add');
      await press(page, ['Tab'], 'a');
      await press(page, ['Shift+Tab'], 'node add');
      await press(page, ['Shift+Tab'], 'canvas');

      // The picker shows a node that is out of sight; Escape leaves all as it was.
      await press(page, ['Enter', 'Home', '1'], 'node add');
      await press(page, ['Enter', 'End'], /^sum, /);
      const seen = await viewOf(page);
      await press(page, ['Enter'], /^Connect/);
      await press(page, ['"value"'], /^Connect/);
      await page.waitForFunction(
        (before) =>
          document.querySelector('.mr-wires')!.parentElement!.parentElement!.style.transform !==
          before,
        seen,
      );
      expect(await page.locator('.mr-wire-draft[data-state="fits"]').count()).toBe(1);
      await press(page, ['Escape'], /^sum, /);
      expect(await viewOf(page)).toBe(seen);
      expect(await page.locator('.mr-wire-draft').count()).toBe(0);

      // What had the focus is hidden, or goes.
      await press(page, ['Alt+c'], 'node add');
      await press(page, ['Alt+c'], 'node add');
      await press(page, ['F2'], /title/i);
      await press(page, ['"Sum up"', 'Enter'], 'node add');
      await press(page, ['Delete'], 'canvas');
      expect(await said(page)).toContain('Sum up deleted');
      await press(page, ['Control+z'], /^(canvas|node)/);
      await press(page, ['Escape', 'Enter', 'Home'], 'node add');
      await press(page, ['Shift+F10'], /./);
      await press(page, ['Escape'], 'node add');
      await press(page, ['?'], 'Close');
      await press(page, ['Escape'], 'node add');
    }),
  );

  test(
    'of a graph of 400 nodes each is reached, mounted when it is needed',
    onPage(async (page) => {
      const nodes = Object.fromEntries(
        Array.from({ length: 400 }, (_, index) => [
          `n${index}`,
          { type: 'show', x: index * 320, y: 0, width: 200 },
        ]),
      );
      await openHost(page, [{ config: CONFIG, graph: { version: 1, nodes } }]);
      await press(page, ['Tab', 'Enter', '1', 'End'], 'node n399');
      expect((await shownIds(page)).length).toBeLessThan(200);
      await press(page, ['Alt+ArrowLeft'], 'node n398');
      await press(page, ['Home'], 'node n0');
      for (let index = 1; index <= 12; index += 1) {
        await press(page, ['Tab'], 'value');
        await press(page, ['Tab'], `node n${index}`);
      }
      await press(page, ['Shift+Tab', 'Shift+Tab'], 'node n11');
    }),
  );
});

/** Where the view is, as the page has it. */
function viewOf(page: Page): Promise<string> {
  return page
    .locator('.mr-wires')
    .evaluate((wires) => wires.parentElement!.parentElement!.style.transform);
}
