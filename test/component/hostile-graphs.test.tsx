/** Documents that broke other editors: each opens, is edited, and goes. */
import { describe, expect, test } from '@jest/globals';
import { act, render } from '@testing-library/react';
import { createRef } from 'react';
import { FlowEditor } from '../../component/index.js';
import type { FlowEditorApi } from '../../component/index.js';
import { config } from './nodes.js';

const good = { id: 'a', type: 'math.add', x: 0, y: 0, width: 200 };
const empty = { inputs: {}, outputs: {} };
const to = (nodeId: string, portName: string) => [{ nodeId, portName }];

const GRAPHS: Readonly<Record<string, unknown>> = {
  'no inputData': { a: { ...good, connections: empty } },
  'no connections': { a: { ...good, inputData: {} } },
  'connections without inputs': { a: { ...good, inputData: {}, connections: { outputs: {} } } },
  'an entry of inputs that is null': {
    a: { ...good, inputData: {}, connections: { inputs: { a: null }, outputs: {} } },
  },
  'a node that is null': { a: null, b: { ...good, id: 'b' } },
  'a multiselect value that is null': { a: { ...good, inputData: { a: { a: null } } } },
  'types that are names of a prototype': Object.fromEntries(
    ['constructor', '__proto__', 'toString'].map((type) => [type, { ...good, id: type, type }]),
  ),
  'ids with quotes and backslashes': {
    'a"]': { ...good, id: 'a"]', connections: { inputs: {}, outputs: { sum: to('b\\', 'a') } } },
    'b\\': { ...good, id: 'b\\', connections: { inputs: { a: to('a"]', 'sum') }, outputs: {} } },
  },
  'an id that is a selector': {
    'x"],[data-node-id="b': { ...good, id: 'x"],[data-node-id="b' },
    b: { ...good, id: 'b' },
  },
  'a ref and children in a node': {
    a: { ...good, ref: 'x', children: 'y', dangerouslySetInnerHTML: { __html: '<b>' } },
  },
  'an id that is __proto__': JSON.parse(
    '{"__proto__":{"id":"__proto__","type":"math.add","x":1,"y":1}}',
  ) as unknown,
  'a wire to a node that is not there': {
    a: { ...good, connections: { inputs: { a: to('nobody', 'sum') }, outputs: {} } },
  },
  'a wire from an output to a node that is not there': {
    a: { ...good, connections: { inputs: {}, outputs: { sum: to('nobody', 'a') } } },
  },
  'a wire to a port that is not there': {
    a: { ...good, connections: { inputs: { nothing: to('b', 'nothing') }, outputs: {} } },
    b: { ...good, id: 'b' },
  },
  'no place, no width': {
    a: { id: 'a', type: 'math.add' },
    b: { ...good, id: 'b', x: 'far', y: NaN },
  },
  'ids that differ from their keys': { a: { ...good, id: 'b' }, b: { ...good, id: 'a' } },
  'a list of nodes': [good],
  'nodes that are null': { version: 1, nodes: null },
  'a wire to itself': {
    a: { ...good, connections: { inputs: { a: to('a', 'sum') }, outputs: {} } },
  },
  'two nodes in a circle': {
    a: { ...good, connections: { inputs: { a: to('b', 'sum') }, outputs: { sum: to('b', 'a') } } },
    b: {
      ...good,
      id: 'b',
      connections: { inputs: { a: to('a', 'sum') }, outputs: { sum: to('a', 'a') } },
    },
  },
  'values of any type': {
    a: {
      ...good,
      inputData: { a: { a: { deep: [1, { x: null }] } }, b: { b: 'x'.repeat(20_000) } },
    },
    b: { ...good, id: 'b', type: 'text.shout', inputData: { text: { text: 12 } } },
  },
  'markup in every text': {
    a: {
      ...good,
      title: '<img src=x onerror=alert(1)>',
      type: '<img src=x onerror=alert(1)>',
      inputData: { '<b>': { '<i>': '<u>' } },
    },
  },
};

const edits: readonly Parameters<FlowEditorApi['dispatch']>[0][] = [
  { type: 'selectAll' },
  { type: 'copy' },
  {
    type: 'connect',
    wire: { from: { nodeId: 'a', portName: 'sum' }, to: { nodeId: 'b', portName: 'b' } },
  },
  {
    type: 'disconnect',
    wire: { from: { nodeId: 'nobody', portName: 'sum' }, to: { nodeId: 'a', portName: 'a' } },
  },
  { type: 'setControl', nodeId: 'a', portName: 'b', control: 'b', value: 3 },
  { type: 'moveNodes', places: { a: { x: 9, y: 9 } } },
];

describe('hostile graphs', () => {
  test.each(Object.entries(GRAPHS))('%s', (_, graph) => {
    const editor = createRef<FlowEditorApi>();
    const { container, unmount } = render(
      <FlowEditor ref={editor} config={config} defaultGraph={graph as object} />,
    );
    const api = editor.current!;
    const before = JSON.stringify(api.getGraph());
    act(() => {
      for (const command of edits) api.dispatch(command);
    });
    act(() => void api.paste());
    while (api.getState().history.undo.length > 0) act(() => api.dispatch({ type: 'undo' }));
    expect(JSON.stringify(api.getGraph())).toBe(before);
    const shown = container.querySelectorAll('[data-flume-component="node"]').length;
    expect(shown).toBe(Object.keys(api.getGraph().nodes).length);
    expect(container.querySelector('img, script')).toBeNull();
    act(() => api.dispatch({ type: 'removeNodes', ids: Object.keys(api.getGraph().nodes) }));
    expect(container.querySelectorAll('[data-mr-wire]')).toHaveLength(0);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    unmount();
  });
});
