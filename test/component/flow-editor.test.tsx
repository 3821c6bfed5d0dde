import { describe, expect, jest, test } from '@jest/globals';
import { act, createEvent, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import type { ReactElement } from 'react';
import { parseGraph } from '../../src/index.js';
import { FlowEditor } from '../../component/index.js';
import type { FlowEditorApi, FlowEditorProps } from '../../component/index.js';
import { api, canvas, card, cards, dispatch, editor, Host, wires } from './host.js';
import { chain, config, node } from './nodes.js';

describe('a graph on the canvas', () => {
  test('has a card for each node and a line for each wire', () => {
    render(<Host />);
    expect(cards()).toEqual(['one', 'two']);
    expect(wires()).toBe(1);
    expect(within(card('one')).getByText('Add')).toBeVisible();
    expect(within(card('one')).getByLabelText('A')).toHaveAttribute('placeholder', '1');
  });

  test('a wired input shows its name and no control', () => {
    render(<Host />);
    expect(within(card('two')).queryByLabelText('A')).toBeNull();
    expect(within(card('two')).getByText('A')).toBeVisible();
  });

  test('an unknown type is a placeholder that says what is missing and keeps all it has', () => {
    const lost = node('lost', 'gone.away', {
      inputData: { x: { x: 3 } },
      connections: { inputs: { a: [{ nodeId: 'one', portName: 'sum' }] }, outputs: {} },
    });
    const graph = { version: 1, nodes: { one: chain.nodes['one'], lost } };
    const changed = jest.fn<NonNullable<FlowEditorProps['onGraphChange']>>();
    render(
      <FlowEditor ref={editor} config={config} defaultGraph={graph} onGraphChange={changed} />,
    );
    expect(card('lost')).toHaveAttribute('data-mr-placeholder');
    expect(within(card('lost')).getByText('gone.away')).toBeVisible();
    expect(wires()).toBe(1);
    dispatch({ type: 'moveNodes', places: { lost: { x: 5, y: 5 } } });
    expect(changed.mock.lastCall?.[0].nodes['lost']).toMatchObject({
      inputData: { x: { x: 3 } },
      connections: { inputs: { a: [{ nodeId: 'one', portName: 'sum' }] } },
    });
  });

  test('an empty canvas says how to begin, and begins', async () => {
    render(<FlowEditor ref={editor} config={config} />);
    await userEvent.click(screen.getByRole('button', { name: 'Add a node' }));
    await userEvent.keyboard('shout{Enter}');
    expect(cards()).toEqual(['shout']);
    expect(screen.queryByText(/Add a node: press/)).toBeNull();
  });
});

describe('a config that changes while the editor is open', () => {
  const without = { ...config, nodeTypes: config.nodeTypes.filter((type) => type.label !== 'Add') };

  test('a type that goes leaves placeholders, a type that comes brings them to life', () => {
    const { rerender } = render(<FlowEditor ref={editor} config={config} defaultGraph={chain} />);
    rerender(<FlowEditor ref={editor} config={without} defaultGraph={chain} />);
    expect(card('one')).toHaveAttribute('data-mr-placeholder');
    rerender(<FlowEditor ref={editor} config={config} defaultGraph={chain} />);
    expect(card('one')).not.toHaveAttribute('data-mr-placeholder');
    expect(within(card('one')).getByLabelText('B')).toBeVisible();
  });
});

describe('editing', () => {
  test('what is typed is written, at once and as a number', async () => {
    render(<Host />);
    const field = within(card('one')).getByLabelText('A');
    await userEvent.type(field, '-1e3');
    expect(api().getGraph().nodes['one']?.inputData['a']).toEqual({ a: -1000 });
    await userEvent.clear(field);
    expect(api().getGraph().nodes['one']?.inputData).toEqual({});
  });

  test('what is typed in one go is one step of the history', async () => {
    render(<Host />);
    await userEvent.type(within(card('one')).getByLabelText('A'), '0.05');
    expect(api().getState().history.undo).toHaveLength(1);
    dispatch({ type: 'undo' });
    expect(within(card('one')).getByLabelText('A')).toHaveValue('');
  });

  test('keys: delete, undo, redo, select all, escape', async () => {
    render(<Host />);
    act(() => canvas().focus());
    await userEvent.keyboard('{Control>}a{/Control}');
    expect(api().getState().selection.size).toBe(2);
    await userEvent.keyboard('{Delete}');
    expect(cards()).toEqual([]);
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(cards()).toEqual(['one', 'two']);
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(cards()).toEqual([]);
    await userEvent.keyboard('{Control>}z{/Control}{Escape}');
    expect(api().getState().selection.size).toBe(0);
  });

  test('keys that go into a field are not the editor’s', async () => {
    render(<Host />);
    dispatch({ type: 'select', ids: ['two'] });
    await userEvent.type(within(card('one')).getByLabelText('A'), '12{Backspace}{Delete}/f');
    expect(cards()).toEqual(['one', 'two']);
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  test('copies keep the wires among them', async () => {
    render(<Host />);
    dispatch({ type: 'selectAll' });
    act(() => api().duplicate());
    expect(cards()).toEqual(['one', 'two', 'one-2', 'two-2']);
    expect(wires()).toBe(2);
    expect([...api().getState().selection]).toEqual(['one-2', 'two-2']);
  });

  test('a node type dropped on the canvas becomes a node there', () => {
    render(<Host />);
    const data = { 'application/x-millrace-node': 'text.shout' } as Record<string, string>;
    const dataTransfer = { types: Object.keys(data), getData: (type: string) => data[type] };
    fireEvent.dragOver(canvas(), { dataTransfer });
    // jsdom's drops have no place. A card is held by its head.
    const drop = Object.assign(createEvent.drop(canvas(), { dataTransfer }), {
      clientX: 400,
      clientY: 300,
    });
    fireEvent(canvas(), drop);
    expect(api().getGraph().nodes['shout']).toMatchObject({ x: 320, y: 282 });
    expect(within(card('shout')).getByLabelText('Text')).toBeVisible();
  });

  test('something else dropped on the canvas is not ours', () => {
    render(<Host />);
    const dataTransfer = { types: ['Files'], getData: () => '' };
    expect(fireEvent.drop(canvas(), { dataTransfer })).toBe(true);
    expect(cards()).toEqual(['one', 'two']);
  });

  test('an unknown type is refused with the list of those there are', () => {
    render(<Host />);
    expect(() => api().addNode('nope')).toThrow(/math\.add, text\.shout/);
  });

  test('a read-only editor changes nothing', async () => {
    render(<Host readOnly />);
    dispatch({ type: 'removeNodes', ids: ['one'] }, { type: 'select', ids: ['one'] });
    act(() => canvas().focus());
    await userEvent.keyboard('{Delete}/');
    fireEvent.contextMenu(card('one'));
    expect(cards()).toEqual(['one', 'two']);
    const offered = screen.getAllByRole('menuitem').map((item) => item.textContent);
    expect(offered).toEqual(['CopyCtrl+C']);
    expect(within(card('one')).getByLabelText('A')).toBeDisabled();
    expect(api().getState().selection.has('one')).toBe(true);
  });
});

describe('what renders', () => {
  const counted = (): { renders: string[]; take: () => readonly string[] } => {
    const renders: string[] = [];
    return { renders, take: () => [...new Set(renders.splice(0))] };
  };

  test('a keystroke renders its node, a wire its two, a status none', async () => {
    const { renders, take } = counted();
    const onNodeRender = (id: string): void => void renders.push(id);
    const { rerender } = render(<Host onNodeRender={onNodeRender} />);
    take();
    await userEvent.type(within(card('one')).getByLabelText('B'), '7');
    expect(take()).toEqual(['one']);
    const wire = { from: { nodeId: 'one', portName: 'sum' }, to: { nodeId: 'two', portName: 'b' } };
    dispatch({ type: 'connect', wire });
    expect(take()).toEqual(['one', 'two']);
    rerender(<Host onNodeRender={onNodeRender} nodesStatus={{ one: 'running' }} />);
    expect(take()).toEqual([]);
    expect(card('one')).toHaveAttribute('data-mr-status', 'running');
  });
});

describe('a run', () => {
  const results = {
    one: { outputs: { sum: 42 }, durationMs: 12 },
    two: {
      error: { name: 'RangeError', code: 'error', message: 'too much', stack: 'at two.ts:3' },
    },
  };

  test('every status is a word and a sign, not a colour alone', () => {
    const statuses = ['waiting', 'queued', 'running', 'success', 'error', 'skipped', 'cancelled'];
    const { rerender } = render(<Host />);
    expect(within(card('one')).queryByRole('img', { name: /./ })).toBeNull();
    for (const status of statuses) {
      rerender(<Host nodesStatus={{ one: status }} />);
      const badge = within(card('one')).getByRole('img', { name: /./ });
      expect(badge).toHaveAttribute('data-status', status);
      expect(badge.textContent).not.toBe('');
      expect(badge.querySelector('svg')).not.toBeNull();
    }
  });

  test('shows values, errors with their place, and whose error a node was skipped for', async () => {
    const nodesStatus = { one: 'success', two: 'error' };
    const { rerender } = render(<Host nodesStatus={nodesStatus} results={results} />);
    expect(within(card('one')).getByText('42')).toBeVisible();
    expect(within(card('one')).getByTitle('Done in 12 ms')).toBeVisible();
    expect(within(card('two')).getByText('too much')).toBeVisible();
    await userEvent.click(within(card('two')).getByRole('button', { name: /^Details/ }));
    expect(await screen.findByText('at two.ts:3')).toBeVisible();
    const cause = { nodeId: 'one', reason: 'error' } as const;
    rerender(<Host nodesStatus={{ two: 'skipped' }} results={{ two: { cause } }} />);
    expect(within(card('two')).getByText('Skipped: “Add” failed')).toBeVisible();
    expect(within(card('one')).queryByText('42')).toBeNull();
  });

  test('a picture is shown as one, any other text as text', () => {
    const picture = 'data:image/svg+xml;utf8,<svg/>';
    const { rerender } = render(<Host results={{ one: { outputs: { sum: picture } } }} />);
    expect(within(card('one')).getByRole('img', { name: 'Sum' })).toHaveAttribute('src', picture);
    const script = 'data:text/html,<script>alert(1)</script>';
    rerender(<Host results={{ one: { outputs: { sum: script } } }} />);
    expect(within(card('one')).queryByRole('img', { name: 'Sum' })).toBeNull();
    expect(within(card('one')).getByText(script)).toBeVisible();
  });
});

describe('two editors of one page with equal ids', () => {
  test('do not touch each other', () => {
    const other = createRef<FlowEditorApi>();
    const { container } = render(
      <>
        <div id="left">
          <FlowEditor ref={editor} config={config} defaultGraph={chain} />
        </div>
        <div id="right">
          <FlowEditor ref={other} config={config} defaultGraph={chain} />
        </div>
      </>,
    );
    const [left, right] = [container.querySelector('#left')!, container.querySelector('#right')!];
    dispatch({ type: 'removeNodes', ids: ['one'] }, { type: 'select', ids: ['two'] });
    expect([cards(left), wires(left)]).toEqual([['two'], 0]);
    expect([cards(right), wires(right)]).toEqual([['one', 'two'], 1]);
    expect(card('two', left)).toHaveAttribute('data-mr-selected');
    expect(card('two', right)).not.toHaveAttribute('data-mr-selected');
    const ids = [...container.querySelectorAll('[id]')].map((element) => element.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a part that breaks', () => {
  test('leaves the host’s page alone, says so, and can be tried again', async () => {
    let breaks = true;
    const Part = (): ReactElement => {
      if (breaks) throw new Error('the part broke');
      return <p>the part</p>;
    };
    const onError = jest.fn();
    render(
      <Host onError={onError}>
        <Part />
      </Host>,
    );
    expect(screen.getByRole('alert')).toHaveTextContent('the part broke');
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ message: 'the part broke' }));
    breaks = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(screen.getByText('the part')).toBeVisible();
    expect(cards()).toEqual(['one', 'two']);
    // React tells the console of every error a boundary catches.
    jest.mocked(console.error).mockClear();
  });
});

test('what was found in a document is told once', () => {
  const onIssues = jest.fn<NonNullable<FlowEditorProps['onIssues']>>();
  const broken = { version: 1, nodes: { a: null } };
  const show = (): ReactElement => (
    <FlowEditor config={config} graph={broken} onIssues={onIssues} />
  );
  const { rerender } = render(show());
  rerender(show());
  expect(onIssues).toHaveBeenCalledTimes(1);
  expect(onIssues.mock.lastCall?.[0]).toHaveLength(parseGraph(broken).issues.length);
});
