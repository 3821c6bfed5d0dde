/** A small config and graph that the tests of the editor use. */
import { createConfig } from '../../src/index.js';
import type { Graph, GraphNode } from '../../src/index.js';
import { createNode } from '../../src/run/create-node.js';

export const { config, functions } = createConfig([
  createNode(
    {
      type: 'math.add',
      label: 'Add',
      description: 'Adds two numbers.',
      category: 'math',
      inputs: [
        { name: 'a', type: 'number', default: 1 },
        { name: 'b', type: 'number', default: 2 },
      ],
      outputs: [{ name: 'sum', type: 'number' }],
    },
    (a: number, b: number) => a + b,
  ),
  createNode(
    {
      type: 'text.shout',
      label: 'Shout',
      category: 'text',
      inputs: [{ name: 'text', type: 'string' }],
      outputs: [{ name: 'result', type: 'string' }],
    },
    (text: string) => {
      if (text === '') throw new RangeError('there is nothing to shout');
      return text.toUpperCase();
    },
  ),
]);

/** A node as a document has it. */
export function node(id: string, type: string, more: Partial<GraphNode> = {}): GraphNode {
  const connections = { inputs: {}, outputs: {} };
  return { id, type, x: 0, y: 0, width: 200, inputData: {}, connections, ...more };
}

/** `one` (Add) leads to `two` (Add), its input `a`. */
export const chain: Graph = {
  version: 1,
  nodes: {
    one: node('one', 'math.add', {
      connections: { inputs: {}, outputs: { sum: [{ nodeId: 'two', portName: 'a' }] } },
    }),
    two: node('two', 'math.add', {
      x: 300,
      connections: { inputs: { a: [{ nodeId: 'one', portName: 'sum' }] }, outputs: {} },
    }),
  },
};
