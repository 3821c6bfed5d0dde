import { describe, expect, it } from '@jest/globals';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import type { ParsedGraph } from '../../../src/graph/parse-graph.js';
import { config, joined, node } from './graphs.js';

const wire = (nodeId: string, portName: string) => ({ nodeId, portName });

function codes({ issues }: ParsedGraph): readonly string[] {
  return issues.map(({ severity, code, path }) => `${severity} ${code} ${path.join('.')}`);
}

function json(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('a wire known on one side', () => {
  const outputs = (...ends: unknown[]) => ({
    ...node('one'),
    connections: { inputs: {}, outputs: { r: ends } },
  });

  it('by its input, is added to the output', () => {
    const parsed = parseGraph({ a: node('one'), b: node('add', { a: 'a.r' }) }, config);
    expect(codes(parsed)).toEqual(['warning connection-output-added b.connections.inputs.a.0']);
    expect(parsed.graph.nodes['a']!.connections.outputs['r']).toEqual([wire('b', 'a')]);
  });

  it('by its output, is added to the input when that exists and is free', () => {
    const parsed = parseGraph({ a: outputs(wire('b', 'a')), b: node('add') }, config);
    expect(codes(parsed)).toEqual(['warning connection-input-added a.connections.outputs.r.0']);
    expect(parsed.issues[0]).toMatchObject({ nodeId: 'b', portName: 'a' });
    expect(parsed.graph.nodes['b']!.connections.inputs['a']).toEqual([wire('a', 'r')]);
  });

  it('by its output, is added to a `multiple` input beside others, once', () => {
    const parsed = parseGraph(
      {
        a: outputs(wire('j', 'xs'), wire('j', 'xs')),
        b: node('one'),
        j: node('join', { xs: 'b.r' }),
      },
      config,
    );
    expect(parsed.graph.nodes['j']!.connections.inputs['xs']).toEqual([
      wire('b', 'r'),
      wire('a', 'r'),
    ]);
  });

  it('by two outputs for one free input, is added for the first and reported for the second', () => {
    const nodes = { a: outputs(wire('c', 'a')), b: outputs(wire('c', 'a')), c: node('add') };
    const parsed = parseGraph(nodes, config);
    expect(codes(parsed)).toEqual([
      'warning connection-input-added a.connections.outputs.r.0',
      'error connection-one-sided b.connections.outputs.r.0',
    ]);
    expect(parsed.issues[1]!.message).toContain('has another wire');
    expect(parsed.graph.nodes['b']!.connections.outputs['r']).toEqual([wire('c', 'a')]);
  });

  it('by its output, is reported and kept when the input does not exist', () => {
    const parsed = parseGraph({ a: outputs(wire('b', 'zzz')), b: node('add') }, config);
    expect(codes(parsed)).toEqual(['error connection-one-sided a.connections.outputs.r.0']);
    expect(parsed.graph.nodes['a']!.connections.outputs['r']).toEqual([wire('b', 'zzz')]);
    expect(parsed.graph.nodes['b']!.connections.inputs).toEqual({});
  });

  it('by its output, is added to a placeholder whose signature has the input', () => {
    const signatures = {
      f: {
        label: 'Add',
        inputs: [{ name: 'a', schema: { type: 'number' }, required: true }],
        outputs: [],
        returns: 'void',
      },
    };
    const nodes = { a: outputs(wire('b', 'a')), b: node('gone', {}, { fingerprint: 'f' }) };
    expect(codes(parseGraph({ version: 1, nodes, signatures }, config))).toEqual([
      'warning connection-input-added nodes.a.connections.outputs.r.0',
    ]);
  });

  it('that leads nowhere is reported and kept', () => {
    const parsed = parseGraph({ a: outputs(wire('x', 'a')), b: node('add', { a: 'y.r' }) }, config);
    expect(codes(parsed)).toEqual([
      'warning dangling-connection a.connections.outputs.r.0',
      'error dangling-connection b.connections.inputs.a.0',
    ]);
    expect(parsed.graph.nodes['b']!.connections.inputs['a']).toEqual([wire('y', 'r')]);
    const again = parseGraph(json(parsed.graph), config);
    expect(again.graph).toEqual(parsed.graph);
    expect(again.issues.map(({ message }) => message)).toEqual(
      parsed.issues.map(({ message }) => message),
    );
  });

  it('is told from another whose ids read alike', () => {
    const nodes = {
      'a\0b': outputs(),
      a: outputs(),
      j: node('join', { xs: Array.from({ length: 12 }, () => 'a\0b.r') }),
    };
    const { graph } = parseGraph(nodes, config);
    expect(graph.nodes['a']!.connections.outputs['r']).toEqual([]);
  });

  it('is found in linear time among 20,000 wires, in and out', () => {
    const count = 20_000;
    const fanIn = joined(count, (index) =>
      index === 0 ? Array.from({ length: count - 1 }, (_, at) => at + 1) : [],
    );
    const fanOut = joined(count, (index) => (index === 0 ? [] : [0]));
    for (const graph of [fanIn, fanOut]) expect(parseGraph(graph, config).issues).toEqual([]);
    expect(fanOut.nodes['n0']!.connections.outputs['r']).toHaveLength(count - 1);
    const nodes = Object.fromEntries(
      Object.entries(fanIn.nodes).map(([id, each]) => [
        id,
        { ...each, connections: { ...each.connections, inputs: {} } },
      ]),
    );
    const repaired = parseGraph(nodes, config);
    expect(repaired.graph.nodes['n0']!.connections.inputs['xs']).toHaveLength(count - 1);
    expect(repaired.issues).toHaveLength(count - 1);
  });
});
