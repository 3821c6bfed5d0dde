import { describe, expect, test } from '@jest/globals';
import { encodeBatch } from '../../python-bridge/runtime/encode-batch.js';
import type { BatchNode } from '../../src/run/python/python-runtime.js';

const node = (nodeId: string, changed: Partial<BatchNode> = {}): BatchNode => ({
  nodeId,
  module: 'm',
  export: 'f',
  returns: 'value',
  arguments: [{ port: 'x', parameter: 'x', source: { type: 'value', value: 1 } }],
  outputs: [{ name: 'result', keep: { value: 'never', handle: false } }],
  ...changed,
});

interface Said {
  readonly calls: readonly unknown[];
  readonly nodes: readonly (readonly unknown[])[];
}

const said = (...nodes: readonly BatchNode[]): Said =>
  JSON.parse(encodeBatch({ nodes }, 1).text) as Said;

describe('a batch as a message', () => {
  test('what nodes have in common crosses once', () => {
    const { calls, nodes } = said(node('a'), node('b'), node('c'));
    expect(calls).toHaveLength(1);
    expect(nodes).toEqual([
      [0, 'a', [1]],
      [0, 'b', [1]],
      [0, 'c', [1]],
    ]);
  });

  test.each<[string, Partial<BatchNode>]>([
    ['module', { module: 'other' }],
    ['function', { export: 'g' }],
    ['kind of result', { returns: 'tuple' }],
    ['time limit', { timeoutMs: 5 }],
    ['ports', { arguments: [] }],
    ['parameter', { arguments: [{ ...node('a').arguments[0]!, parameter: 'y' }] }],
    ['depth', { arguments: [{ ...node('a').arguments[0]!, deep: true }] }],
    ['outputs', { outputs: [] }],
    ['wish', { outputs: [{ name: 'result', keep: { value: 'never', handle: true } }] }],
  ])('another %s is another call', (_what, changed) => {
    const { calls, nodes } = said(node('a'), node('b', changed), node('c'));
    expect(calls).toHaveLength(2);
    expect(nodes.map(([call]) => call)).toEqual([0, 1, 0]);
  });

  test('many calls of one function are not all compared, and none is taken for another', () => {
    const limits = [...Array.from({ length: 20 }, (_, index) => index + 1), 1];
    const { calls, nodes } = said(...limits.map((timeoutMs) => node('a', { timeoutMs })));
    const found = nodes.map(([call]) => (calls[call as number] as BatchNode).timeoutMs);
    expect(found).toEqual(limits);
  });

  test('a scalar is said as it is, a wire as two numbers, anything else with what it is', () => {
    const source = (value: unknown) => ({
      port: 'x',
      parameter: 'x',
      source: { type: 'value', value } as const,
    });
    const wire = {
      port: 'x',
      parameter: 'x',
      source: { type: 'node', node: 0, output: 2 },
    } as const;
    const values = ['a', true, null, -1.5, [1], Infinity];
    const { nodes } = said(node('a'), node('b', { arguments: [wire, ...values.map(source)] }));
    const tagged = { type: 'value', value: { $float: 'inf' } };
    const plain = { type: 'plain', value: [1] };
    expect(nodes[1]?.[2]).toEqual([[0, 2], 'a', true, null, -1.5, plain, tagged]);
  });
});
