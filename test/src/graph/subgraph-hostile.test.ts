import { describe, expect, it } from '@jest/globals';
import { checkGraph } from '../../../src/graph/check-graph.js';
import type { Graph } from '../../../src/graph/graph.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import { planGraph } from '../../../src/graph/plan-graph.js';
import { graphTypesOf } from '../../../src/graph/subgraph-types.js';
import { config, node } from './graphs.js';
import type { RawNode } from './graphs.js';
import { INC, parse, problems } from './subgraphs.js';

describe('hostile subgraphs', () => {
  /** Seconds are the limit of what is quadratic or worse; it takes milliseconds. */
  const SECONDS = 20_000;

  it(
    '[R16] 64 levels, each used, are read, checked and planned',
    () => {
      let document: Record<string, unknown> = { version: 1, nodes: { x: node('gone') } };
      for (let level = 0; level < 64; level += 1) {
        document = { version: 1, nodes: { s: node('graph:down') }, subgraphs: { down: document } };
      }
      const { graph, issues } = parseGraph(document, config);
      expect(issues).toEqual([]);
      expect(problems(graph)).toEqual([`${'s/'.repeat(64)}x: unknown-type`]);
      expect(checkGraph(graph, config)).toHaveLength(1);
    },
    SECONDS,
  );

  it(
    'a level deeper is kept unread',
    () => {
      let document: Record<string, unknown> = { version: 1, nodes: {} };
      for (let level = 0; level < 65; level += 1) {
        document = { version: 1, nodes: {}, subgraphs: { down: document } };
      }
      expect(parseGraph(document, config).issues).toMatchObject([{ code: 'subgraphs-unreadable' }]);
    },
    SECONDS,
  );

  it(
    'a graph that stands in 2^60 places is read and checked once',
    () => {
      let document: Record<string, unknown> = { version: 1, nodes: { x: node('gone') } };
      for (let level = 0; level < 60; level += 1) {
        const nodes = { s: node('graph:a'), t: node('graph:b') };
        document = { version: 1, nodes, subgraphs: { a: document, b: document } };
      }
      const { graph } = parseGraph(document, config);
      expect(graph.subgraphs!['a']).toBe(graph.subgraphs!['b']);
      expect(checkGraph(graph, config)).toHaveLength(1);
    },
    SECONDS,
  );

  it('a graph value that is inside itself is kept unread', () => {
    const subgraphs: Record<string, unknown> = {};
    const document = { version: 1, nodes: { s: node('graph:a') }, subgraphs };
    subgraphs['a'] = document;
    subgraphs['b'] = { ...document, subgraphs: { c: document } };
    const { graph, issues } = parseGraph(document, config);
    expect(issues.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'graph-not-object subgraphs.a',
      'graph-not-object subgraphs.b.subgraphs.c',
    ]);
    expect(problems(graph)).toEqual(['s: unknown-subgraph']);
  });

  it('a typed graph that is inside itself is a circle', () => {
    const subgraphs: Record<string, Graph> = {};
    const graph: Graph = { ...parse({ s: node('graph:a') }, {}), subgraphs };
    subgraphs['a'] = graph;
    expect(problems(graph)).toEqual(['s: subgraph-recursion']);
    expect(checkGraph(graph, config).map(({ code }) => code)).toEqual(['subgraph-recursion']);
  });

  it(
    '[R16] a chain of 5,000 subgraphs, the last of which closes the circle',
    () => {
      const count = 5_000;
      const subgraphs: Record<string, unknown> = {};
      for (let index = 0; index < count; index += 1) {
        const type = `graph:s${(index + 1) % count}`;
        subgraphs[`s${index}`] = { version: 1, nodes: { next: node(type) } };
      }
      const graph = parse({ s: node('graph:s0') }, subgraphs);
      const issues = checkGraph(graph, config);
      expect(issues.map(({ path }) => path.join('.'))).toEqual([
        `subgraphs.s${count - 1}.nodes.next`,
      ]);
      expect(issues[0]!.message.length).toBeLessThan(400);
      expect(graphTypesOf(graph, config).get('graph:s0')!.version).toBeUndefined();
    },
    SECONDS,
  );

  it(
    '[R16] 10,000 uses of one subgraph are planned in linear time, and look at it once',
    () => {
      let reads = 0;
      const nodes: Record<string, RawNode> = {};
      for (let index = 0; index < 10_000; index += 1) {
        nodes[`n${index}`] = node('graph:inc', index === 0 ? {} : { x: `n${index - 1}.y` });
      }
      const graph = parse(nodes, { inc: INC });
      const inc = graph.subgraphs!['inc']!;
      const watched = new Proxy(inc.nodes, {
        ownKeys(target) {
          reads += 1;
          return Reflect.ownKeys(target);
        },
      });
      const subgraphs = { inc: { ...inc, nodes: watched } };
      const laid = planGraph({ ...graph, subgraphs }, config);
      expect(laid.nodes).toHaveLength(10_000);
      expect(laid.nodes.every(({ problems: found }) => found.length === 0)).toBe(true);
      expect(new Set(laid.nodes.map(({ subgraph }) => subgraph)).size).toBe(1);
      expect(reads).toBeLessThan(5);
    },
    SECONDS,
  );
});
