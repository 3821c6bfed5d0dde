/** axe-core in the editor's states, menus and dialogs, and in the playground: nothing serious or critical, in both themes, wide and narrow. */
import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { node, openHost, show } from './editor-page.js';
import type { Shown } from './editor-page.js';
import { openPlayground } from './playground-page.js';

useBrowser();

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const input = (name: string, schema: object, more: object = {}) => ({
  name,
  type: 'object',
  schema,
  ...more,
});

/** A port for each kind of control. */
const CONTROLS = {
  type: 'controls',
  label: 'All controls',
  description: 'Has a field of each kind.',
  category: 'tools/fields',
  inputs: [
    input('text', { type: 'string' }, { default: 'a text' }),
    input('number', { type: 'number' }, { required: true }),
    input('slider', { type: 'number', minimum: 0, maximum: 1 }),
    input('choice', { enum: ['one', 'two'] }),
    input('several', { type: 'array', items: { enum: ['one', 'two'] } }),
    input('switch', { type: 'boolean' }),
    input('date', { type: 'string', format: 'date' }),
    input('list', { type: 'array', items: { type: 'string' } }),
    input('form', {
      type: 'object',
      properties: { width: { type: 'number' }, name: { type: 'string' } },
    }),
    ...['color', 'time', 'datetime', 'month', 'week', 'file', 'textarea', 'json'].map((type) =>
      input(type, {}, { controls: [{ type, name: type, label: type }] }),
    ),
  ],
  outputs: [{ name: 'result', type: 'number' }],
};

const ADD = {
  type: 'add',
  label: 'Add',
  category: 'math',
  inputs: [
    { name: 'a', type: 'number', default: 1 },
    { name: 'b', type: 'number' },
  ],
  outputs: [{ name: 'sum', type: 'number' }],
};

const wired = (nodeId: string, portName: string) => ({
  inputs: { a: [{ nodeId, portName }] },
  outputs: {},
});

const inner = { nodes: { inside: { type: 'add', x: 0, y: 0, width: 200 } } };

const SHOWN: Shown = {
  config: { version: 1, nodeTypes: [ADD, CONTROLS] },
  graph: {
    version: 1,
    nodes: {
      one: { type: 'add', x: 0, y: 0, width: 200 },
      two: { type: 'add', x: 300, y: 0, width: 200, connections: wired('one', 'sum') },
      off: { type: 'add', x: 0, y: 220, width: 200, disabled: true },
      folded: { type: 'add', x: 300, y: 220, width: 200, collapsed: true },
      gone: { type: 'no.such.type', x: 0, y: 440, width: 200 },
      sub: { type: 'graph:inner', x: 300, y: 440, width: 200 },
      fields: { type: 'controls', x: 640, y: 0, width: 260 },
    },
    groups: { g: { id: 'g', title: 'Sums', nodeIds: ['one', 'two'] } },
    comments: {
      c: { id: 'c', text: 'A note', x: 640, y: 800, width: 200, height: 90, color: 'blue' },
    },
    subgraphs: { inner: { version: 1, ...inner } },
  },
  panels: true,
};

/** The config when the function of `add` has been edited. */
const CHANGED = {
  version: 1,
  nodeTypes: [{ ...ADD, inputs: [{ name: 'first', type: 'number' }] }, CONTROLS],
};

/** What axe found in a part of the page that keeps people out, a line for each element. */
function findingsIn(page: Page, part: string): Promise<readonly string[]> {
  return page.evaluate(async (selector) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(selector, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary = '' }) => {
          const [, why = ''] = failureSummary.split('\n');
          return `${id} at ${target.join(' ')}: ${why.trim()}`;
        }),
      );
  }, part);
}

/** A state, the part of the editor it shows in, and the keys that lead there; `"text"` types. */
type State = readonly [name: string, part: string, ...keys: string[]];

/** What fades in has its colours when it has come. */
const FADED_MS = 160;

const MENU = '.mr-menu';
const CANVAS = '.mr-canvas';

const STATES: readonly State[] = [
  ['all of it', '.millrace'],
  ['a port with the focus', '[data-mr-node="one"]', 'Enter', 'Home', 'Enter', 'End'],
  ['a wire with the focus', '.mr-wire-focus', 'Enter', 'Home', 'Enter', 'End', 'ArrowRight'],
  ['all selected', CANVAS, 'Control+a'],
  ['the menu of the canvas', MENU, 'Shift+F10'],
  ['the menu of a node', MENU, 'Enter', 'Home', 'Shift+F10'],
  ['the menu of a port', MENU, 'Enter', 'Home', 'Enter', 'End', 'Shift+F10'],
  ['the menu of a wire', MENU, 'Enter', 'Home', 'Enter', 'End', 'ArrowRight', 'Shift+F10'],
  ['other types for a node', MENU, 'Enter', 'Home', 'Shift+R'],
  ['the list of ports', MENU, 'Enter', 'Home', 'Enter', 'End', 'Enter'],
  ['the menu to add a node', MENU, '/'],
  ['its search without a match', MENU, '/', '"zzzz"'],
  ['the command palette', MENU, 'Control+k'],
  ['the list of keys', 'dialog', '?'],
  ['a title while it is written', '.mr-title-field', 'Enter', 'Home', 'F2'],
  ['the search in the graph', '.mr-find', 'Control+f', '"add"'],
];

