import { describe, expect, jest, test } from '@jest/globals';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FlowEditor } from '../../component/index.js';
import type { FlowEditorProps } from '../../component/index.js';
import { JobRunner } from '../../src/index.js';
import { api, card, cards, dispatch, editor, Host, wires } from './host.js';
import { chain, config, functions } from './nodes.js';

const crumbs = () => screen.queryByRole('navigation', { name: 'Graphs' });
const crumb = (name: string) => within(crumbs()!).getByRole('button', { name });

/** `two` in a subgraph, which is open. */
function enter(name?: string): void {
  render(<Host />);
  act(() => void api().makeSubgraph(['two'], name));
  const [id] = [...api().getState().selection];
  act(() => api().enterSubgraph(id!));
}

describe('a subgraph', () => {
  test('[E9] is made of what is selected, opened, and left where it was', async () => {
    render(<Host />);
    dispatch({ type: 'select', ids: ['two'] });
    act(() => void api().run('makeSubgraph'));
    expect(cards()).toEqual(['one', 'Subgraph']);
    expect(wires()).toBe(1);
    dispatch({ type: 'moveViewport', viewport: { x: 5, y: 6, scale: 0.5 } });
    act(() => void api().run('enterSubgraph'));
    expect(cards()).toEqual(['two']);
    expect(api().getState().path).toEqual([{ name: 'Subgraph', nodeId: 'Subgraph' }]);
    await userEvent.click(crumb('Main graph'));
    expect(cards()).toEqual(['one', 'Subgraph']);
    expect([...api().getState().selection]).toEqual(['Subgraph']);
    expect(api().getViewport()).toEqual({ x: 5, y: 6, scale: 0.5 });
    expect(crumbs()).toBeNull();
    act(() => void api().run('unpackSubgraph'));
    expect(cards()).toEqual(['one', 'two']);
    expect(wires()).toBe(1);
  });

  test('[E9] opens at a double click on its card, and not on a port of it', () => {
    render(<Host />);
    act(() => void api().makeSubgraph(['two']));
    fireEvent.doubleClick(
      within(card('Subgraph')).getAllByRole('button', { name: /input of/ })[0]!,
    );
    expect(crumbs()).toBeNull();
    fireEvent.doubleClick(within(card('Subgraph')).getByText('A'));
    expect(crumbs()).not.toBeNull();
    fireEvent.doubleClick(within(card('two')).getByText('A'));
    expect(api().getState().path).toHaveLength(1);
  });

  test('[E1] is edited as any graph: the host hears of the whole document', () => {
    const changed = jest.fn<NonNullable<FlowEditorProps['onGraphChange']>>();
    render(
      <FlowEditor ref={editor} config={config} defaultGraph={chain} onGraphChange={changed} />,
    );
    act(() => void api().makeSubgraph(['two'], 'part'));
    act(() => api().enterSubgraph('part'));
    changed.mockClear();
    act(() => api().setControl({ nodeId: 'two', portName: 'b', value: 9 }));
    const [document, change] = changed.mock.lastCall!;
    expect(document.subgraphs!['part']!.nodes['two']!.inputData).toEqual({ b: { b: 9 } });
    expect(document).toBe(api().getGraph());
    expect(change).toMatchObject({ type: 'setControl', path: ['part'] });
    act(() => api().leaveSubgraph());
    expect(changed).toHaveBeenCalledTimes(1);
    act(() => void api().undo());
    expect(crumbs()).not.toBeNull();
    expect(api().getState().graph.nodes['two']!.inputData).toEqual({});
  });

  test('[E1] stays open when a host brings another document, as far as it is there', () => {
    const { rerender } = render(<FlowEditor ref={editor} config={config} graph={chain} />);
    const part = { version: 1, nodes: { deep: { type: 'math.add' } } };
    const nodes = { s: { type: 'graph:part' } };
    const show = (graph: object) =>
      rerender(<FlowEditor ref={editor} config={config} graph={graph} />);
    show({ version: 1, nodes, subgraphs: { part } });
    act(() => api().enterSubgraph('s'));
    show({ version: 1, nodes: {}, subgraphs: { part: { version: 1, nodes } } });
    expect(api().getState().path).toEqual([{ name: 'part' }]);
    expect(cards()).toEqual(['s']);
    show(chain);
    expect(cards()).toEqual(['one', 'two']);
  });

  test('[E9] shows what its nodes did in the run of the node that was opened', () => {
    render(<Host />);
    act(() => void api().makeSubgraph(['two'], 'part'));
    const runner = new JobRunner(config, { functions, method: 'sync' });
    const { nodes, nodesStatus } = runner.run(api().getGraph(), { keep: 'all' });
    expect(nodesStatus).toMatchObject({ one: 'success', 'part/two': 'success' });
    const results = nodes as NonNullable<FlowEditorProps['results']>;
    document.body.replaceChildren();
    render(<Host nodesStatus={nodesStatus} results={results} graph={api().getGraph()} />);
    act(() => api().enterSubgraph('part'));
    expect(card('two').dataset['mrStatus']).toBe('success');
    act(() => api().showGraph(['part']));
    expect(card('two').dataset['mrStatus']).toBe('idle');
    act(() => api().leaveSubgraph());
    expect(card('one').dataset['mrStatus']).toBe('success');
  });

  test('[E9] that failed leads to the node in it that did, at any depth', async () => {
    const shout = { type: 'text.shout', inputData: { text: { text: '' } } };
    const part = { version: 1, nodes: { x: shout } };
    const outer = { version: 1, nodes: { inner: { type: 'graph:part' } }, subgraphs: { part } };
    const graph = { version: 1, nodes: { s: { type: 'graph:outer' } }, subgraphs: { outer } };
    const runner = new JobRunner(config, { functions, method: 'sync' });
    const { nodes, nodesStatus } = runner.run(graph);
    const results = nodes as NonNullable<FlowEditorProps['results']>;
    render(<FlowEditor {...{ config, nodesStatus, results }} ref={editor} defaultGraph={graph} />);
    await userEvent.click(screen.getByRole('button', { name: 'Show in the subgraph' }));
    expect(api().getState().path).toEqual([
      { name: 'outer', nodeId: 's' },
      { name: 'part', nodeId: 'inner' },
    ]);
    expect([...api().getState().selection]).toEqual(['x']);
    expect(card('x')).toHaveTextContent('there is nothing to shout');
  });

  test('[E9] a keystroke in it renders one card', () => {
    const rendered = jest.fn();
    render(
      <FlowEditor ref={editor} config={config} defaultGraph={chain} onNodeRender={rendered} />,
    );
    act(() => void api().makeSubgraph(['one', 'two'], 'part'));
    act(() => api().enterSubgraph('part'));
    rendered.mockClear();
    act(() => api().setControl({ nodeId: 'two', portName: 'b', value: 9 }));
    expect(rendered.mock.calls).toEqual([['two']]);
  });

  test('[E9] is not offered inside itself', () => {
    enter('part');
    expect(api().getState().path).toHaveLength(1);
    act(() => api().dispatch({ type: 'select', ids: ['two'] }));
    act(() => void api().makeSubgraph(undefined, 'inner'));
    expect(() => act(() => void api().addNode('graph:part'))).toThrow(
      /"part" would contain itself/,
    );
    act(() => expect(api().addNode('graph:inner')).toBe('inner-2'));
  });
});

