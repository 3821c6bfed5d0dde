import { describe, expect, test } from '@jest/globals';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { parseConfig, parseGraph } from '../../../src/index.js';
import { ITEM_COLORS } from '../../../src/graph/item-color.js';
import type { AddPurpose } from '../../../component/open-menu.js';
import { api, card, Host } from '../host.js';

const number = (name: string) => ({ name, type: 'number' });
const text = (name: string) => ({ name, type: 'string' });
const whole = (name: string) => ({ name, type: 'integer' });
const date = (name: string) => ({ name, type: 'date', schema: { type: 'object', properties: {} } });
const { config } = parseConfig({
  version: 1,
  nodeTypes: [
    { type: 'words', label: 'Words', inputs: [whole('t')], outputs: [whole('t')] },
    { type: 'sum', label: 'Sum', inputs: [text('label'), number('n')], outputs: [number('n')] },
    { type: 'when', label: 'When', inputs: [date('d')], outputs: [date('d')] },
    { type: 'none', label: 'None' },
  ],
});
const wire = { from: { nodeId: 'a', portName: 'n' }, to: { nodeId: 'b', portName: 'n' } };
const { graph } = parseGraph(
  {
    version: 1,
    nodes: {
      a: { type: 'sum', x: 0, y: 0 },
      b: {
        type: 'sum',
        x: 400,
        y: 0,
        inputData: { label: { label: 'x' } },
        connections: { inputs: { n: [wire.from] } },
      },
    },
  },
  config,
);

function open(purpose: AddPurpose): void {
  render(<Host config={config} graph={undefined as never} defaultGraph={graph} />);
  act(() => api().openAddMenu({ x: 300, y: 200 }, purpose));
}

const rows = (): (string | null)[] =>
  screen.queryAllByRole('option').map((row) => row.querySelector('.mr-add-text')!.textContent);
const steps = (): number => api().getState().history.undo.length;
const nodes = () => api().getState().graph.nodes;

describe('[E6] the menu at the end of a wire', () => {
  test('lists what fits, the best first, and says which port it takes', () => {
    open({ type: 'wire', end: { nodeId: 'a', portName: 'n', side: 'output' } });
    expect(screen.getByRole('dialog', { name: 'Add a connected node' })).toBeVisible();
    expect(rows()).toEqual(['Sumas n', 'Wordsas t, may not fit']);
  });

  test('adds and wires the chosen one in one step, and gives it the focus', async () => {
    open({ type: 'wire', end: { nodeId: 'a', portName: 'n', side: 'output' } });
    await userEvent.keyboard('{Enter}');
    expect(nodes()['sum']!.connections.inputs).toEqual({ n: [wire.from] });
    expect(steps()).toBe(1);
    expect([...api().getState().selection]).toEqual(['sum']);
    expect(card('sum')).toHaveFocus();
    act(() => api().dispatch({ type: 'undo' }));
    expect(Object.keys(nodes())).toEqual(['a', 'b']);
  });

  test('takes the place of the wire that was taken off, and of the one that is there', async () => {
    const end = { nodeId: 'b', portName: 'n', side: 'input' } as const;
    open({ type: 'wire', end });
    await userEvent.keyboard('sum{Enter}');
    expect(nodes()['b']!.connections.inputs).toEqual({ n: [{ nodeId: 'sum', portName: 'n' }] });
    expect(nodes()['a']!.connections.outputs).toEqual({});
  });

  test('says when nothing fits', () => {
    open({ type: 'wire', end: { nodeId: 'gone', portName: 'n', side: 'output' } });
    expect(screen.getByText('No node type fits here.')).toBeVisible();
  });
});

test('[E6] a node is put into a wire in one step', async () => {
  open({ type: 'insert', wire });
  expect(rows()).toEqual(['Sumas n → n', 'Wordsas t → t, may not fit']);
  await userEvent.keyboard('{Enter}');
  expect(nodes()['sum']!.connections).toEqual({
    inputs: { n: [wire.from] },
    outputs: { n: [wire.to] },
  });
  expect(nodes()['b']!.connections.inputs).toEqual({ n: [{ nodeId: 'sum', portName: 'n' }] });
  expect(steps()).toBe(1);
});

