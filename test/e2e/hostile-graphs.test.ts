/** Graphs no editor wrote: each is shown, stays editable, and loses nothing that could be kept. */
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { onPage, useBrowser } from './browser-test.js';
import { drag, graphOf, node, openHost, port, show, shownIds, shownWires } from './editor-page.js';

useBrowser();

const text = (name: string, more: object = {}) => ({
  name,
  type: 'string',
  controls: [{ type: 'text', name, label: name }],
  ...more,
});

const CONFIG = {
  version: 1,
  nodeTypes: [
    {
      type: 'join',
      label: 'Join',
      inputs: [text('a'), text('b')],
      outputs: [{ name: 'out', type: 'string' }],
    },
    {
      type: 'pick',
      label: 'Pick',
      inputs: [
        {
          name: 'some',
          type: 'array<string>',
          schema: { type: 'array', items: { enum: ['x', 'y'] } },
          controls: [{ type: 'multiselect', name: 'some', label: 'some', options: ['x', 'y'] }],
        },
      ],
      outputs: [{ name: 'out', type: 'string' }],
    },
  ],
};

const at = (x: number) => ({ x, y: 0, width: 200 });
const into = (port: string, nodeId: unknown, portName: unknown = 'out') => ({
  inputs: { [port]: [{ nodeId, portName }] },
  outputs: {},
});

/** A sound node, to see that the rest of the graph is there. */
const SOUND = { id: 'sound', type: 'join', ...at(600), inputData: {}, connections: {} };

/** Nodes by id as JSON: in a literal `__proto__` would be something else. */
const HOSTILE: Record<string, string> = {
  'no inputData': '"n": {"id":"n","type":"join","x":0,"y":0,"width":200,"connections":{}}',
  'no connections': '"n": {"id":"n","type":"join","x":0,"y":0,"width":200,"inputData":{}}',
  'connections without inputs': '"n": {"id":"n","type":"join","connections":{"outputs":{}}}',
  'a null among the connections':
    '"n": {"id":"n","type":"join","connections":{"inputs":{"a":null,"b":[null]}}}',
  'null for a multiselect': '"n": {"id":"n","type":"pick","inputData":{"some":{"some":null}}}',
  'the type constructor': '"n": {"id":"n","type":"constructor"}',
  'the type __proto__': '"n": {"id":"n","type":"__proto__"}',
  'the type toString': '"n": {"id":"n","type":"toString"}',
  'an unknown type': '"n": {"id":"n","type":"gone","inputData":{"a":{"a":"kept"}}}',
  'the id __proto__': '"__proto__": {"id":"__proto__","type":"join"}',
  'the id constructor': '"constructor": {"id":"constructor","type":"join"}',
  'an id with a quote': '"a\\"b": {"id":"a\\"b","type":"join"}',
  'an id with a backslash': '"a\\\\": {"id":"a\\\\","type":"join"}',
  'an id with markup': '"<img src=x onerror=hit()>": {"type":"join"}',
  'a string ref': '"n": {"id":"n","type":"join","ref":"x","key":"y","children":"z"}',
  'places that are none': '"n": {"id":"n","type":"join","x":null,"y":"12","width":-5}',
  'an id that differs from its key': '"n": {"id":"other","type":"join"}',
  'a wire to nowhere':
    '"n": {"id":"n","type":"join","connections":{"inputs":{"a":[{"nodeId":"gone","portName":"out"}]}}}',
  'a wire into no port':
    '"n": {"id":"n","type":"join","connections":{"inputs":{"z":[{"nodeId":"sound","portName":"out"}]}}}',
  'a wire from no port':
    '"n": {"id":"n","type":"join","connections":{"inputs":{"a":[{"nodeId":"sound","portName":"z"}]}}}',
  'two wires into one input':
    '"n": {"id":"n","type":"join","connections":{"inputs":{"a":[{"nodeId":"sound","portName":"out"},{"nodeId":"n","portName":"out"}]}}}',
  'a wire to itself':
    '"n": {"id":"n","type":"join","connections":{"inputs":{"a":[{"nodeId":"n","portName":"out"}]}}}',
  'an output wire to nowhere':
    '"n": {"id":"n","type":"join","connections":{"outputs":{"out":[{"nodeId":"gone","portName":"a"}]}}}',
  'values of the wrong type':
    '"n": {"id":"n","type":"join","inputData":{"a":{"a":{"deep":[1]}},"b":{"b":7}}}',
  'data that pollutes':
    '"n": {"id":"n","type":"join","inputData":{"__proto__":{"polluted":1}},"connections":{"inputs":{"__proto__":[{"nodeId":"__proto__","portName":"__proto__"}]}}}',
  'fields nobody knows': '"n": {"id":"n","type":"join","color":"red","mine":{"a":[1]}}',
};

