/** Signatures that change while an editor is open: the plugin's hot updates in a real browser. */
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { node, port } from './editor-page.js';
import { startApp } from './hot-app.js';
import type { HotApp } from './hot-app.js';

// A server that has to start Python on a machine that does something else.
jest.setTimeout(240_000);
useBrowser();

let app: HotApp | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const GRAPH = {
  version: 1,
  nodes: {
    price: { id: 'price', type: 'nodes.price', x: 60, y: 80, inputData: { pieces: { pieces: 7 } } },
    tax: {
      id: 'tax',
      type: 'tax.tax',
      x: 420,
      y: 80,
      connections: { inputs: { amount: [{ nodeId: 'price', portName: 'result' }] } },
    },
  },
};
const NODES = `/** The price. */
export function price(pieces: number, each = 2.5): number {
  return pieces * each;
}
`;
const TAX = `def tax(amount: float, percent: float = 19) -> float:
    """The tax."""
    return amount * percent / 100
`;

/** With Fast Refresh nothing has to be said about hot updates. */
const REFRESHED = {
  'nodes.ts': NODES,
  'tax.py': TAX,
  'main.tsx': `
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
createRoot(document.getElementById('root')!).render(<App />);
`,
  'app.tsx': `
import { useState } from 'react';
import { FlowEditor } from 'millrace/react';
import 'millrace/react/style.css';
import { config } from './{nodes.ts,tax.py}?millrace';

export function App() {
  const [graph, setGraph] = useState<object>(${JSON.stringify(GRAPH)});
  Object.assign(globalThis, { shown: graph, types: config.nodeTypes.map(({ type }) => type) });
  return (
    <div style={{ height: '100vh' }}>
      <FlowEditor config={config} graph={graph} onGraphChange={setGraph} />
    </div>
  );
}
`,
};

/** Without it an app accepts the module itself; here one that is kept as a file, and Python runs. */
const PLAIN = {
  'nodes.ts': NODES,
  'tax.py': TAX,
  'main.tsx': `
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { JobRunner } from 'millrace';
import { createPyodide } from 'millrace/python';
import { FlowEditor } from 'millrace/react';
import 'millrace/react/style.css';
import { indexURL } from 'virtual:millrace/pyodide';
import * as nodes from './nodes.millrace.generated.ts';
import * as tax from './tax.py?millrace';

const root = createRoot(document.getElementById('root')!);
const show = ({ config }: { config: object }) =>
  root.render(
    createElement(
      'div',
      { style: { height: '100vh' } },
      createElement(FlowEditor, { config, defaultGraph: ${JSON.stringify(GRAPH)} }),
    ),
  );
show(nodes);
import.meta.hot?.accept('./nodes.millrace.generated.ts', (next) => next && show(next));

const python = createPyodide({ indexURL, modules: tax.python });
import.meta.hot?.accept('./tax.py?millrace', (next) => next && python.addModules(next.python));

Object.assign(globalThis, {
  run: async () => {
    const graph = { version: 1, nodes: { tax: { type: 'tax.tax', inputData: { amount: { amount: 100 } } } } };
    const result = await new JobRunner(tax.config, { functions: {}, python }).run(graph);
    return result.nodes.tax?.outputs.result ?? JSON.stringify(result.nodes.tax);
  },
});
`,
};

/** The page as it was opened: a reload would forget it. */
async function open(page: Page, { url }: HotApp): Promise<() => Promise<boolean>> {
  // The server starts Python when the page first asks for its nodes.
  page.setDefaultTimeout(60_000);
  await page.goto(url);
  await node(page, 'price').waitFor();
  await page.evaluate(() => Object.assign(globalThis, { sameAsBefore: true }));
  return () => page.evaluate(() => 'sameAsBefore' in globalThis);
}

