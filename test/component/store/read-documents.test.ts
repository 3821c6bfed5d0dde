import { describe, expect, test } from '@jest/globals';
import { parseConfig, parseGraph, stampGraph } from '../../../src/index.js';
import type { Graph } from '../../../src/index.js';
import { DocumentReader } from '../../../component/store/read-documents.js';
import { chain, config } from '../nodes.js';

test('an object is read once, and its findings are told once', () => {
  const reader = new DocumentReader();
  const broken = { version: 1, nodes: { a: null } };
  const graph = reader.graph(broken, config);
  expect(reader.graph(broken, config)).toBe(graph);
  expect(reader.takeIssues()).toHaveLength(1);
  expect(reader.takeIssues()).toEqual([]);
});

test('what was found in a document that is written anew is told once', () => {
  const reader = new DocumentReader();
  const found = (x: unknown) => {
    reader.graph({ version: 1, nodes: { a: { type: 'math.add', x } }, groups: { g: 5 } }, config);
    return reader.takeIssues().length;
  };
  expect([found('left'), found('left'), found('right'), found('right')]).toEqual([2, 0, 2, 0]);
});

test('a graph that was read, or accepted, stays the same object', () => {
  const reader = new DocumentReader();
  const graph = reader.graph(chain, config);
  expect(reader.graph(graph, config)).toBe(graph);
  const copy = structuredClone(chain);
  reader.accept(graph, config, copy);
  expect(reader.graph(copy, config)).toBe(graph);
});

test.each([null, 'text', 7, [], undefined])('%p is an empty graph, with an issue', (input) => {
  const reader = new DocumentReader();
  expect(Object.keys(reader.graph(input, config).nodes)).toEqual([]);
  expect(reader.takeIssues().length).toBeGreaterThan(0);
});

describe('a config that changes', () => {
  const port = (name: string) => ({ name, type: 'number' });
  const configOf = (...names: readonly string[]) =>
    parseConfig({ nodeTypes: [{ type: 'f', inputs: names.map(port), outputs: [] }] }).config;
  const nodes = { n: { type: 'f', inputData: { a: { a: 1 } } } };
  const [before, after] = [configOf('a'), configOf('b')];
  const valuesOf = (graph: Graph) => graph.nodes['n']!.inputData;

  test('is followed by what was read under the one before, signatures or not', () => {
    const reader = new DocumentReader();
    const document = { version: 1, nodes };
    const graph = reader.graph(document, before);
    const followed = reader.follow(graph, after);
    expect(valuesOf(followed)).toEqual({ b: { a: 1 } });
    expect(reader.graph(document, after)).toBe(followed);
    expect(reader.follow(graph, after)).toBe(followed);
    expect(reader.follow(followed, after)).toBe(followed);
    expect(valuesOf(reader.follow(followed, before))).toEqual({ a: { a: 1 } });
  });

  test('says nothing about a document that is read for the first time', () => {
    const reader = new DocumentReader();
    reader.graph({ version: 1, nodes: {} }, before);
    const late = reader.graph({ version: 1, nodes }, after);
    expect(valuesOf(late)).toEqual({ a: { a: 1 } });
    expect(reader.takeMigrated()).toBeUndefined();
  });

  test('a saved graph that follows it is told once, however often it is written anew', () => {
    const reader = new DocumentReader();
    const saved = stampGraph(parseGraph({ version: 1, nodes }, before).graph, before);
    const graph = reader.graph(saved, after);
    expect(reader.takeMigrated()).toBe(graph);
    reader.graph(structuredClone(saved), after);
    expect(reader.takeMigrated()).toBeUndefined();
  });
});