async function checkStates(page: Page): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const [name, part, ...keys] of STATES) {
    await page.locator(CANVAS).focus();
    for (const key of keys) {
      // A menu comes with its field.
      if (key.startsWith('"')) await page.locator('input:focus').waitFor();
      if (key.startsWith('"')) await page.keyboard.type(key.slice(1, -1));
      else await page.keyboard.press(key);
    }
    await page.locator(part).first().waitFor();
    await page.waitForTimeout(FADED_MS);
    found[name] = await findingsIn(page, part);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  }
  return found;
}

/** A group and a comment: their menus with colors, their words while they are written, one folded. */
async function checkMarks(page: Page): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  const parts = { group: '[data-mr-group]', comment: '[data-mr-comment]' };
  for (const [name, part] of Object.entries(parts)) {
    const mark = page.locator(part);
    const head = name === 'group' ? mark.locator('.mr-group-title') : mark;
    // What has the focus is in view; what is not has no background.
    await mark.focus();
    await head.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Color' }).click();
    await page.getByRole('menu').nth(1).waitFor();
    await page.waitForTimeout(FADED_MS);
    found[`the menu of ${name}`] = await findingsIn(page, MENU);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await mark.focus();
    await page.keyboard.press('F2');
    await page.locator('textarea:focus, input:focus').waitFor();
    found[`${name} while it is written`] = await findingsIn(page, part);
    await page.keyboard.press('Escape');
  }
  await page.locator(parts.group).focus();
  await page.keyboard.press('Alt+c');
  await node(page, 'one').waitFor({ state: 'detached' });
  found['a folded group'] = await findingsIn(page, CANVAS);
  await page.keyboard.press('Control+z');
  await node(page, 'one').waitFor();
  return found;
}

/** A subgraph, its ports in their dialog, and nodes whose function has changed. */
async function checkChanges(
  page: Page,
  config: object,
): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  await page.locator('[data-mr-node="sub"] .mr-node-title').click();
  await page.keyboard.press('Control+ArrowDown');
  await node(page, 'inside').waitFor();
  found['a subgraph'] = await findingsIn(page, CANVAS);
  await page.getByRole('navigation', { name: 'Graphs' }).getByRole('button').last().click();
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(FADED_MS);
  found['its ports'] = await findingsIn(page, 'dialog');
  await page.keyboard.press('Escape');
  await page.getByRole('navigation', { name: 'Graphs' }).getByRole('button').first().click();
  await page.evaluate((text) => window.host.setConfig(text), JSON.stringify(config));
  await page.locator('.mr-drift').first().waitFor();
  await page.waitForTimeout(FADED_MS);
  found['changed functions'] = await findingsIn(page, '.millrace');
  return found;
}

async function checkStatuses(page: Page): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  // One status for each node: all at once.
  await page.evaluate(() => {
    const error = { name: 'Error', message: 'too large', stack: 'Error: too large\n at x.ts:1' };
    const cause = { nodeId: 'one', reason: 'error' };
    window.host.setResults({
      one: { error },
      two: { cause },
      fields: { outputs: { result: 3 }, durationMs: 5, cached: true },
    });
    window.host.setStatuses({
      one: 'error',
      two: 'skipped',
      off: 'cancelled',
      folded: 'running',
      gone: 'waiting',
      sub: 'queued',
      fields: 'success',
    });
  });
  await page.waitForTimeout(FADED_MS);
  found['statuses'] = await findingsIn(page, CANVAS);
  if ((page.viewportSize()?.width ?? 0) < 720) return found;
  await page.locator(CANVAS).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Home');
  for (const tab of ['Output', 'Log', 'Docs']) {
    await page.getByRole('tab', { name: tab }).click();
    found[tab] = await findingsIn(page, '.mr-panel[data-side="right"]');
  }
  return { ...found, ...(await checkChanges(page, CHANGED)) };
}

async function checkAll(page: Page, shown: Shown): Promise<Record<string, readonly string[]>> {
  await openHost(page, [shown]);
  await page.evaluate(AXE);
  const found = {
    ...(await checkStates(page)),
    ...(await checkMarks(page)),
    ...(await checkStatuses(page)),
  };
  const bad = Object.entries(found).filter(([, findings]) => findings.length > 0);
  return Object.fromEntries(bad);
}

describe('[E12] axe finds nothing serious', () => {
  test.each([
    ['in the light theme', 'light', 1280],
    ['in the dark theme, 480 pixels wide', 'dark', 480],
  ] as const)('%s', (_, theme, width) =>
    onPage(async (page) => expect(await checkAll(page, { ...SHOWN, theme })).toEqual({}), {
      viewport: { width, height: 720 },
    })(),
  );

  test(
    'in the playground, with its toolbar, its nodes and the code of one',
    onPage(async (page) => {
      await openPlayground(page);
      await page.evaluate(AXE);
      expect(await findingsIn(page, 'body')).toEqual([]);
    }),
  );

  test(
    'in an empty editor, and in one that is only read',
    onPage(async (page) => {
      const empty = { ...SHOWN, graph: { version: 1, nodes: {} } };
      await openHost(page, [empty]);
      await page.evaluate(AXE);
      expect(await findingsIn(page, '.millrace')).toEqual([]);
      await show(page, [{ ...SHOWN, theme: 'dark', readOnly: true }]);
      expect(await findingsIn(page, '.millrace')).toEqual([]);
    }),
  );
});
