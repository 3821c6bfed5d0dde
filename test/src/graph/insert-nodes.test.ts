import { describe, expect, test } from '@jest/globals';
import type { Graph } from '../../../src/graph/graph.js';
import { insertNodes } from '../../../src/graph/insert-nodes.js';
import { makeSubgraph } from '../../../src/graph/make-subgraph.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import type { PlacedGraph } from '../../../src/graph/subgraph-names.js';
import { graph, node } from './graphs.js';
import { INC, parse } from './subgraphs.js';

const NO_MOVE = { dx: 0, dy: 0 };

/** The innermost graph of a document with subgraphs in each other, that many times. */
function nested(levels: number): PlacedGraph {
  let document: object = { version: 1, nodes: { n: node('one') } };
  for (let level = 0; level < levels; level += 1) {
    document = { version: 1, nodes: {}, subgraphs: { in: document } };
  }
  const outer: Graph[] = [];
  let at = parseGraph(document).graph;
  for (let level = 0; level < levels; level += 1) {
    outer.unshift(at);
    at = at.subgraphs!['in']!;
  }
  return { graph: at, outer };
}

describe('64 levels of subgraphs', () => {
  test('[E9] are made, and a 65th is refused before anything is lost', () => {
    const make = (place: PlacedGraph) => makeSubgraph(place, { nodeIds: ['n'], name: 'part' });
    const last = nested(63);
    const { graph: made } = make(last);
    let document = made;
    for (const around of last.outer) document = { ...around, subgraphs: { in: document } };
    expect(parseGraph(JSON.stringify(document)).issues).toEqual([]);
    expect(() => make(nested(64))).toThrow(/at most 64 levels of subgraphs in each other, got 65/);
  });

  test('[E3] are not exceeded by what is pasted', () => {
    const inner = { version: 1, nodes: {}, subgraphs: { inc: INC } };
    const part = parse({ s: node('graph:two') }, { two: inner });
    expect(insertNodes(nested(62), part, NO_MOVE).graph.subgraphs).toHaveProperty('two');
    expect(() => insertNodes(nested(63), part, NO_MOVE)).toThrow(/at most 64 levels.*got 65/);
    expect(insertNodes(nested(64), graph({ n: node('one') }), NO_MOVE).nodes.get('n')).toBe('n-2');
  });
});

test('[E3] a part whose nodes mean a subgraph around them is refused, at any depth', () => {
  const whole = parse({ s: node('graph:inc') }, { inc: INC, other: { ...INC } });
  const place = { graph: whole.subgraphs!['inc']!, outer: [whole] };
  const paste = (part: Graph) => insertNodes(place, part, NO_MOVE).graph;
  const direct = graph({ x: node('graph:inc') });
  expect(() => paste(direct)).toThrow(/the subgraph "inc" would contain itself/);
  const wrapped = parse(
    { x: node('graph:w') },
    { w: { version: 1, nodes: { i: node('graph:inc') } } },
  );
  expect(() => paste(wrapped)).toThrow(/the subgraph "inc" would contain itself/);
  expect(paste(graph({ x: node('graph:other') })).nodes['x']!.type).toBe('graph:other');
  expect(paste(graph({ x: node('graph:unknown') })).nodes['x']!.type).toBe('graph:unknown');
});
