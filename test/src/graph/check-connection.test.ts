import { describe, expect, test } from '@jest/globals';
import { createConfig, parseGraph } from 'millrace';
import type { Graph } from 'millrace';
import { checkConnection } from '../../../src/graph/check-connection.js';
import type { FindPorts } from '../../../src/graph/check-connection.js';
import { addNodes } from '../../../src/graph/add-nodes.js';
import { connect } from '../../../src/graph/edit-graph.js';
import { createNode } from '../../../src/run/create-node.js';

const { config } = createConfig([
  createNode(
    {
      type: 'math',
      inputs: [
        { name: 'a', type: 'number' },
        { name: 'text', type: 'string' },
        { name: 'any' },
        { name: 'list', multiple: true, schema: { type: 'array', items: { type: 'number' } } },
      ],
      outputs: [{ name: 'result', type: 'number' }],
    },
    () => 1,
  ),
]);
const [math] = config.nodeTypes;

const ids = ['x', 'y', 'z', 'an id with "quotes"'];
const nodes = Object.fromEntries(ids.map((id) => [id, { type: 'math' }]));
const start = addNodes(parseGraph({ version: 1, nodes: {} }).graph, nodes);
const wire = (from: string, to: string, portName = 'a') => ({
  from: { nodeId: from, portName: 'result' },
  to: { nodeId: to, portName },
});
const find = (graph: Graph): FindPorts => {
  return (id) => (Object.hasOwn(graph.nodes, id) ? math : undefined);
};
const check = (graph: Graph, ...ends: Parameters<typeof wire>) =>
  checkConnection(graph, wire(...ends), find(graph));

describe('a wire', () => {
  test('may be drawn where the types fit, and says how well they do', () => {
    expect(check(start, 'x', 'y')).toEqual({
      allowed: true,
      fit: { kind: 'exact' },
      replaces: false,
    });
    expect(check(start, 'x', 'y', 'any')).toMatchObject({
      allowed: true,
      fit: { kind: 'widened' },
    });
    expect(check(start, 'x', 'y', 'list')).toMatchObject({ allowed: true, fit: { kind: 'exact' } });
  });

  test('takes the place of another, unless the input takes several', () => {
    const graph = connect(connect(start, wire('x', 'y')), wire('x', 'y', 'list'));
    expect(check(graph, 'z', 'y')).toMatchObject({ allowed: true, replaces: true });
    expect(check(graph, 'z', 'y', 'list')).toMatchObject({ allowed: true, replaces: false });
    expect(check(graph, 'x', 'y')).toMatchObject({ allowed: false, code: 'present' });
  });

  test('is refused with the reason when the types never fit, unless that is allowed', () => {
    expect(check(start, 'x', 'y', 'text')).toEqual({
      allowed: false,
      code: 'types',
      reason: 'a number is never a text',
    });
    const misfit = checkConnection(start, wire('x', 'y', 'text'), find(start), {
      allowMisfits: true,
    });
    expect(misfit).toMatchObject({ allowed: true, fit: { kind: 'no' } });
  });

  test('is refused with the path of the cycle it would close', () => {
    const graph = connect(connect(start, wire('x', 'y')), wire('y', 'z'));
    const refused = check(graph, 'z', 'x');
    expect(refused).toMatchObject({ allowed: false, code: 'cycle' });
    expect(refused).toHaveProperty('reason', expect.stringMatching(/x"? → "?y"? → "?z"? → "?x/));
    expect(check(graph, 'x', 'x')).toMatchObject({ allowed: false, code: 'cycle' });
    // A diamond is no cycle.
    expect(check(graph, 'x', 'z', 'any')).toMatchObject({ allowed: true });
  });

  test('needs both its ports', () => {
    expect(check(start, 'ghost', 'y')).toMatchObject({ allowed: false, code: 'missing' });
    expect(check(start, 'x', 'y', 'nope')).toMatchObject({ allowed: false, code: 'missing' });
  });

  test('is checked along a chain of 100,000 nodes without recursion', () => {
    const count = 100_000;
    const graph = {
      version: 1,
      nodes: Object.fromEntries(
        Array.from({ length: count }, (_, index) => {
          const inputs =
            index === 0 ? {} : { a: [{ nodeId: `n${index - 1}`, portName: 'result' }] };
          return [`n${index}`, { connections: { inputs, outputs: {} } }];
        }),
      ),
    } as unknown as Graph;
    expect(check(graph, `n${count - 1}`, 'n0')).toMatchObject({ allowed: false, code: 'cycle' });
  });
});
