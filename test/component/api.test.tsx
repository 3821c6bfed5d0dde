import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { act, render } from '@testing-library/react';
import { FlowEditor } from '../../component/index.js';
import type { FlowEditorApi, FlowEditorProps } from '../../component/index.js';
import { api, cards, editor, wires } from './host.js';
import { chain, config } from './nodes.js';

const changed = jest.fn<NonNullable<FlowEditorProps['onGraphChange']>>();
const kinds = () => changed.mock.calls.map(([, { type }]) => type);
const wire = (from: string, to: string) => {
  const [[a, b], [c, d]] = [from.split('.'), to.split('.')];
  return { from: { nodeId: a!, portName: b! }, to: { nodeId: c!, portName: d! } };
};

function show(props: Partial<FlowEditorProps> = {}): void {
  render(
    <FlowEditor
      ref={editor}
      config={config}
      defaultGraph={chain}
      onGraphChange={changed}
      {...props}
    />,
  );
}

/** What a call of the API returns. */
function call<T>(run: (editor: FlowEditorApi) => T): T {
  let result: T;
  act(() => {
    result = run(api());
  });
  return result!;
}

/** What is thrown, as `code: message`. */
function refusal(run: (editor: FlowEditorApi) => unknown): string {
  try {
    act(() => void run(api()));
  } catch (error) {
    return `${(error as { code: string }).code}: ${(error as Error).message}`;
  }
  return 'nothing was thrown';
}

beforeEach(() => {
  changed.mockReset();
});

