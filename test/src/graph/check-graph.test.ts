import { describe, expect, it } from '@jest/globals';
import { parseConfig } from '../../../src/config/parse-config.js';
import { checkGraph } from '../../../src/graph/check-graph.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import { joined, node } from './graphs.js';
import type { RawNode } from './graphs.js';

const { config } = parseConfig({
  nodeTypes: [
    {
      type: 'need',
      inputs: [
        { name: 'a', required: true, schema: { type: 'number' } },
        { name: 'b', schema: { type: 'boolean' } },
      ],
      outputs: [{ name: 'r', schema: { type: 'number' } }],
    },
    {
      type: 'safe',
      inputs: [{ name: 'a', required: true, default: 3, schema: { type: 'number' } }],
    },
    {
      type: 'many',
      inputs: [
        { name: 'xs', multiple: true, schema: { type: 'array', items: { type: 'boolean' } } },
      ],
    },
    { type: 'text', outputs: [{ name: 'r', schema: { type: 'string' } }] },
    { type: 'dynamic', inputs: { path: 'grow' } },
    {
      type: 'join',
      inputs: [{ name: 'xs', multiple: true, schema: { type: 'array' } }],
      outputs: [{ name: 'r' }],
    },
  ],
});

function check(nodes: Record<string, RawNode>, options = {}) {
  const { graph } = parseGraph({ version: 1, nodes }, config);
  return checkGraph(graph, config, options);
}

function codes(nodes: Record<string, RawNode>, options = {}): readonly string[] {
  return check(nodes, options).map(
    ({ severity, code, path }) => `${severity} ${code} ${path.join('.')}`,
  );
}

const filled = { inputData: { a: { a: 1 } } };

describe('checkGraph', () => {
  it('finds nothing wrong with a graph that can run', () => {
    expect(check({ a: node('need', {}, filled), b: node('need', { a: 'a.r' }) })).toEqual([]);
  });

  it('[R2] reports a required input that gets nothing', () => {
    expect(
      codes({ a: node('need'), b: node('need', {}, { inputData: { a: { a: null } } }) }),
    ).toEqual([
      'error missing-input nodes.a.inputData.a',
      'error missing-input nodes.b.inputData.a',
    ]);
    expect(check({ a: node('need') })[0]).toMatchObject({ nodeId: 'a', portName: 'a' });
  });

  it('[R2] does not miss what has a default', () => {
    expect(codes({ a: node('safe') })).toEqual([]);
  });

  it('[R5] does not ask a disabled node for its inputs', () => {
    expect(codes({ a: node('need', {}, { disabled: true }) })).toEqual([]);
  });

  it('[R7] reports a bad node once, in the words of the run, and not its inputs', () => {
    const issues = check({
      a: node('need', { a: 'a.r' }),
      b: node('gone', {}),
      c: node('need', { x: 'a.r' }),
    });
    expect(issues.map(({ nodeId, code }) => `${nodeId} ${code}`)).toEqual([
      'a cycle',
      'b unknown-type',
      'c unknown-input',
    ]);
    expect(issues[2]).toMatchObject({ severity: 'error', path: ['nodes', 'c'], portName: 'x' });
  });

  it('[R3] warns of a wire whose types can not fit, also into a `multiple` input', () => {
    const nodes = {
      t: node('text'),
      n: node('need', { a: 't.r', b: 't.r' }),
      m: node('many', { xs: ['n.r', 't.r'] }),
    };
    expect(codes(nodes)).toEqual([
      'warning incompatible-wire nodes.n.connections.inputs.b',
      'warning incompatible-wire nodes.m.connections.inputs.xs',
      'warning incompatible-wire nodes.m.connections.inputs.xs',
    ]);
    expect(check(nodes)[0]!.message).toBe(
      'the wire t.r → n.b does not fit: a text is never true or false',
    );
  });

  it('warns of a port function that is not registered', () => {
    expect(codes({ d: node('dynamic') })).toEqual(['warning port-function-missing nodes.d']);
    expect(codes({ d: node('dynamic') }, { portFunctions: { grow: () => [] } })).toEqual([]);
  });

  it('[R6] looks at the selected nodes and their ancestors only', () => {
    const nodes = { a: node('need'), b: node('need', { a: 'a.r' }), c: node('need') };
    expect(codes(nodes, { selectedNodeIds: ['b'] })).toEqual([
      'error missing-input nodes.a.inputData.a',
    ]);
    expect(() => check(nodes, { selectedNodeIds: ['x'] })).toThrow('"x"');
  });

  it('names hostile ids so that they can be read', () => {
    const [issue] = check({ 'a\n"b"': node('need') });
    expect(issue!.message).toContain(String.raw`"a\n\"b\"".a is required`);
  });

  it('checks a chain of 100,000 nodes', () => {
    expect(
      checkGraph(
        joined(100_000, (index) => (index === 0 ? [] : [index - 1])),
        config,
      ),
    ).toEqual([]);
  });
});
