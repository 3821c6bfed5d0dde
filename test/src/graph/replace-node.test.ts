import { describe, expect, test } from '@jest/globals';
import { assignable } from '../../../src/config/assignable.js';
import { wiredSchema } from '../../../src/config/wired-schema.js';
import { linkPorts } from '../../../src/graph/linked-ports.js';
import { planReplacement, replaceNode } from '../../../src/graph/replace-node.js';
import { parseConfig, parseGraph } from '../../../src/index.js';
import type { Graph, NodeType } from '../../../src/index.js';

const number = (name: string) => ({ name, type: 'number', schema: { type: 'number' } });
const text = (name: string) => ({ name, type: 'string', schema: { type: 'string' } });
const { config } = parseConfig({
  version: 1,
  nodeTypes: [
    { type: 'source', label: 'Source', outputs: [number('n'), text('t')] },
    { type: 'old', label: 'Old', inputs: [number('a'), text('b')], outputs: [number('out')] },
    { type: 'same', label: 'Same', inputs: [text('b'), number('a')], outputs: [number('out')] },
    {
      type: 'other',
      label: 'Other',
      inputs: [text('words'), number('size')],
      outputs: [number('x')],
    },
    {
      type: 'small',
      label: 'Small',
      inputs: [number('a')],
      outputs: [{ name: 'out', type: 'array', schema: { type: 'array' } }],
    },
    {
      type: 'sink',
      label: 'Sink',
      inputs: [
        {
          name: 'v',
          type: 'numbers',
          schema: { type: 'array', items: { type: 'number' } },
          multiple: true,
        },
      ],
    },
  ],
});
const typeOf = (name: string): NodeType => config.nodeTypes.find(({ type }) => type === name)!;

const end = (nodeId: string, portName: string) => ({ nodeId, portName });
const { graph } = parseGraph(
  {
    version: 1,
    ports: { inputs: [], outputs: [{ name: 'result', nodeId: 'old', portName: 'out' }] },
    nodes: {
      s: { type: 'source' },
      t: { type: 'source' },
      old: {
        type: 'old',
        inputData: { b: { b: 'hello' } },
        pinned: { out: 3 },
        connections: { inputs: { a: [{ ...end('s', 'n'), points: [{ x: 1, y: 2 }] }] } },
      },
      sink: {
        type: 'sink',
        connections: { inputs: { v: [end('s', 'n'), end('old', 'out'), end('t', 'n')] } },
      },
    },
  },
  config,
);

function replaced(type: string): { after: Graph; lost: readonly string[] } {
  const portsOf = (id: string) => typeOf(graph.nodes[id]!.type);
  const plan = planReplacement(graph, graph.nodes['old']!, {
    type: typeOf(type),
    context: {
      portsOf,
      linked: linkPorts(graph, portsOf),
      fitOf: (given, input) => assignable(given, wiredSchema(input)),
    },
  });
  const after = replaceNode(graph, { nodeId: 'old', type: typeOf(type), match: plan.match });
  return { after, lost: [...plan.lostWires, ...plan.lostValues] };
}

describe('[E7] a node that is replaced', () => {
  test('keeps wires, their points and values by the names of ports', () => {
    const { after, lost } = replaced('same');
    expect(lost).toEqual([]);
    expect(after.nodes['old']).toMatchObject({
      type: 'same',
      fingerprint: typeOf('same').fingerprint,
      inputData: { b: { b: 'hello' } },
      pinned: { out: 3 },
      connections: { inputs: { a: [{ ...end('s', 'n'), points: [{ x: 1, y: 2 }] }] } },
    });
  });

  test('keeps wires by type where no port has the name, in their order at the other end', () => {
    const { after, lost } = replaced('other');
    expect(lost).toEqual(['b']);
    expect(after.nodes['old']!.connections.inputs).toMatchObject({ size: [end('s', 'n')] });
    expect(after.nodes['s']!.connections.outputs['n']).toContainEqual(end('old', 'size'));
    const arrived = after.nodes['sink']!.connections.inputs['v'];
    expect(arrived).toEqual([end('s', 'n'), end('old', 'x'), end('t', 'n')]);
    expect(after.ports!.outputs).toEqual([{ name: 'result', nodeId: 'old', portName: 'x' }]);
    expect(after.nodes['old']!.pinned).toEqual({ x: 3 });
  });

  test('loses what fits nowhere, at both ends, and says so', () => {
    const { after, lost } = replaced('small');
    expect(lost).toEqual(['out', 'b']);
    expect(after.nodes['sink']!.connections.inputs['v']).toEqual([end('s', 'n'), end('t', 'n')]);
    expect(after.ports!.outputs).toEqual([]);
    expect(after.nodes['old']!.connections.outputs).toEqual({});
  });

  test('leaves a graph as it is that has no such node, or one of that type', () => {
    const match = { inputs: {}, outputs: {} };
    expect(replaceNode(graph, { nodeId: 'gone', type: typeOf('same'), match })).toBe(graph);
    expect(replaceNode(graph, { nodeId: 'old', type: typeOf('old'), match })).toBe(graph);
  });
});
