import { describe, expect, test } from '@jest/globals';
import { parseGraph } from 'millrace';
import type { Graph } from 'millrace';
import { addNodes } from '../../../src/graph/add-nodes.js';
import {
  connect,
  disconnect,
  moveNodes,
  removeNodes,
  setControl,
  updateNodes,
} from '../../../src/graph/edit-graph.js';
import { withPoints } from '../../../src/graph/wire-points.js';
import { createRandom } from '../../fuzz/random.js';

const empty: Graph = parseGraph({ version: 1, nodes: {} }).graph;
const wire = (from: string, to: string, portName = 'a') => ({
  from: { nodeId: from, portName: 'result' },
  to: { nodeId: to, portName },
});

/** Nodes a, b, c and `__proto__`, wired a → b → c and a → `__proto__`. */
function drawn(): Graph {
  const ids = ['a', 'b', 'c', '__proto__'];
  const nodes = addNodes(empty, Object.fromEntries(ids.map((id) => [id, { type: 't' }])));
  return [wire('a', 'b'), wire('b', 'c'), wire('a', '__proto__')].reduce(
    (graph, each) => connect(graph, each),
    nodes,
  );
}

/** Both sides of every wire agree, and lead to nodes that are there. */
function expectSound(graph: Graph): void {
  const json = JSON.stringify(graph);
  const { graph: read, issues } = parseGraph(json);
  expect(issues).toEqual([]);
  expect(JSON.stringify(read)).toBe(json);
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

describe('an edit', () => {
  test('shares what it does not touch, and changes nothing in place', () => {
    const before = freeze(drawn());
    const after = setControl(before, { nodeId: 'a', portName: 'x', control: 'x', value: 1 });
    expect(after.nodes['a']).not.toBe(before.nodes['a']);
    expect(after.nodes['b']).toBe(before.nodes['b']);
    expect(before.nodes['a']?.inputData).toEqual({});
  });

  test('of something that is not there, or that changes nothing, returns the same graph', () => {
    const graph = drawn();
    expect(removeNodes(graph, ['ghost'])).toBe(graph);
    expect(moveNodes(graph, { ghost: { x: 1, y: 1 }, a: { x: 0, y: 0 } })).toBe(graph);
    expect(connect(graph, wire('a', 'ghost'))).toBe(graph);
    expect(connect(graph, wire('a', 'b'))).toBe(graph);
    expect(disconnect(graph, wire('a', 'c'))).toBe(graph);
    expect(updateNodes(graph, ['a'], (node) => node)).toBe(graph);
    const edit = { nodeId: 'a', portName: 'x', control: 'x', value: Number.NaN };
    const once = setControl(graph, edit);
    expect(setControl(once, edit)).toBe(once);
  });

  test('keeps the order of the nodes and unknown keys of the document', () => {
    const graph = { ...drawn(), custom: 1 } as Graph;
    const after = moveNodes(graph, { c: { x: 5, y: 6 } });
    expect(Object.keys(after.nodes)).toEqual(['a', 'b', 'c', '__proto__']);
    expect(after).toMatchObject({ custom: 1, nodes: { c: { x: 5, y: 6 } } });
    expectSound(after);
  });
});

test('a place that is none moves nothing: what lies nowhere is never seen again', () => {
  const graph = drawn();
  const places = { a: { x: Number.NaN, y: 1 }, b: { x: 1, y: Infinity }, c: { x: 5, y: 6 } };
  const moved = moveNodes(graph, places);
  expect(moved.nodes['a']).toBe(graph.nodes['a']);
  expect(moved.nodes['b']).toBe(graph.nodes['b']);
  expect(moved.nodes['c']).toMatchObject({ x: 5, y: 6 });
  const point = { portName: 'a', from: wire('b', 'c').from };
  const bent = withPoints(graph.nodes['c']!, point, [
    { x: 1, y: 2 },
    { x: Number.NaN, y: 2 },
  ]);
  expect(bent.connections.inputs['a']![0]!.points).toEqual([{ x: 1, y: 2 }]);
  const whole = { ...graph, nodes: { ...graph.nodes, c: bent } };
  // The other end stays where it is, and so do the points between.
  const aside = moveNodes(whole, { b: { x: Number.NaN, y: 500 }, c: { x: 0, y: 500 } }).nodes['c']!;
  expect(aside.connections).toBe(bent.connections);
  const odd = { type: 't', x: Number.NaN, y: 3, width: Infinity };
  expect(addNodes(graph, { odd }).nodes['odd']).toMatchObject({ x: 0, y: 3, width: 200 });
});

describe('nodes', () => {
  test('are added behind the others, complete', () => {
    const graph = addNodes(drawn(), { new: { type: 't', x: 7, title: 'New' } });
    expect(Object.keys(graph.nodes).at(-1)).toBe('new');
    expect(graph.nodes['new']).toMatchObject({ id: 'new', x: 7, y: 0, width: 200, title: 'New' });
    expectSound(graph);
  });

  test('go with their wires and the ports they promoted', () => {
    const port = (nodeId: string) => ({ name: nodeId, nodeId, portName: 'a' });
    const ports = { inputs: [port('a'), port('b')], outputs: [port('c'), port('b')] };
    const after = removeNodes({ ...drawn(), ports }, ['b', '__proto__']);
    expect(Object.keys(after.nodes)).toEqual(['a', 'c']);
    expect(after.nodes['a']?.connections.outputs).toEqual({});
    expect(after.nodes['c']?.connections.inputs).toEqual({});
    expect(after.ports).toEqual({ inputs: [port('a')], outputs: [port('c')] });
    expectSound(after);
    const mine = { ...drawn(), ports: { ...ports, mine: 1 } };
    expect(removeNodes(mine, ['b']).ports).toHaveProperty('mine', 1);
  });
});

describe('wires', () => {
  test('replace what the input had, unless it takes several', () => {
    const replaced = connect(drawn(), wire('b', '__proto__'));
    const node = replaced.nodes['__proto__']!;
    expect(node.connections.inputs['a']).toEqual([{ nodeId: 'b', portName: 'result' }]);
    expect(replaced.nodes['a']?.connections.outputs['result']).toHaveLength(1);
    const added = connect(drawn(), wire('b', '__proto__'), { keep: true });
    expect(added.nodes['__proto__']?.connections.inputs['a']).toHaveLength(2);
    expectSound(replaced);
    expectSound(added);
  });

  test('are removed from both their ends, and leave no empty list behind', () => {
    const after = disconnect(drawn(), wire('b', 'c'));
    expect(after.nodes['b']?.connections.outputs).toEqual({});
    expect(after.nodes['c']?.connections.inputs).toEqual({});
    expectSound(after);
  });
});

describe('control values', () => {
  test('are set, and taken out again by undefined', () => {
    const edit = { nodeId: 'a', portName: '__proto__', control: 'constructor' };
    const set = setControl(drawn(), { ...edit, value: { deep: [1] } });
    expect(JSON.stringify(set.nodes['a']?.inputData)).toBe(
      '{"__proto__":{"constructor":{"deep":[1]}}}',
    );
    expectSound(set);
    const unset = setControl(set, { ...edit, value: undefined });
    expect(Object.keys(unset.nodes['a']!.inputData)).toEqual([]);
  });
});

test('graphs stay sound through 3,000 random edits, and what they were stays as it was', () => {
  const random = createRandom(7);
  let graph = empty;
  for (let step = 0; step < 3000; step += 1) {
    const ids = Object.keys(graph.nodes);
    const id = ids.length === 0 ? 'none' : random.pick(ids);
    const other = ids.length === 0 ? 'none' : random.pick(ids);
    const before = JSON.stringify(graph);
    const frozen = freeze(graph);
    const port = random.pick(['a', 'b', '__proto__']);
    graph = random.pick([
      () => (ids.length < 12 ? addNodes(frozen, { [`n${step}`]: { type: 't' } }) : frozen),
      () => (random.chance(0.3) ? removeNodes(frozen, [id]) : frozen),
      () => connect(frozen, wire(id, other, port), { keep: random.chance(0.3) }),
      () => disconnect(frozen, wire(id, other, port)),
      () => moveNodes(frozen, { [id]: { x: step, y: 1 } }),
      () => setControl(frozen, { nodeId: id, portName: port, control: port, value: step }),
    ])();
    expect(JSON.stringify(frozen)).toBe(before);
    if (step % 50 === 0) expectSound(graph);
  }
  expectSound(graph);
});
