/** Signatures that change under saved graphs, and under open editors. */
import { describe, expect, jest, test } from '@jest/globals';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { StrictMode, useState } from 'react';
import { parseConfig, parseGraph, stampGraph } from '../../src/index.js';
import type { Graph } from '../../src/index.js';
import { FlowEditor, Inspector } from '../../component/index.js';
import type { FlowEditorProps, GraphChange } from '../../component/index.js';
import { api, card, dispatch, editor, Host, wires } from './host.js';
import { node } from './nodes.js';

const NUMBER = { type: 'number' };

function configOf(inputs: readonly object[], outputs: readonly object[], type = 'math.add') {
  const source = { language: 'typescript', module: 'src/math.ts', export: 'add' };
  const num = { type: 'num', inputs: [], outputs: [{ name: 'r', schema: NUMBER }] };
  const add = { type, label: 'Add', source, inputs, outputs };
  return parseConfig({ version: 1, nodeTypes: [num, add] }).config;
}

const port = (name: string, more: object = {}) => ({ name, schema: NUMBER, ...more });
const then = configOf([port('a'), port('b')], [port('sum')]);
const renamed = configOf([port('a'), port('c')], [port('total')]);
const asked = configOf([port('b')], [port('sum')]);

/** num → one.a, one.sum → two.a; 5 in one.b */
const bare: Graph = {
  version: 1,
  nodes: {
    num: node('num', 'num', {
      connections: { inputs: {}, outputs: { r: [{ nodeId: 'one', portName: 'a' }] } },
    }),
    one: node('one', 'math.add', {
      x: 260,
      inputData: { b: { b: 5 } },
      connections: {
        inputs: { a: [{ nodeId: 'num', portName: 'r' }] },
        outputs: { sum: [{ nodeId: 'two', portName: 'a' }] },
      },
    }),
    two: node('two', 'math.add', {
      x: 520,
      connections: { inputs: { a: [{ nodeId: 'one', portName: 'sum' }] }, outputs: {} },
    }),
  },
};
const saved = stampGraph(parseGraph(bare, then).graph, then);

const ports = (id: string): readonly (string | undefined)[] =>
  [...card(id).querySelectorAll<HTMLElement>('[data-port-name]')].map(
    ({ dataset }) => dataset['portName'],
  );
const badge = (id: string) => within(card(id)).queryByRole('img', { name: /^Signature changed/ });

type Told = (graph: Graph, change: GraphChange) => void;

function show(props: Partial<FlowEditorProps>) {
  const element = (more: Partial<FlowEditorProps>) => (
    <StrictMode>
      <FlowEditor config={then} ref={editor} {...props} {...more}>
        <Inspector />
      </FlowEditor>
    </StrictMode>
  );
  const { rerender } = render(element({}));
  return (more: Partial<FlowEditorProps>) => rerender(element(more));
}

describe('a graph whose signatures changed safely', () => {
  test('is shown up to date, and the host is told once, without a step of the history', () => {
    const onGraphChange = jest.fn<Told>();
    show({ defaultGraph: saved, config: renamed, onGraphChange });
    expect(ports('one')).toEqual(['a', 'c', 'total']);
    expect(api().getGraph().nodes['one']!.inputData).toEqual({ c: { b: 5 } });
    expect(wires()).toBe(2);
    expect(badge('one')).toBeNull();
    expect(api().getState().history.undo).toEqual([]);
    expect(onGraphChange).toHaveBeenCalledTimes(1);
    expect(onGraphChange.mock.calls[0]![0]).toBe(api().getGraph());
    expect(onGraphChange.mock.calls[0]![1].type).toBe('migrate');
  });

  test('is shown so to readers, who are told nothing', () => {
    const onGraphChange = jest.fn<Told>();
    show({ defaultGraph: saved, config: renamed, onGraphChange, readOnly: true });
    expect(ports('one')).toEqual(['a', 'c', 'total']);
    expect(onGraphChange).not.toHaveBeenCalled();
  });

  test('is read the same way for a host that keeps its document', () => {
    jest.useFakeTimers();
    try {
      const onGraphChange = jest.fn<Told>();
      const receive = show({ graph: saved, config: renamed, onGraphChange });
      const shown = api().getGraph();
      act(() => jest.advanceTimersByTime(2_000));
      receive({ readOnly: false });
      expect(api().getGraph()).toBe(shown);
      expect(onGraphChange).toHaveBeenCalledTimes(1);
    } finally {
      jest.useRealTimers();
    }
  });

  test('is told once to a host that writes its document anew each time', () => {
    let renders = 0;
    function Careless() {
      const [, setCount] = useState(0);
      renders += 1;
      const graph = JSON.parse(JSON.stringify(saved)) as Graph;
      const onGraphChange = (): void => setCount((count) => (count < 50 ? count + 1 : count));
      return <FlowEditor graph={graph} config={renamed} onGraphChange={onGraphChange} />;
    }
    render(<Careless />);
    expect(renders).toBeLessThan(5);
    expect(ports('one')).toEqual(['a', 'c', 'total']);
  });
});

