import { expect, test } from '@jest/globals';
import { addNodes } from '../../../src/graph/add-nodes.js';
import type { Connection } from '../../../src/graph/graph.js';
import { makeSubgraph } from '../../../src/graph/make-subgraph.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import { graph, node } from './graphs.js';

const end = (text: string): Connection => {
  const [nodeId, portName] = text.split('.') as [string, string];
  return { nodeId, portName };
};

const drawn = graph({ a: node('one'), b: node('add', { a: 'a.r' }) });

test('[E3] a node under an id that another has is refused: its wires would be known at one end', () => {
  expect(() => addNodes(drawn, { c: { type: 'one' }, b: { type: 'one' } })).toThrow(
    /expected ids for what is added that no node has, got "b"; choose others/,
  );
  const odd = addNodes(drawn, JSON.parse('{"__proto__": {"type": "one"}}') as never);
  expect(Object.keys(odd.nodes)).toEqual(['a', 'b', '__proto__']);
});

test('[E3] wires that a node brings are known at both ends, once, others go', () => {
  const after = addNodes(drawn, {
    c: {
      type: 'join',
      connections: {
        inputs: { xs: ['a.r', 'ghost.r', 'd.r', 'a.r'].map(end), gone: [end('ghost.r')] },
        outputs: { r: [end('d.a'), end('b.b'), end('ghost.a')] },
      },
    },
    d: { type: 'add', connections: { inputs: { a: [end('c.r')] }, outputs: {} } },
  });
  const { a, b, c, d } = after.nodes;
  expect(a!.connections.outputs).toEqual({ r: [end('b.a'), end('c.xs')] });
  expect(b).toBe(drawn.nodes['b']);
  expect(c!.connections).toEqual({
    inputs: { xs: [end('a.r'), end('d.r'), end('a.r')] },
    outputs: { r: [end('d.a')] },
  });
  expect(d!.connections.outputs).toEqual({ r: [end('c.xs')] });
  expect(parseGraph(JSON.stringify(after)).issues).toEqual([]);
  expect(addNodes(drawn, {})).toBe(drawn);
});

test('[E3] a wire that led nowhere is known at both ends when a node comes there', () => {
  const dangling = graph({ a: node('add', { a: 'gone.r', b: 'other.r' }) });
  const added = addNodes(dangling, { gone: { type: 'one' } });
  expect(added.nodes['gone']!.connections.outputs).toEqual({ r: [end('a.a')] });
  const place = { graph: addNodes(dangling, { n: { type: 'one' } }), outer: [] };
  const { nodes } = makeSubgraph(place, { nodeIds: ['n'], name: 'part', nodeId: 'other' }).graph;
  expect(nodes['other']!.connections.outputs).toEqual({ r: [end('a.b')] });
});
