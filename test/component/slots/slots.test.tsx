import { describe, expect, jest, test } from '@jest/globals';
import { act, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement, ReactNode } from 'react';
import { ControlRow, fieldAttributes, useNodeActivity } from '../../../component/index.js';
import type { ControlSlotProps, EditorSlots, NodeSlotProps } from '../../../component/index.js';
import { openEditor } from '../editor.js';
import { chain, config } from '../nodes.js';

function Stars(props: ControlSlotProps): ReactElement {
  return (
    <ControlRow {...props}>
      <button
        {...fieldAttributes(props, props.problem)}
        type="button"
        onClick={() => props.onChange(5)}
      >
        {props.node.id}.{props.port.name}: {JSON.stringify(props.value) ?? 'none'}
      </button>
    </ControlRow>
  );
}

const Framed = ({ children, node }: NodeSlotProps): ReactElement => (
  <span data-testid={`framed ${node.id}`}>{children}</span>
);

function Body({ node }: NodeSlotProps): ReactElement {
  return <em>{useNodeActivity(node.id).status}</em>;
}

function open(slots: EditorSlots, graph: object = chain) {
  const onNodeRender = jest.fn();
  return {
    ...openEditor({ config, defaultGraph: graph, slots, onNodeRender }, null),
    onNodeRender,
  };
}

const card = (name: string): HTMLElement => screen.getAllByRole('group', { name })[0]!;

test('the graph that a node runs for each item is chosen among those that are there', async () => {
  const nodeTypes = [
    {
      type: 'control.forEach',
      label: 'For each',
      inputs: [{ name: 'graph', label: 'Graph', schema: { type: 'string' } }],
      outputs: [],
    },
  ];
  const graph = { version: 1, nodes: { each: { type: 'control.forEach' } } };
  const props = { config: { version: 1, nodeTypes }, graph };
  const { receive, getState } = openEditor(props, null);
  expect(screen.getByRole('textbox', { name: 'Graph' })).toBeVisible();
  receive({ graph: { ...graph, subgraphs: { clean: { version: 1, nodes: {} } } } });
  // Soon: this host keeps its graph, and what it has not taken in a while is taken back.
  const user = userEvent.setup({ delay: null });
  const select = screen.getByLabelText('Graph');
  await user.selectOptions(select, 'clean');
  expect(getState().graph.nodes['each']?.inputData['graph']).toEqual({ graph: 'clean' });
});

describe('a slot', () => {
  test('[E16] of a card stands in its place, and may hold what the editor shows', () => {
    const { receive } = open({ NodeHeader: Framed, NodeBody: Body, NodeFooter: Framed });
    expect(within(screen.getAllByTestId('framed one')[0]!).getByText('Add')).toBeVisible();
    expect(within(card('Add')).getByText('idle')).toBeVisible();
    receive({
      nodesStatus: { one: 'error' },
      results: { one: { error: { name: 'E', code: 'e', message: 'it failed' } } },
    });
    expect(within(card('Add')).getByText('error')).toBeVisible();
    expect(screen.getAllByTestId('framed one')[1]).toHaveTextContent('it failed');
  });

  test('[E16] of a control is found by port, then by type', async () => {
    const Plain = ({ children }: ControlSlotProps): ReactElement => <b>{children}</b>;
    const slots = { controls: { 'math.add.b': Stars, number: Plain } };
    const { getState } = open(slots);
    const [first] = screen.getAllByText('one.b: none');
    await userEvent.click(first!);
    expect(getState().graph.nodes['one']?.inputData['b']).toEqual({ b: 5 });
  });

  test('[E16] that is written anew with the same parts renders nothing', () => {
    const { receive, onNodeRender } = open({ NodeBody: Body, controls: { number: Stars } });
    onNodeRender.mockClear();
    receive({ slots: { NodeBody: Body, controls: { number: Stars } } });
    expect(onNodeRender).not.toHaveBeenCalled();
  });

  test('that throws takes its card alone; all of the error can be read, and it is tried again', async () => {
    let isBroken = true;
    const Part = ({ node }: NodeSlotProps): ReactElement => {
      if (isBroken && node.id === 'one') throw new RangeError('no room for a knob');
      return <em>fine</em>;
    };
    open({ NodeBody: Part });
    // React says it, too.
    jest.mocked(console.error).mockClear();
    const alert = within(screen.getByRole('alert'));
    expect(alert.getByText('math.add can’t be shown')).toBeVisible();
    expect(alert.getByText(/RangeError: no room for a knob at /)).toBeInTheDocument();
    expect(within(card('Add')).getByText('fine')).toBeVisible();
    isBroken = false;
    await userEvent.click(alert.getByRole('button', { name: 'Try again' }));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getAllByText('fine')).toHaveLength(2);
  });

  test('[E16] of the empty canvas has what the editor would say', () => {
    const Empty = ({ children }: { readonly children: ReactNode }): ReactElement => (
      <div>
        <h1>Welcome</h1> {children}
      </div>
    );
    open({ EmptyCanvas: Empty }, { version: 1, nodes: {} });
    expect(screen.getByText('Welcome')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Add a node' })).toBeVisible();
  });
});

test('a host without types may pass null for whatever it has not', async () => {
  const none = {
    slots: null,
    commands: null,
    text: null,
    portFunctions: null,
    boot: null,
    activity: null,
    nodesStatus: null,
    results: null,
    graph: null,
    onGraphChange: null,
  };
  const command = { id: 'run', label: 'Run it all', run: () => undefined };
  const { receive } = openEditor({ config, defaultGraph: chain, ...(none as object) }, null);
  expect(card('Add')).toBeVisible();
  const slots = { NodeHeader: null, controls: { number: undefined, slider: null } };
  receive({ slots, commands: [null, undefined, false, command] } as object);
  expect(within(card('Add')).getByText('Add')).toBeVisible();
  act(() => screen.getByRole('application').focus());
  await userEvent.keyboard('{Control>}k{/Control}');
  expect(await screen.findByText('Run it all')).toBeVisible();
});