describe('a config that changes under an open editor', () => {
  test.each([
    ['drawn against it', saved],
    ['without signatures', bare],
  ])('a graph %s keeps wires, values, selection, history and view', (_, graph) => {
    const onGraphChange = jest.fn<Told>();
    const receive = show({ defaultGraph: graph, onGraphChange });
    dispatch(
      { type: 'moveNodes', places: { two: { x: 600, y: 50 } } },
      { type: 'select', ids: ['one'] },
      { type: 'moveViewport', viewport: { x: 7, y: 8, scale: 0.5 } },
    );
    receive({ config: renamed });
    expect(ports('one')).toEqual(['a', 'c', 'total']);
    expect(wires()).toBe(2);
    const { nodes } = api().getGraph();
    expect(nodes['two']).toMatchObject({
      x: 600,
      connections: { inputs: { a: [{ nodeId: 'one', portName: 'total' }] } },
    });
    expect(nodes['one']!.inputData).toEqual({ c: { b: 5 } });
    const state = api().getState();
    expect([...state.selection]).toEqual(['one']);
    expect(state.viewport).toEqual({ x: 7, y: 8, scale: 0.5 });
    expect(state.history.undo).toHaveLength(1);
    expect(onGraphChange.mock.calls.map(([, change]) => change.type)).toEqual([
      'moveNodes',
      'migrate',
    ]);
  });

  test.each([
    ['drawn against it', saved],
    ['without signatures', bare],
  ])('undo leads to a graph %s as it would be today', (_, graph) => {
    const receive = show({ defaultGraph: graph });
    dispatch({ type: 'setControl', nodeId: 'one', portName: 'b', control: 'b', value: 6 });
    receive({ config: renamed });
    expect(api().getGraph().nodes['one']!.inputData).toEqual({ c: { b: 6 } });
    dispatch({ type: 'undo' });
    expect(api().getGraph().nodes['one']!.inputData).toEqual({ c: { b: 5 } });
    expect(api().getGraph().nodes['two']!.connections.inputs['a']).toEqual([
      { nodeId: 'one', portName: 'total' },
    ]);
    dispatch({ type: 'redo' });
    expect(api().getGraph().nodes['one']!.inputData).toEqual({ c: { b: 6 } });
    expect(wires()).toBe(2);
  });

  test('a rename that is undone gives the graph back', () => {
    const receive = show({ defaultGraph: saved });
    receive({ config: renamed });
    receive({ config: then });
    expect(api().getGraph().nodes).toEqual(saved.nodes);
  });

  test.each([
    ['as it comes', (graph: Graph) => graph],
    ['as a copy', (graph: Graph) => JSON.parse(JSON.stringify(graph)) as Graph],
  ])('a host that owns the graph and takes it %s keeps the history', (_, accept) => {
    const first = configOf([port('a'), port('b')], [port('sum')]);
    const { rerender } = render(<Host accept={accept} config={first} />);
    dispatch({ type: 'setControl', nodeId: 'one', portName: 'b', control: 'b', value: 7 });
    rerender(<Host accept={accept} config={renamed} />);
    expect(ports('one')).toEqual(['a', 'c', 'total']);
    expect(wires()).toBe(1);
    expect(api().getGraph().nodes['one']!.inputData).toEqual({ c: { b: 7 } });
    dispatch({ type: 'undo' });
    expect(api().getGraph().nodes['one']!.inputData).toEqual({});
    expect(wires()).toBe(1);
    dispatch({ type: 'redo' });
    expect(api().getGraph().nodes['one']!.inputData).toEqual({ c: { b: 7 } });
  });

  test('a host that keeps its document is shown it as it would be today', () => {
    jest.useFakeTimers();
    try {
      const { rerender } = render(<Host graph={saved} config={then} />);
      rerender(<Host graph={saved} config={renamed} />);
      const shown = api().getGraph();
      act(() => jest.advanceTimersByTime(2_000));
      rerender(<Host graph={saved} config={renamed} readOnly />);
      expect(api().getGraph()).toBe(shown);
      expect(ports('one')).toEqual(['a', 'c', 'total']);
      rerender(<Host graph={saved} config={then} />);
      expect(api().getGraph().nodes).toEqual(saved.nodes);
    } finally {
      jest.useRealTimers();
    }
  });

  test('a field that is being typed into keeps the focus', async () => {
    const receive = show({ defaultGraph: saved });
    const field = within(card('one')).getByRole('textbox', { name: 'b' });
    await userEvent.click(field);
    receive({ config: configOf([port('a'), port('b'), port('more')], [port('sum')]) });
    expect(ports('one')).toEqual(['a', 'b', 'more', 'sum']);
    expect(document.activeElement).toBe(within(card('one')).getByRole('textbox', { name: 'b' }));
  });

  test('a type that goes leaves its node with its ports, and may come back', () => {
    const receive = show({ defaultGraph: bare });
    receive({ config: configOf([], [], 'other') });
    expect(ports('one')).toEqual(['a', 'b', 'sum']);
    expect(card('one')).toHaveAttribute('data-mr-placeholder');
    receive({ config: then });
    expect(card('one')).not.toHaveAttribute('data-mr-placeholder');
    expect(wires()).toBe(2);
  });
});

