import { describe, expect, test } from '@jest/globals';
import { planMend } from '../../../component/store/plan-mend.js';
import { connect } from '../../../src/graph/edit-graph.js';
import type { Graph } from '../../../src/index.js';
import { config as joinConfig, joined } from '../../src/graph/graphs.js';
import { config, node } from '../nodes.js';

const types = new Map(config.nodeTypes.map((type) => [type.type, type]));

/** Wires as `from.port > to.port`. */
function graphOf(nodes: Readonly<Record<string, string>>, wires: readonly string[]): Graph {
  const entries = Object.entries(nodes).map(([id, type]) => [id, node(id, type)] as const);
  const empty: Graph = { version: 1, nodes: Object.fromEntries(entries) };
  const end = (text: string) => {
    const [nodeId = '', portName = ''] = text.split('.');
    return { nodeId, portName };
  };
  return wires.reduce((graph, wire) => {
    const [from = '', to = ''] = wire.split(' > ');
    return connect(graph, { from: end(from), to: end(to) }, { keep: true });
  }, empty);
}

function mend(graph: Graph, ...ids: readonly string[]): readonly string[] {
  const find = (id: string) => types.get(graph.nodes[id]?.type ?? '');
  return planMend(graph, new Set(ids), find).map(
    ({ from, to }) => `${from.nodeId}.${from.portName} > ${to.nodeId}.${to.portName}`,
  );
}

const ADDS = { one: 'math.add', two: 'math.add', three: 'math.add', four: 'math.add' };

describe('[E6] deleting and mending', () => {
  test('joins what led in with what was led to', () => {
    const graph = graphOf(ADDS, ['one.sum > two.a', 'two.sum > three.b', 'two.sum > four.a']);
    expect(mend(graph, 'two')).toEqual(['one.sum > three.b', 'one.sum > four.a']);
  });

  test('leads past as many nodes in a row as there are', () => {
    const count = 11_000;
    const chain = joined(count, (index) => (index === 0 ? [] : [index - 1]));
    const between = Object.keys(chain.nodes).slice(1, -1);
    const ports = joinConfig.nodeTypes.find(({ type }) => type === 'join')!;
    const planned = planMend(chain, new Set(between), () => ports);
    expect(planned.map(({ from, to }) => [from.nodeId, to.nodeId])).toEqual([
      ['n0', `n${count - 1}`],
    ]);
  });

  test('leads past several nodes, whatever circles there are among them', () => {
    const wires = [
      'one.sum > two.a',
      'two.sum > three.a',
      'three.sum > two.b',
      'three.sum > four.b',
    ];
    expect(mend(graphOf(ADDS, wires), 'two', 'three')).toEqual(['one.sum > four.b']);
  });

  test('takes the first that fits, and nothing where none does', () => {
    const nodes = { ...ADDS, loud: 'text.shout', ask: 'text.shout' };
    const fits = graphOf(nodes, ['ask.result > two.a', 'one.sum > two.b', 'two.sum > four.a']);
    expect(mend(fits, 'two')).toEqual(['one.sum > four.a']);
    const none = graphOf(nodes, ['one.sum > two.a', 'two.sum > loud.text']);
    expect(mend(none, 'two')).toEqual([]);
  });

  test('leaves alone what loses nothing, and nodes that begin or end a graph', () => {
    const graph = graphOf(ADDS, ['one.sum > two.a', 'one.sum > three.a']);
    expect(mend(graph, 'one')).toEqual([]);
    expect(mend(graph, 'two')).toEqual([]);
    expect(mend(graph)).toEqual([]);
  });
});