describe('[E7] the menu to replace a node', () => {
  test('lists what keeps most first, and not the type itself', () => {
    open({ type: 'replace', nodeIds: ['b'] });
    expect(rows()).toEqual(['Wordskeeps all wires', 'Noneloses 1 wire', 'Whenloses 1 wire']);
  });

  test('says what was lost', async () => {
    open({ type: 'replace', nodeIds: ['b'] });
    await userEvent.keyboard('when{Enter}');
    expect(nodes()['b']!.type).toBe('when');
    expect(document.querySelector('.mr-hint')).toHaveTextContent(
      'Lost in the change: the wire at n, the value of label',
    );
    expect(steps()).toBe(1);
  });

  test('takes several nodes at once', async () => {
    open({ type: 'replace', nodeIds: ['a', 'b'] });
    expect(screen.getByRole('dialog', { name: 'Replace 2 nodes' })).toBeVisible();
    await userEvent.keyboard('words{Enter}');
    expect(Object.values(nodes()).map(({ type }) => type)).toEqual(['words', 'words']);
    expect(steps()).toBe(1);
  });
});

describe('context menus', () => {
  const items = (): (string | null | undefined)[] =>
    screen
      .getAllByRole('menuitem')
      .map((item) => item.querySelector('.mr-menu-label')?.textContent);
  const canvas = (): HTMLElement => screen.getByRole('application');

  test('of the canvas add where the pointer is, and offer what can be done now', async () => {
    render(<Host config={config} defaultGraph={graph} graph={undefined as never} />);
    fireEvent.contextMenu(canvas(), { clientX: 30, clientY: 40 });
    expect(items().slice(0, 2)).toEqual(['Add a node', 'Add a comment']);
    expect(items()).not.toContain('Leave the subgraph');
    await userEvent.click(screen.getByRole('menuitem', { name: 'Add a node' }));
    await userEvent.keyboard('none{Enter}');
    expect(nodes()['none']).toMatchObject({ type: 'none' });
  });

  test('of the canvas put a comment where the pointer is', async () => {
    render(<Host config={config} defaultGraph={graph} graph={undefined as never} />);
    fireEvent.contextMenu(canvas(), { clientX: 30, clientY: 40 });
    await userEvent.click(screen.getByRole('menuitem', { name: 'Add a comment' }));
    const { comments = {} } = api().getState().graph;
    expect(Object.values(comments)).toMatchObject([{ x: 30, y: 40 }]);
    expect(screen.getByRole('textbox', { name: 'Text of the comment' })).toHaveFocus();
  });

  test('by a key are those of what is selected, while the canvas has the focus', () => {
    render(<Host config={config} defaultGraph={graph} graph={undefined as never} />);
    act(() => api().dispatch({ type: 'select', ids: ['a'] }));
    fireEvent.contextMenu(canvas(), { button: -1 });
    expect(items()[0]).toBe('Rename');
  });

  test('of a group show its color among the colors', async () => {
    const groups = { one: { title: 'One', nodeIds: ['a'], color: 'red' as const } };
    render(<Host config={config} defaultGraph={{ ...graph, groups }} graph={undefined as never} />);
    fireEvent.contextMenu(document.querySelector('.mr-group-head')!);
    await userEvent.click(screen.getByRole('menuitem', { name: 'Color' }));
    expect(screen.getByRole('menuitemcheckbox', { checked: true })).toHaveTextContent('Red');
    const tones = [...document.querySelectorAll<HTMLElement>('.mr-menu-tone')];
    expect(tones.map(({ dataset }) => dataset['mrTone'])).toEqual([...ITEM_COLORS]);
  });

  test('of a port wire it, and take its wires', async () => {
    render(<Host config={config} defaultGraph={graph} graph={undefined as never} />);
    const port = card('b').querySelector('[data-port-transput-type="input"][data-port-name="n"]')!;
    fireEvent.contextMenu(port);
    expect(items()).toEqual([
      'Connect to…',
      'Add a connected node',
      'Make it a port of the graph',
      'Show the port only',
      'Disconnect',
    ]);
    await userEvent.click(screen.getByRole('menuitem', { name: 'Disconnect' }));
    expect(nodes()['b']!.connections.inputs).toEqual({});
  });

  test('of several nodes arrange them, in a menu of their own', async () => {
    render(<Host config={config} defaultGraph={graph} graph={undefined as never} />);
    act(() => api().dispatch({ type: 'moveNodes', places: { b: { x: 400, y: 90 } } }));
    act(() => api().dispatch({ type: 'selectAll' }));
    fireEvent.contextMenu(card('a').querySelector('.mr-node-header')!);
    await userEvent.click(screen.getByRole('menuitem', { name: 'Align' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Align top' }));
    expect([nodes()['a']!.y, nodes()['b']!.y]).toEqual([0, 0]);
    expect(steps()).toBe(2);
  });

  test('are the host’s to change', () => {
    const menuItems = () => [{ label: 'Mine', onSelect: () => undefined }];
    render(
      <Host
        config={config}
        defaultGraph={graph}
        graph={undefined as never}
        slots={{ menuItems }}
      />,
    );
    fireEvent.contextMenu(card('a').querySelector('.mr-node-header')!);
    expect(items()).toEqual(['Mine']);
  });
});