describe('a change that has to be asked about', () => {
  const changed = /^Signature changed: input a is gone, but a wire from num.r leads to it/;

  test('gets a badge that says what changed', () => {
    show({ defaultGraph: saved, config: asked });
    expect(badge('one')).toHaveAccessibleName(changed);
    expect(badge('num')).toBeNull();
    expect(api().getGraph().nodes['one']).toEqual(saved.nodes['one']);
  });

  test('is told in the inspector, accepted there, and undone', async () => {
    const onGraphChange = jest.fn<Told>();
    show({ defaultGraph: saved, config: asked, onGraphChange });
    dispatch({ type: 'select', ids: ['one'] });
    const told = within(screen.getByRole('region', { name: 'Signature changed' }));
    expect(told.getByText(/^Input a is gone, but a wire from num.r leads to it$/)).toBeVisible();
    await userEvent.click(told.getByRole('button', { name: 'Use the new signature' }));
    expect(badge('one')).toBeNull();
    expect(screen.queryByRole('region', { name: 'Signature changed' })).toBeNull();
    expect(api().getGraph().nodes['one']!.connections.inputs).toEqual({});
    expect(api().getGraph().nodes['num']!.connections.outputs).toEqual({});
    expect(onGraphChange.mock.calls.map(([, change]) => change.type)).toEqual(['acceptDrift']);
    dispatch({ type: 'undo' });
    expect(badge('one')).toHaveAccessibleName(changed);
    expect(wires()).toBe(2);
  });

  test('gives a badge to the subgraphs it is in, until it is accepted', () => {
    const nodes = { s: node('s', 'graph:mid') };
    const mid = { version: 1 as const, nodes: { i: node('i', 'graph:deep') } };
    show({ config: asked, defaultGraph: { version: 1, nodes, subgraphs: { mid, deep: saved } } });
    const accept = (nodeId: string): void => {
      dispatch({ type: 'showPath', path: [{ name: 'mid' }, { name: 'deep' }] });
      dispatch({ type: 'acceptDrift', nodeId, nodeType: asked.nodeTypes[1]! });
      dispatch({ type: 'showPath', path: [] });
    };
    expect(badge('s')).toHaveAccessibleName('Signature changed: 2 nodes inside');
    accept('one');
    expect(badge('s')).toHaveAccessibleName('Signature changed: one node inside');
    accept('two');
    expect(badge('s')).toBeNull();
  });

  test('needs no asking any more when an edit made it safe', () => {
    const onGraphChange = jest.fn<Told>();
    show({ defaultGraph: saved, config: asked, onGraphChange });
    for (const [from, to] of [
      ['num', 'one'],
      ['one', 'two'],
    ] as const) {
      const portName = from === 'num' ? 'r' : 'sum';
      dispatch({
        type: 'disconnect',
        wire: { from: { nodeId: from, portName }, to: { nodeId: to, portName: 'a' } },
      });
    }
    expect(badge('one')).toBeNull();
    expect(onGraphChange.mock.calls.map(([, change]) => change.type)).toEqual([
      'disconnect',
      'migrate',
      'disconnect',
      'migrate',
    ]);
    expect(api().getState().history.undo).toHaveLength(2);
    dispatch({ type: 'undo' }, { type: 'undo' });
    expect(badge('one')).toHaveAccessibleName(changed);
  });

  test('can’t be accepted by readers', () => {
    show({ defaultGraph: saved, config: asked, readOnly: true });
    dispatch({ type: 'select', ids: ['one'] });
    expect(screen.getByRole('button', { name: 'Use the new signature' })).toBeDisabled();
  });

  test('costs a keystroke elsewhere no render of its node', () => {
    const rendered: string[] = [];
    show({ defaultGraph: saved, config: asked, onNodeRender: (id) => rendered.push(id) });
    rendered.length = 0;
    dispatch({ type: 'setControl', nodeId: 'two', portName: 'b', control: 'b', value: 1 });
    expect(new Set(rendered)).toEqual(new Set(['two']));
  });
});