/** What else a document holds, in shapes that it never has: kept as it is, whatever is drawn of it. */
const ODD_PARTS: Record<string, string> = {
  'groups that are a list': '"groups": [1]',
  'groups of no shape':
    '"groups": {"a":null,"b":7,"c":{},"d":{"id":"d","nodeIds":"sound"},"e":{"nodeIds":[null,"gone",{}]}}',
  'a node in two groups':
    '"groups": {"a":{"id":"a","title":"A","nodeIds":["sound"]},"b":{"id":"b","title":"B","nodeIds":["sound","sound"]}}',
  'a group named __proto__ with markup':
    '"groups": {"__proto__":{"id":"x","title":"<img src=x onerror=hit()>","nodeIds":["sound"],"color":"url(x)"}}',
  'comments of no shape':
    '"comments": {"a":null,"b":[],"c":{"text":{"deep":1}},"d":{"id":"d","text":"x","x":"1","y":null,"width":-3,"height":1e99}}',
  'a comment with a string ref':
    '"comments": {"a":{"id":"a","text":"<b>x</b>","x":0,"y":300,"width":200,"height":80,"ref":"r","color":"none"}}',
  'a viewport of words': '"viewport": {"x":"left","y":null,"scale":"big"}',
  'a viewport without extent': '"viewport": {"x":1e308,"y":-1e308,"scale":0}',
  'subgraphs that are no graphs': '"subgraphs": {"a":null,"b":7,"c":[]}',
  'a subgraph in itself':
    '"subgraphs": {"a":{"version":1,"nodes":{"n":{"type":"graph:a"}}},"__proto__":{"version":1,"nodes":{}}}',
  'ports of no shape': '"ports": {"inputs":[null,{"name":1}],"outputs":"all"}',
  'signatures of no shape': '"signatures": {"1:x":null,"1:y":{"inputs":"a"}}',
  'fields nobody knows': '"mine": {"a":[1,{"b":null}]}',
};

/** The same of the two nodes of a wire. */
const ODD_NODES: Record<string, string> = {
  'points of no shape':
    '"n": {"type":"join","connections":{"inputs":{"a":[{"nodeId":"sound","portName":"out","points":"x"}],"b":[{"nodeId":"sound","portName":"out","points":[null,{"x":"1"},{"x":1,"y":1e400}]}]}}}',
  'looks of no shape':
    '"n": {"type":"join","disabled":"yes","collapsed":1,"pinned":["out"],"settings":7,"title":{"a":1}}',
  'a subgraph that is not there': '"n": {"type":"graph:gone"}',
};

const graphWith = (nodes: string): object =>
  JSON.parse(`{"version":1,"nodes":{${nodes},"sound":${JSON.stringify(SOUND)}}}`) as object;

/** Nothing broke, and nothing ran that came with the data. */
async function expectUnharmed(page: Page): Promise<void> {
  expect(await page.locator('[role=alert]').allTextContents()).toEqual([]);
  expect(await page.evaluate(() => [window.host.errors, 'polluted' in {}])).toEqual([[], false]);
}

