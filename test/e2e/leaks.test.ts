/** A page that shows and removes editors all day keeps nothing of them. */
import { expect, test } from '@jest/globals';
import type { CDPSession, Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { middleOf, node, openHost, show } from './editor-page.js';

useBrowser();

const code = { type: 'code', name: 'text', label: 'Text', language: 'json' };
const CONFIG = {
  version: 1,
  nodeTypes: [
    {
      type: 'sum',
      label: 'Sum',
      inputs: [
        { name: 'a', type: 'number' },
        { name: 'text', type: 'string', controls: [code] },
      ],
      outputs: [{ name: 'sum', type: 'number' }],
    },
  ],
};
const wired = { inputs: { a: [{ nodeId: 'one', portName: 'sum' }] }, outputs: {} };
const GRAPH = {
  version: 1,
  viewport: { x: 30, y: 30, scale: 1 },
  nodes: {
    one: { type: 'sum', x: 0, y: 0, width: 220 },
    two: { type: 'sum', x: 300, y: 60, width: 220, connections: wired },
  },
};
const EDITORS = [{ config: CONFIG, graph: GRAPH, panels: true }];

/** What is alive in a page after its garbage was collected. */
interface Alive {
  /** Of documents, attached or not. */
  readonly nodes: number;
  readonly listeners: number;
  /** Objects and functions of scripts. Bytes say nothing: the engine compiles more and more code. */
  readonly objects: number;
}

async function countAlive(page: Page, session: CDPSession): Promise<Alive> {
  await page.evaluate(() => {
    window.host.renders.clear();
    // React's timings, which a browser keeps for whoever measures.
    performance.clearMeasures();
    performance.clearMarks();
  });
  // What was held by what was just freed goes with the next collection.
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)!.value;
  const objects = countObjects(await takeSnapshot(session));
  return { nodes: of('Nodes'), listeners: of('JSEventListeners'), objects };
}

/** A heap snapshot of V8: its nodes are rows of a table. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: string[]; readonly node_types: string[][] };
  };
  readonly nodes: readonly number[];
}

async function takeSnapshot(session: CDPSession): Promise<Snapshot> {
  const chunks: string[] = [];
  const collect = ({ chunk }: { chunk: string }): void => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', collect);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', collect);
  return JSON.parse(chunks.join('')) as Snapshot;
}

function countObjects({ snapshot, nodes }: Snapshot): number {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const kinds = types[0]!;
  let count = 0;
  for (let row = 0; row < nodes.length; row += fields.length) {
    if (['object', 'closure'].includes(kinds[nodes[row]!]!)) count += 1;
  }
  return count;
}

/** What an editor may be doing when its page takes it away. */
const BUSY: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'a menu is open': async (page) => {
    await page.getByRole('application').press('/');
    await page.locator('.mr-menu').waitFor();
  },
  'a node is dragged': async (page) => {
    const { x, y } = await middleOf(node(page, 'one').locator('.mr-node-header'));
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 40, y + 40, { steps: 2 });
  },
  'a number is typed': async (page) => {
    await node(page, 'two').getByRole('textbox').first().click();
    await page.keyboard.type('12');
  },
  'nodes run': (page) =>
    page.evaluate(() => window.host.setStatuses({ one: 'success', two: 'running' })),
};

async function comeAndGo(page: Page, busy: (page: Page) => Promise<void>): Promise<void> {
  await show(page, EDITORS);
  await node(page, 'two').waitFor();
  await busy(page);
  await show(page, []);
  await page.mouse.up();
}

test(
  'after a hundred editors have come and gone, also in the midst of something, nothing is left',
  onPage(async (page) => {
    await openHost(page, EDITORS);
    await page.locator('.cm-editor').first().waitFor();
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    // What is loaded and made once, is.
    for (const busy of Object.values(BUSY)) await comeAndGo(page, busy);
    const before = await countAlive(page, session);
    const first = await page.evaluate(() => document.querySelectorAll('*').length);
    for (const busy of Object.values(BUSY)) {
      for (let round = 0; round < 2; round += 1) await comeAndGo(page, busy);
    }
    await page.evaluate(async (json) => {
      for (let round = 0; round < 92; round += 1) {
        window.host.show(json, { strict: round % 2 === 0 });
        // Long enough for effects and what they put off.
        await new Promise((resolve) => {
          setTimeout(resolve, 10);
        });
        window.host.show('[]');
      }
    }, JSON.stringify(EDITORS));
    await page.waitForTimeout(500);
    const after = await countAlive(page, session);
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBe(first);
    // One editor has more of each.
    expect(after.nodes - before.nodes).toBeLessThan(100);
    expect(after.listeners - before.listeners).toBeLessThan(50);
    expect(after.objects - before.objects).toBeLessThan(1_000);
  }),
);
