import { expect, test } from '@jest/globals';
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
