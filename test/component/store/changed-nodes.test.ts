import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { changedNodes, nodeIdsOf } from '../../../component/store/changed-nodes.js';
import { createRecord } from '../../../src/config/document.js';
import type { Graph, GraphNode } from '../../../src/graph/graph.js';

const node = (id: string, x = 0): GraphNode => ({
  id,
  type: 'add',
  x,
  y: 0,
  width: 200,
  inputData: createRecord(),
  connections: { inputs: createRecord(), outputs: createRecord() },
});

function graphOf(nodes: readonly GraphNode[]): Graph {
  const record = createRecord<GraphNode>();
  for (const each of nodes) record[each.id] = each;
  return { version: 1, nodes: record };
}

const [a, b, c] = [node('a'), node('b'), node('__proto__')];

test('a node that was written, one that is new and one that has gone are told apart', () => {
  const moved = node('b', 20);
  expect(changedNodes(graphOf([a, b]), graphOf([a, moved]))).toEqual({
    written: ['b'],
    removed: [],
  });
  expect(changedNodes(graphOf([a]), graphOf([a, c]))).toEqual({
    written: ['__proto__'],
    removed: [],
  });
  expect(changedNodes(graphOf([a, c]), graphOf([a]))).toEqual({
    written: [],
    removed: ['__proto__'],
  });
});

test('one that goes while another comes is seen, although there are as many', () => {
  expect(changedNodes(graphOf([a, b]), graphOf([a, c]))).toEqual({
    written: ['__proto__'],
    removed: ['b'],
  });
});

test('the same nodes differ in nothing, whatever else the graph holds', () => {
  const graph = graphOf([a, b]);
  expect(changedNodes(graph, { ...graph, comments: createRecord() })).toEqual({
    written: [],
    removed: [],
  });
});

test('a change is found once for all who ask, and anew for another change', () => {
  const [before, after] = [graphOf([a]), graphOf([a, b])];
  const found = changedNodes(before, after);
  expect(changedNodes(before, after)).toBe(found);
  expect(changedNodes(graphOf([]), after).written).toEqual(['a', 'b']);
});

test('the ids of a graph are listed once, in its order', () => {
  const graph = graphOf([b, c, a]);
  expect(nodeIdsOf(graph)).toEqual(['b', '__proto__', 'a']);
  expect(nodeIdsOf({ nodes: graph.nodes })).toBe(nodeIdsOf(graph));
});

/** What was compared with a graph, held no more than the comparison holds it. */
function comparedWith(after: Graph): WeakRef<Graph['nodes']> {
  const before = graphOf([a]);
  changedNodes(before, after);
  return new WeakRef(before.nodes);
}

test('a graph that nobody has any more is let go, although the next one is there', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const after = graphOf([a, b]);
  const before = comparedWith(after);
  // A reference that was made or read keeps what it leads to for as long as the task runs.
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  expect(before.deref()).toBeUndefined();
  expect(nodeIdsOf(after)).toEqual(['a', 'b']);
});
