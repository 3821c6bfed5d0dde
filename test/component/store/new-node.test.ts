import { describe, expect, test } from '@jest/globals';
import { addNodeCommand, freePlace, newNodeIds } from '../../../component/store/new-node.js';
import { createEditorState } from '../../../component/store/editor-state.js';
import { reduceEditor } from '../../../component/store/reduce-editor.js';
import { createConfig } from '../../../src/index.js';
import { addNodes } from '../../../src/graph/add-nodes.js';
import { createNode } from '../../../src/run/create-node.js';

const { config } = createConfig([
  createNode(
    {
      type: 'math.add',
      inputs: [
        { name: 'a', type: 'number' },
        { name: 'b', type: 'number' },
      ],
      outputs: [{ name: 'sum', type: 'number' }],
    },
    (a: number, b: number) => a + b,
  ),
]);
const empty = createEditorState().graph;

describe('ids of new nodes', () => {
  test('are the last part of the type, numbered from the second on', () => {
    const graph = addNodes(empty, { add: { type: 'math.add' }, 'add-2': { type: 'math.add' } });
    expect(newNodeIds(graph, ['math.add', 'math.add', 'text.join', ''])).toEqual([
      'add-3',
      'add-4',
      'join',
      'node',
    ]);
  });
});

describe('the place of a new node', () => {
  test('moves aside of nodes that are there', () => {
    const graph = addNodes(empty, {
      a: { type: 't', x: 10, y: 10 },
      b: { type: 't', x: 34, y: 34 },
    });
    expect(freePlace(graph, { x: 10.4, y: 9.8 })).toEqual({ x: 58, y: 58 });
    expect(freePlace(graph, { x: 200, y: 10 })).toEqual({ x: 200, y: 10 });
  });
});

test('a new node brings the signature it is drawn against', () => {
  const [type] = config.nodeTypes;
  const state = createEditorState();
  const { graph } = reduceEditor(state, addNodeCommand(type!, 'add', { x: 1, y: 2 }));
  expect(graph.nodes['add']).toMatchObject({ type: 'math.add', x: 1, y: 2 });
  const { fingerprint } = graph.nodes['add']!;
  expect(graph.signatures?.[fingerprint!]).toMatchObject({
    label: 'Add',
    inputs: [{ name: 'a' }, { name: 'b' }],
    outputs: [{ name: 'sum' }],
  });
});