async function expectEditable(page: Page, ids: readonly string[]): Promise<void> {
  await expectUnharmed(page);
  expect((await shownIds(page)).sort()).toEqual(ids);
  await node(page, 'sound').getByRole('textbox', { name: 'a' }).fill('still here');
  const saved = await graphOf<{ nodes: Record<string, unknown> }>(page);
  expect(Object.keys(saved.nodes).sort()).toEqual(ids);
  expect(saved.nodes['sound']).toMatchObject({ inputData: { a: { a: 'still here' } } });
  await page.locator('[data-flume-component="stage"]').click({ position: { x: 20, y: 20 } });
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  expect(await shownIds(page)).toEqual([]);
  await page.keyboard.press('Control+z');
  expect((await shownIds(page)).sort()).toEqual(ids);
  await expectUnharmed(page);
}

async function expectKept(page: Page, graph: Readonly<Record<string, unknown>>): Promise<void> {
  await expectEditable(page, ['sound']);
  const { version: _version, nodes: _nodes, ...parts } = graph;
  expect(putBack(await graphOf<SavedGraph>(page))).toMatchObject(parts);
}

interface SavedGraph {
  readonly unread?: readonly { readonly path: readonly string[]; readonly value: unknown }[];
}

/** A saved graph with what could not be read where it was. */
function putBack({ unread = [], ...graph }: SavedGraph): object {
  for (const { path, value } of unread) {
    let place = graph as Record<string, unknown>;
    for (const key of path.slice(0, -1)) {
      if (!Object.hasOwn(place, key)) setOwn(place, key, {});
      place = place[key] as Record<string, unknown>;
    }
    setOwn(place, path.at(-1)!, value);
  }
  return graph;
}

const setOwn = (record: object, key: string, value: unknown): object =>
  Object.defineProperty(record, key, { value, enumerable: true, configurable: true });

describe('a graph that no editor wrote', () => {
  // One page for all: loading it takes longer than any of them.
  test(
    'is shown, stays editable and loses no node',
    onPage(async (page) => {
      await openHost(page, []);
      const failures: Record<string, string> = {};
      for (const [what, nodes] of Object.entries({ ...HOSTILE, ...ODD_NODES })) {
        const graph = graphWith(nodes);
        const ids = Object.keys((graph as { nodes: object }).nodes).sort();
        await show(page, [{ config: CONFIG, graph }]);
        await expectEditable(page, ids).catch((error: Error) => {
          failures[what] = error.message;
        });
      }
      expect(failures).toEqual({});
    }),
  );

  test(
    'keeps all that is odd in it through an edit, and an undo',
    onPage(async (page) => {
      await openHost(page, []);
      const failures: Record<string, string> = {};
      for (const [what, part] of Object.entries(ODD_PARTS)) {
        const json = `{"version":1,"nodes":{"sound":${JSON.stringify(SOUND)}},${part}}`;
        const graph = JSON.parse(json) as Record<string, unknown>;
        await show(page, [{ config: CONFIG, graph }]);
        await expectKept(page, graph).catch((error: Error) => {
          failures[what] = error.message;
        });
      }
      expect(failures).toEqual({});
    }),
  );

  const DOCUMENTS: readonly (readonly [what: string, graph: object, ids: readonly string[]])[] = [
    ['an array', [], []],
    ['empty', {}, []],
    ['without a node map', { version: 1, nodes: null }, ['nodes', 'version']],
    ['with a null node', { version: 1, nodes: { n: null, sound: SOUND } }, ['n', 'sound']],
  ];

  test(
    'and hardly is one is shown with what it has',
    onPage(async (page) => {
      await openHost(page, []);
      const shown: Record<string, readonly string[]> = {};
      for (const [what, graph] of DOCUMENTS) {
        await show(page, [{ config: CONFIG, graph }]);
        await expectUnharmed(page);
        shown[what] = (await shownIds(page)).sort();
      }
      expect(shown).toEqual(Object.fromEntries(DOCUMENTS.map(([what, , ids]) => [what, ids])));
    }),
  );
});