/** Asks until the answer is right. */
async function eventually<T>(
  ask: () => Promise<T>,
  isRight: (answer: T) => boolean,
): Promise<void> {
  let answer = await ask();
  for (const end = Date.now() + 15_000; !isRight(answer); answer = await ask()) {
    if (Date.now() > end) throw new Error(`it stays ${String(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('a signature that changes on disk', () => {
  test(
    'changes the nodes of the open editor, in both languages, and keeps its graph',
    onPage(async (page) => {
      app = await startApp(REFRESHED, '[react(), millrace()]');
      const isSamePage = await open(page, app);
      const price = node(page, 'price');
      const pieces = price.getByRole('textbox', { name: 'Pieces' });
      await pieces.fill('12');
      const before = await price.boundingBox();

      app.edit('nodes.ts', 'each = 2.5', 'each = 2.5, discount = 0');
      await port(price, 'input', 'discount').waitFor();
      app.edit('tax.py', 'percent: float = 19', 'percent: float = 19, rounded: bool = False');
      await port(node(page, 'tax'), 'input', 'rounded').waitFor();

      expect(await isSamePage()).toBe(true);
      expect(await pieces.inputValue()).toBe('12');
      expect(await price.boundingBox()).toMatchObject({ x: before!.x, y: before!.y });
      const graph = await page.evaluate(
        () => JSON.parse(JSON.stringify((globalThis as { shown?: unknown }).shown)) as typeof GRAPH,
      );
      expect(graph.nodes.price.inputData).toMatchObject({ pieces: { pieces: 12 } });
      expect(graph.nodes.tax.connections.inputs.amount).toEqual([
        { nodeId: 'price', portName: 'result' },
      ]);
    }),
  );

  test(
    'with an error shows where, and the editor lives on, also when it is mended',
    onPage(
      async (page) => {
        app = await startApp(REFRESHED, '[react(), millrace()]');
        const isSamePage = await open(page, app);
        const overlay = page.locator('vite-error-overlay');

        app.edit('nodes.ts', 'return pieces', 'retrun pieces');
        await overlay.waitFor();
        const text = await overlay.locator('.message-body').innerText();
        expect(text).toMatch(/nodes\.ts:3:\d+ - error syntax/);
        expect(await overlay.locator('.file').innerText()).toMatch(/nodes\.ts:3:\d+/);
        expect(await overlay.locator('.frame').innerText()).toContain('retrun pieces * each;');
        expect(await node(page, 'price').count()).toBe(1);

        app.edit('nodes.ts', 'retrun pieces', 'return pieces');
        await overlay.waitFor({ state: 'detached' });
        app.edit('tax.py', 'percent: float = 19', 'percent: float = ');
        await overlay.waitFor();
        expect(await overlay.locator('.message-body').innerText()).toMatch(/tax\.py:1/);
        app.edit('tax.py', 'percent: float = ', 'percent: float = 7, country: str = "AT"');
        await port(node(page, 'tax'), 'input', 'country').waitFor();
        await overlay.waitFor({ state: 'detached' });
        expect(await isSamePage()).toBe(true);
      },
      { allow: /error syntax|python-import|tax\.py:1/ },
    ),
  );

  test(
    'reaches an app without Fast Refresh by one line, and running Python by another',
    onPage(async (page) => {
      app = await startApp(PLAIN, "[millrace({ include: 'nodes.ts' })]");
      const isSamePage = await open(page, app);
      const run = (): Promise<unknown> =>
        page.evaluate(() => (globalThis as unknown as { run(): Promise<unknown> }).run());
      expect(await run()).toBe(19);

      app.edit('nodes.ts', 'each = 2.5', 'each = 2.5, discount = 0');
      await port(node(page, 'price'), 'input', 'discount').waitFor();
      expect(app.read('nodes.millrace.generated.ts')).toContain("name: 'discount'");
      app.edit('tax.py', 'percent / 100', 'percent / 100 + 1');
      await eventually(run, (value) => value === 20);
      expect(await isSamePage()).toBe(true);
    }),
  );

  test(
    'in a file that is new or gone changes the nodes of a pattern',
    onPage(async (page) => {
      app = await startApp(
        {
          ...REFRESHED,
          'app.tsx': REFRESHED['app.tsx'].replace('./{nodes.ts,tax.py}', './{nodes,more}.ts'),
        },
        '[react(), millrace()]',
      );
      const isSamePage = await open(page, app);
      const types = (): Promise<readonly string[]> =>
        page.evaluate(() => (globalThis as unknown as { types: readonly string[] }).types);
      expect(await types()).toEqual(['nodes.price']);
      app.save('more.ts', 'export function another(a: number): number { return a; }');
      await eventually(types, (found) => found.includes('more.another'));
      app.remove('more.ts');
      await eventually(types, (found) => !found.includes('more.another'));
      expect(await isSamePage()).toBe(true);
    }),
  );
});