describe('the ref', () => {
  test('[E16] draws wires, and says why it does not', () => {
    show();
    act(() => api().connect(wire('one.sum', 'two.b')));
    expect(wires()).toBe(2);
    act(() => api().disconnect(wire('one.sum', 'two.b')));
    expect(wires()).toBe(1);
    expect(refusal((it) => it.connect(wire('two.sum', 'one.a')))).toMatch(
      /^wire-refused: .*two.sum/,
    );
    expect(refusal((it) => it.connect(wire('one.total', 'two.a')))).toMatch(
      /^wire-refused: .*one gives "sum", two takes "a", "b"$/,
    );
    expect(refusal((it) => it.connect(wire('ghost.sum', 'two.a')))).toBe(
      'unknown-node: connect: expected the id of a node that is shown ("one", "two"), got ghost',
    );
    expect(refusal((it) => it.disconnect(wire('two.sum', 'two.a')))).toMatch(
      /^unknown-wire: .*from "one\.sum", got one from two\.sum$/,
    );
  });

  test('[E16] fills in controls, selects and removes, and lists what is there', () => {
    show();
    act(() => api().setControl({ nodeId: 'one', portName: 'a', value: 4 }));
    expect(api().getGraph().nodes['one']!.inputData).toEqual({ a: { a: 4 } });
    act(() => api().setControl({ nodeId: 'one', portName: 'a', value: undefined }));
    expect(api().getGraph().nodes['one']!.inputData).toEqual({});
    expect(refusal((it) => it.setControl({ nodeId: 'one', portName: 'c', value: 4 }))).toBe(
      'unknown-port: setControl: expected an input of one ("a", "b"), got c',
    );
    expect(refusal((it) => it.select(['one', 'ghost']))).toMatch(/^unknown-node: select/);
    expect(refusal((it) => it.removeNodes(['one', 'ghost']))).toMatch(/^unknown-node: removeNodes/);
    expect(cards()).toEqual(['one', 'two']);
    act(() => api().select(['one']));
    act(() => api().removeNodes());
    expect(cards()).toEqual(['two']);
    expect([call((it) => it.redo()), call((it) => it.undo()), call((it) => it.redo())]).toEqual([
      false,
      true,
      true,
    ]);
    expect(kinds()).toEqual(['setControl', 'setControl', 'removeNodes', 'undo', 'redo']);
  });

  test('[E3] writes no secret into a graph', () => {
    const [add] = config.nodeTypes;
    const inputs = add!.inputs.map((port) =>
      port.name === 'b' ? { ...port, secret: 'key', controls: [] } : port,
    );
    show({ config: { ...config, nodeTypes: [{ ...add, inputs }] } });
    const write = (portName: string) =>
      refusal((it) => it.setControl({ nodeId: 'one', portName, value: 4 }));
    expect([write('a'), write('b')]).toEqual([
      'nothing was thrown',
      expect.stringMatching(/^secret-in-graph: .*"?one\.b"?, which is a secret/),
    ]);
  });

  test('[E16] makes one step of several, or none when one of them is refused', () => {
    show();
    const id = call((it) =>
      it.batch(() => {
        const added = it.addNode('math.add')!;
        it.connect(wire('two.sum', `${added}.a`));
        return added;
      }),
    );
    expect(cards()).toEqual(['one', 'two', id]);
    expect(kinds()).toEqual(['batch']);
    act(() => void api().undo());
    expect(cards()).toEqual(['one', 'two']);
    const refused = refusal((it) =>
      it.batch(() => {
        it.removeNodes(['one']);
        it.removeNodes(['ghost']);
      }),
    );
    expect(refused).toMatch(/^unknown-node/);
    expect(cards()).toEqual(['one', 'two']);
    expect(kinds()).toEqual(['batch', 'undo']);
  });

  test('[E16] loads documents, which undo takes back, and says what was wrong with them', () => {
    show();
    const text = JSON.stringify({ version: 1, nodes: { x: { type: 'math.add', x: 'far' } } });
    const { issues } = call((it) => it.load(text));
    expect(issues.map(({ code }) => code)).toEqual(['node-field']);
    expect(cards()).toEqual(['x']);
    expect(kinds()).toEqual(['replaceGraph']);
    act(() => void api().undo());
    expect(cards()).toEqual(['one', 'two']);
    expect(call((it) => it.load('{')).issues[0]).toMatchObject({ code: 'invalid-json' });
  });

  test('[E16] puts nothing where nobody finds it', () => {
    show();
    const nowhere = { x: Number.NaN, y: 3 };
    const before = api().getState();
    for (const run of [
      (it: FlowEditorApi) => it.addNode('math.add', nowhere),
      (it: FlowEditorApi) => it.addComment({}, nowhere),
      (it: FlowEditorApi) => it.paste(chain, nowhere),
      (it: FlowEditorApi) => it.centerOn(nowhere),
    ]) {
      expect(refusal(run)).toMatch(/^bad-option: .*finite numbers, got \{x: NaN, y: 3\}$/);
    }
    expect(api().getState()).toBe(before);
  });

  test('[E16] does what a user can do, and keeps the views of all graphs', () => {
    show();
    expect(call((it) => it.run('selectAll'))).toBe(true);
    expect(call((it) => it.run('redo'))).toBe(false);
    expect(refusal((it) => it.run('explode'))).toMatch(/^unknown-action: .*undo, redo/);
    act(() => api().setViewport({ x: 1, y: 2, scale: 0.5 }));
    expect(refusal((it) => it.setViewport({ x: 1, y: 2, scale: 0 }))).toMatch(/^bad-option/);
    act(() => void api().makeSubgraph(undefined, 'all'));
    act(() => api().enterSubgraph('all'));
    act(() => api().setViewport({ x: 3, y: 4, scale: 2 }));
    const { viewport, subgraphs } = api().getGraphWithViews();
    expect([viewport, subgraphs!['all']!.viewport]).toEqual([
      { x: 1, y: 2, scale: 0.5 },
      { x: 3, y: 4, scale: 2 },
    ]);
    expect(api().getGraph()).not.toHaveProperty('viewport');
    expect(refusal((it) => it.enterSubgraph('one'))).toMatch(
      /^no-subgraph: .*\(none\), got "one"$/,
    );
    expect(refusal((it) => it.renameSubgraph(''))).toMatch(/^name-taken: /);
  });

  test('[E16] a host hears what is selected, and what is seen', () => {
    const onSelectionChange = jest.fn();
    const onViewportChange = jest.fn();
    show({ onSelectionChange, onViewportChange });
    act(() => api().select(['two'], { marks: ['["wire","one","sum","two","a"]'] }));
    expect(onSelectionChange.mock.calls).toEqual([[['two'], ['["wire","one","sum","two","a"]']]]);
    act(() => api().setViewport({ x: 1, y: 2, scale: 0.5 }));
    expect(onViewportChange.mock.lastCall).toEqual([{ x: 1, y: 2, scale: 0.5 }]);
    expect(onSelectionChange).toHaveBeenCalledTimes(1);
    expect(changed).not.toHaveBeenCalled();
  });

  test('[E15] changes nothing in a read-only editor, and says where a wish makes no sense', () => {
    show({ readOnly: true });
    act(() => {
      api().removeNodes(['one']);
      api().setControl({ nodeId: 'one', portName: 'a', value: 4 });
      api().makeSubgraph(['one']);
      api().dispatch({ type: 'batch', commands: [{ type: 'removeNodes', ids: ['one'] }] });
      api().load({ version: 1, nodes: {} });
      api().select(['two']);
    });
    expect(cards()).toEqual(['one', 'two']);
    expect([...api().getState().selection]).toEqual(['two']);
    expect(changed).not.toHaveBeenCalled();
    expect(refusal((it) => it.removeNodes(['ghost']))).toMatch(/^unknown-node/);
  });
});
