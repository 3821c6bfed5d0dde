/** What wires and ports say of types. */
import { describe, expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { parseConfig } from '../../src/index.js';
import type { Graph } from '../../src/index.js';
import { Inspector } from '../../component/index.js';
import { Catalog } from '../../component/store/catalog.js';
import { viewOfWire } from '../../component/surface/wire-view.js';
import { ENGLISH } from '../../component/text/english.js';
import { openEditor } from './editor.js';
import { node } from './nodes.js';

const ANY = { 'x-millrace': { variable: 'T' } };
const NUMBER = { type: 'number' };
const TEXT = { type: 'string' };
const out = (schema: object) => [{ name: 'r', schema }];

const config = parseConfig({
  version: 1,
  nodeTypes: [
    { type: 'num', inputs: [], outputs: out(NUMBER) },
    { type: 'int', inputs: [], outputs: out({ type: 'integer' }) },
    { type: 'text', inputs: [], outputs: out(TEXT) },
    { type: 'any', inputs: [], outputs: out({}) },
    { type: 'same', inputs: [{ name: 'x', schema: ANY }], outputs: out(ANY) },
    { type: 'take', inputs: [{ name: 'x', schema: NUMBER }], outputs: [] },
    {
      type: 'big',
      inputs: [{ name: 'x', schema: { type: 'integer', 'x-millrace': { format: 'bigint' } } }],
      outputs: [],
    },
  ],
}).config;

const from = (nodeId: string) => ({
  connections: { inputs: { x: [{ nodeId, portName: 'r' }] }, outputs: {} },
});
const title = (graph: Graph, fromId: string, to: string): string =>
  viewOfWire(
    { from: { nodeId: fromId, portName: 'r' }, to: { nodeId: to, portName: 'x' } },
    graph,
    { catalog: new Catalog(config), text: ENGLISH },
  ).title;
const line = (fromId: string, to: string): HTMLElement =>
  document.querySelector<HTMLElement>(
    `[data-mr-key='${JSON.stringify([fromId, 'r', to, 'x'])}'] .mr-wire-line`,
  )!;
const handle = (id: string, name: string): HTMLElement =>
  document.querySelector<HTMLElement>(`[data-mr-node="${id}"] [data-port-name="${name}"]`)!;

describe('a wire', () => {
  const graph: Graph = {
    version: 1,
    nodes: {
      int: node('int', 'int'),
      any: node('any', 'any'),
      big: node('big', 'big', from('int')),
      take: node('take', 'take', from('any')),
    },
  };

  test('names in words what converts its values', () => {
    openEditor({ config, defaultGraph: graph }, null);
    expect(title(graph, 'int', 'big')).toContain('converted: an integer becomes a bigint');
    expect(line('int', 'big')).toHaveAttribute('data-fit', 'adapted');
    expect(line('int', 'big').parentElement!.querySelector('.mr-wire-mark')).not.toBeNull();
  });

  test('says why it may not fit', () => {
    openEditor({ config, defaultGraph: graph }, null);
    expect(title(graph, 'any', 'take')).toMatch(/may not be a number; checked when it arrives/);
    expect(line('any', 'take')).toHaveAttribute('data-fit', 'unsafe');
  });
});

describe('[T6] a type parameter', () => {
  const graph: Graph = {
    version: 1,
    nodes: {
      num: node('num', 'num'),
      text: node('text', 'text'),
      one: node('one', 'same', from('num')),
      two: node('two', 'same', from('one')),
      take: node('take', 'take', from('two')),
    },
  };
  const replace = {
    type: 'connect',
    wire: { from: { nodeId: 'text', portName: 'r' }, to: { nodeId: 'one', portName: 'x' } },
  } as const;

  test('is what is wired in, through a chain, and follows another wire at its start', () => {
    const rendered: string[] = [];
    const { dispatch, getState } = openEditor(
      { config, defaultGraph: graph, onNodeRender: (id) => rendered.push(id) },
      null,
    );
    expect(line('two', 'take')).toHaveAttribute('data-fit', 'exact');
    expect(handle('two', 'r').title).toBe('a number');
    const before = [line('two', 'take').dataset['color'], handle('two', 'r').style.cssText];
    rendered.length = 0;
    dispatch(replace);
    expect(line('two', 'take')).toHaveAttribute('data-fit', 'unsafe');
    expect(title(getState().graph, 'two', 'take')).toContain('a text may not be a number');
    expect(handle('two', 'r').title).toBe('a text');
    expect(handle('one', 'x').title).toBe('a text');
    const after = [line('two', 'take').dataset['color'], handle('two', 'r').style.cssText];
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(new Set(rendered)).toEqual(new Set(['num', 'one', 'text']));
    dispatch({ type: 'undo' });
    expect(line('two', 'take')).toHaveAttribute('data-fit', 'exact');
    expect(handle('two', 'r').title).toBe('a number');
  });

  test('is told in the docs of a node that did not change itself', async () => {
    const { dispatch } = openEditor({ config, defaultGraph: graph }, <Inspector />);
    dispatch({ type: 'select', ids: ['two'] });
    await userEvent.click(screen.getByRole('tab', { name: 'Docs' }));
    expect(screen.getAllByText(/^a number/)).toHaveLength(2);
    dispatch(replace);
    expect(screen.getAllByText(/^a text/)).toHaveLength(2);
  });

  test('that a new config has no more is taken back', () => {
    const { receive } = openEditor({ config, defaultGraph: graph }, null);
    const nodeTypes = config.nodeTypes.map((type) =>
      type.type === 'same'
        ? { type: 'same', inputs: [{ name: 'x', schema: NUMBER }], outputs: out(NUMBER) }
        : type,
    );
    receive({ config: { version: 1, nodeTypes } });
    expect(handle('two', 'r').title).toBe('');
    expect(handle('two', 'r').style.getPropertyValue('--mr-handle')).toBe('');
  });
});