describe('a function that moved', () => {
  test('is none of a node of the name of the subgraph it is used in', () => {
    const moved = configOf([port('a'), port('b')], [port('sum')], 'src.calc.add');
    const inner = { ...saved, nodes: { one: saved.nodes['one']! } };
    const graph = { ...saved, nodes: { one: node('one', 'gone.away') }, subgraphs: { one: inner } };
    show({ defaultGraph: graph, config: moved });
    dispatch({ type: 'select', ids: ['one'] });
    expect(card('one')).toHaveAttribute('data-mr-placeholder');
    expect(screen.queryByRole('button', { name: /^Move to/ })).toBeNull();
  });

  test('is proposed at its node, and moved with all others on one click', async () => {
    const moved = configOf([port('a'), port('b')], [port('sum')], 'src.calc.add');
    show({ defaultGraph: saved, config: moved });
    expect(card('one')).toHaveAttribute('data-mr-placeholder');
    dispatch({ type: 'select', ids: ['one'] });
    await userEvent.click(screen.getByRole('button', { name: 'Move to src.calc.add' }));
    expect(['one', 'two'].map((id) => api().getGraph().nodes[id]!.type)).toEqual([
      'src.calc.add',
      'src.calc.add',
    ]);
    expect(wires()).toBe(2);
    dispatch({ type: 'undo' });
    expect(card('two')).toHaveAttribute('data-mr-placeholder');
  });
});

describe('[T4] overloads', () => {
  const source = { language: 'typescript', module: 'src/text.ts', export: 'pad' };
  const text = (name: string) => ({ name, schema: { type: 'string' } });
  const overloads = parseConfig({
    version: 1,
    nodeTypes: [
      { type: 'pad', label: 'Pad', source, inputs: [text('t'), port('n')], outputs: [text('r')] },
      {
        type: 'pad#2',
        label: 'Pad',
        variantOf: 'pad',
        source,
        inputs: [text('t')],
        outputs: [text('r')],
      },
      { type: 'other', label: 'Other', inputs: [], outputs: [] },
    ],
  }).config;
  const graph: Graph = {
    version: 1,
    nodes: { p: node('p', 'pad', { inputData: { t: { t: 'x' } } }) },
  };

  test('a node changes into another one by its menu, and keeps what it has', async () => {
    show({ defaultGraph: graph, config: overloads });
    fireEvent.contextMenu(card('p').querySelector('.mr-node-header')!);
    await userEvent.click(screen.getByRole('menuitem', { name: 'Other signatures' }));
    await userEvent.click(screen.getByRole('menuitem', { name: /^\(.+\) → .+/ }));
    expect(api().getGraph().nodes['p']).toMatchObject({
      type: 'pad#2',
      inputData: { t: { t: 'x' } },
    });
    expect(ports('p')).toEqual(['t', 'r']);
    dispatch({ type: 'undo' });
    expect(ports('p')).toEqual(['t', 'n', 'r']);
  });

  test('a function with one signature has no such entry', () => {
    show({ defaultGraph: { version: 1, nodes: { o: node('o', 'other') } }, config: overloads });
    fireEvent.contextMenu(card('o').querySelector('.mr-node-header')!);
    expect(screen.queryByRole('menuitem', { name: 'Other signatures' })).toBeNull();
  });
});