describe('markup', () => {
  const EVIL = '<img src=x onerror="window.hit = true">';

  test(
    'in labels, values and ids is text',
    onPage(async (page) => {
      const port = text(EVIL, { label: EVIL, description: EVIL });
      const type = {
        type: EVIL,
        label: EVIL,
        description: EVIL,
        category: EVIL,
        inputs: [port],
        outputs: [{ ...port, controls: [] }],
      };
      const config = { version: 1, nodeTypes: [type] };
      const evil = { type: EVIL, title: EVIL, ...at(0), inputData: { [EVIL]: { [EVIL]: EVIL } } };
      const graph = { version: 1, nodes: { [EVIL]: evil } };
      await openHost(page, [{ config, graph }]);
      expect(await shownIds(page)).toEqual([EVIL]);
      expect(await page.getByRole('textbox').inputValue()).toBe(EVIL);
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.evaluate(() => 'hit' in window)).toBe(false);
    }),
  );
});

describe('a node type', () => {
  test(
    'that goes while it is used leaves a placeholder, and finds its values when it comes back',
    onPage(async (page) => {
      const n = { type: 'join', ...at(0), inputData: { b: { b: 'kept' } } };
      const graph = { version: 1, nodes: { n, sound: { ...SOUND, connections: into('a', 'n') } } };
      await openHost(page, [{ config: CONFIG, graph }]);
      const setConfig = (config: object) =>
        page.evaluate((json) => window.host.setConfig(json), JSON.stringify(config));
      await setConfig({ ...CONFIG, nodeTypes: CONFIG.nodeTypes.slice(1) });
      await node(page, 'n').getByText('no node type').waitFor();
      expect(await shownWires(page)).toEqual(['n.out > sound.a']);
      await expectUnharmed(page);
      await setConfig(CONFIG);
      await node(page, 'n').getByText('no node type').waitFor({ state: 'detached' });
      expect(await node(page, 'n').getByRole('textbox', { name: 'b' }).inputValue()).toBe('kept');
      expect(await shownWires(page)).toEqual(['n.out > sound.a']);
      await expectUnharmed(page);
    }),
  );
});

describe('a wire drawn by hand', () => {
  const pair = {
    version: 1,
    nodes: {
      __proto__x: { type: 'join', ...at(0) },
      'a"b\\': { type: 'join', ...at(300) },
    },
  };

  test(
    'works between nodes with any ids, and can be taken off again',
    onPage(async (page) => {
      await openHost(page, [{ config: CONFIG, graph: pair }]);
      const [from, to] = [node(page, '__proto__x'), node(page, 'a"b\\')];
      await drag(page, port(from, 'output', 'out'), port(to, 'input', 'a'));
      expect(await shownWires(page)).toEqual(['__proto__x.out > a"b\\.a']);
      const saved = await graphOf<{ nodes: Record<string, { connections: unknown }> }>(page);
      expect(saved.nodes['a"b\\']!.connections).toMatchObject(into('a', '__proto__x'));
      await drag(page, port(to, 'input', 'a'), page.locator('.mr-grid'));
      expect(await shownWires(page)).toEqual([]);
    }),
  );

  test(
    'into a cycle is refused, and the reason stands at the pointer',
    onPage(async (page) => {
      const graph = {
        version: 1,
        nodes: {
          one: { type: 'join', ...at(0) },
          two: { type: 'join', ...at(300), connections: into('a', 'one') },
        },
      };
      await openHost(page, [{ config: CONFIG, graph }]);
      await drag(
        page,
        port(node(page, 'two'), 'output', 'out'),
        port(node(page, 'one'), 'input', 'a'),
      );
      await page.locator('.mr-hint', { hasText: /cycle|circle|loop/i }).waitFor();
      expect(await shownWires(page)).toEqual(['one.out > two.a']);
    }),
  );
});