describe('its ports', () => {
  test('[E9] are named, ordered and taken away in a dialog; wires outside follow', async () => {
    enter('part');
    act(() => api().promotePort({ side: 'inputs', nodeId: 'two', portName: 'b' }));
    const marked = () => card('two').querySelectorAll('[data-mr-promoted]').length;
    expect(marked()).toBe(2);
    await userEvent.click(crumb('part'));
    const dialog = await screen.findByRole('dialog', { name: 'Subgraph “part”' });
    const field = (name: string) =>
      within(dialog).getByRole('textbox', { name: `Name of ${name}` });
    await userEvent.clear(field('a'));
    await userEvent.type(field('a'), 'b{Enter}');
    expect(within(dialog).getByRole('alert')).toHaveTextContent('“b” is taken');
    await userEvent.clear(field('a'));
    await userEvent.type(field('a'), 'start{Enter}');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Move b up' }));
    const { subgraphs, nodes } = api().getGraph();
    expect(subgraphs!['part']!.ports!.inputs.map(({ name }) => name)).toEqual(['b', 'start']);
    expect(nodes['part']!.connections.inputs).toEqual({
      start: [{ nodeId: 'one', portName: 'sum' }],
    });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Take away start' }));
    expect(api().getGraph().nodes['part']!.connections.inputs).toEqual({});
    expect(api().getGraph().nodes['one']!.connections.outputs).toEqual({});
    expect(marked()).toBe(1);
    await userEvent.clear(within(dialog).getByRole('textbox', { name: 'Name' }));
    await userEvent.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'sums{Enter}');
    expect(api().getGraph().nodes['part']!.type).toBe('graph:sums');
    await waitFor(() => expect(crumb('sums')).toBeVisible());
  });
});
