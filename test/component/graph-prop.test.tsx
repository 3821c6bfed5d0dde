import { describe, expect, jest, test } from '@jest/globals';
import { act, render, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startTransition, useState } from 'react';
import type { ReactElement } from 'react';
import type { Graph } from '../../src/index.js';
import { FlowEditor } from '../../component/index.js';
import type { FlowEditorProps } from '../../component/index.js';
import { api, card, cards, dispatch, editor, Host, wires } from './host.js';
import { chain, config, node } from './nodes.js';

describe('a host that owns the graph', () => {
  test('gets each change once, with its kind', () => {
    const changed = jest.fn<NonNullable<FlowEditorProps['onGraphChange']>>();
    render(<FlowEditor ref={editor} config={config} graph={chain} onGraphChange={changed} />);
    dispatch({ type: 'moveNodes', places: { one: { x: 7, y: 8 } } });
    expect(changed).toHaveBeenCalledTimes(1);
    expect(changed.mock.lastCall?.[0].nodes['one']).toMatchObject({ x: 7, y: 8 });
    expect(changed.mock.lastCall?.[1].type).toBe('moveNodes');
  });

  test('and keeps the old one has rejected the change: nothing is to be seen of it', async () => {
    render(<Host accept={() => undefined} />);
    dispatch({ type: 'removeNodes', ids: ['one'] });
    await waitFor(() => expect(cards()).toEqual(['one', 'two']));
    expect(wires()).toBe(1);
    expect(api().getState().history.undo).toEqual([]);
  });

  test('may reject one change and accept the next', async () => {
    render(<Host accept={(graph) => (cardsOf(graph).length > 1 ? graph : undefined)} />);
    dispatch({ type: 'moveNodes', places: { one: { x: 1, y: 1 } } });
    dispatch({ type: 'removeNodes', ids: ['one', 'two'] });
    await waitFor(() => expect(cards()).toEqual(['one', 'two']));
    expect(api().getState().history.undo).toHaveLength(1);
    dispatch({ type: 'undo' });
    expect(api().getGraph().nodes['one']?.x).toBe(0);
  });

  test('may reject an undo: the step is there again', async () => {
    render(<Host accept={(graph) => (graph.nodes['one']?.x === 1 ? graph : undefined)} />);
    dispatch({ type: 'moveNodes', places: { one: { x: 1, y: 1 } } }, { type: 'undo' });
    await waitFor(() => expect(api().getGraph().nodes['one']?.x).toBe(1));
    expect(api().getState().history.undo).toHaveLength(1);
  });

  function Late({ defer }: { defer: (set: () => void) => void }): ReactElement {
    const [graph, setGraph] = useState<object>(chain);
    const onGraphChange = (next: Graph): void => defer(() => setGraph(next));
    return <FlowEditor ref={editor} config={config} graph={graph} onGraphChange={onGraphChange} />;
  }
  const wait = (ms: number) => act(() => new Promise((resolve) => setTimeout(resolve, ms)));
  const field = (): HTMLElement => within(card('one')).getByLabelText('A');

  test.each([
    ['in a microtask', (set: () => void) => void Promise.resolve().then(set)],
    ['in a while', (set: () => void) => void setTimeout(set, 30)],
    ['in a transition', (set: () => void) => startTransition(set)],
  ])('may answer %s: nothing that is typed is lost, nor the history', async (_, defer) => {
    render(<Late defer={defer} />);
    await userEvent.type(field(), '12345', { delay: 5 });
    await wait(500);
    expect(field()).toHaveValue('12345');
    expect(api().getState().history.undo).toHaveLength(1);
    dispatch({ type: 'undo' });
    await wait(500);
    expect(api().getGraph().nodes['one']?.inputData).toEqual({});
  });

  test('may answer when nobody waits any more: the change and its step are there again', async () => {
    let answer = (): void => undefined;
    render(<Late defer={(set) => void (answer = set)} />);
    await userEvent.click(field());
    await userEvent.paste('12');
    await waitFor(() => expect(field()).toHaveValue(''));
    act(() => answer());
    expect(field()).toHaveValue('12');
    expect(api().getState().history.undo).toHaveLength(1);
  });

  test('may have its own version of a change, which is a step like any other', () => {
    const snapped = (graph: Graph): Graph => ({
      ...graph,
      nodes: Object.fromEntries(
        Object.entries(graph.nodes).map(([id, each]) => [
          id,
          { ...each, x: Math.round(each.x / 10) * 10 },
        ]),
      ),
    });
    render(<Host accept={snapped} />);
    for (const x of [13, 27]) dispatch({ type: 'moveNodes', places: { one: { x, y: 0 } } });
    expect(api().getGraph().nodes['one']?.x).toBe(30);
    dispatch({ type: 'undo' });
    expect(api().getGraph().nodes['one']?.x).toBe(10);
    dispatch({ type: 'undo' });
    expect(api().getGraph().nodes['one']?.x).toBe(0);
  });

  test('that stores copies keeps the history', () => {
    render(<Host accept={(graph) => JSON.parse(JSON.stringify(graph)) as object} />);
    for (const x of [10, 20, 30]) dispatch({ type: 'moveNodes', places: { one: { x, y: 0 } } });
    dispatch({ type: 'undo' }, { type: 'undo' });
    expect(api().getGraph().nodes['one']?.x).toBe(10);
    dispatch({ type: 'redo' });
    expect(api().getGraph().nodes['one']?.x).toBe(20);
  });

  test('shows another graph: history and selection are of the new one', () => {
    const { rerender } = render(<FlowEditor ref={editor} config={config} graph={chain} />);
    dispatch({ type: 'select', ids: ['one'] });
    const other = { version: 1, nodes: { three: node('three', 'text.shout') } };
    rerender(<FlowEditor ref={editor} config={config} graph={other} />);
    expect(cards()).toEqual(['three']);
    expect(wires()).toBe(0);
    expect(api().getState().selection.size).toBe(0);
  });
});

function cardsOf(graph: Graph): readonly string[] {
  return Object.keys(graph.nodes);
}
