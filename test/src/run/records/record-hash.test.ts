import { describe, expect, test } from '@jest/globals';
import { createConfig, createRecorder } from 'millrace';
import { graphOf } from '../support.js';
import { createNode } from '../../../../src/run/create-node.js';
import type { ListedNode } from '../../../../src/run/create-node.js';

const definition: ListedNode = {
  type: 'add',
  label: 'Add',
  inputs: [
    { name: 'a', schema: { type: 'number' } },
    { name: 'b', schema: { type: 'number' }, default: 1, required: false },
  ],
  outputs: [{ name: 'result' }],
};

const configOf = (changes: Partial<ListedNode>): unknown =>
  createConfig([createNode({ ...definition, ...changes }, (a: number, b: number) => a + b)]).config;
const config = configOf({});
const sketches = {
  one: { type: 'add', values: { a: 1 } },
  two: { type: 'add', wires: { a: 'one' } },
};
const graph = graphOf(sketches);
const hashesOf = (given: { config?: unknown; graph?: unknown }) =>
  createRecorder({ config, graph, ...given }).record();

describe('the hashes of a record', () => {
  test('[R13] the graph’s is the same wherever it is drawn, in whatever form it comes', () => {
    const { nodes } = graph;
    const [one, two] = [nodes['one'] as object, nodes['two'] as object];
    const moved = {
      version: 1,
      nodes: {
        two: { ...two, x: 99, title: 'Second' },
        one: { ...one, width: 5, collapsed: true },
      },
      comments: { c: { text: 'a word' } },
      viewport: { x: 1, y: 2, scale: 3 },
    };
    const forms = [moved, nodes, JSON.stringify(graph), graphOf({ ...sketches })];
    const hash = hashesOf({}).graph;
    expect(hash).toMatch(/^[0-9a-f]{32}$/);
    for (const form of forms) expect(hashesOf({ graph: form }).graph).toBe(hash);
  });

  test('[R13] the graph’s changes with what runs', () => {
    const { one, two } = sketches;
    const others = [
      { one },
      { one: { ...one, values: { a: 2 } }, two },
      { one, two: { ...two, wires: { b: 'one' } } },
      { one, two: { ...two, disabled: true } },
      { one, two: { ...two, pinned: { result: 3 } } },
      { one, two: { ...two, settings: { timeoutMs: 5 } } },
      { one: { ...one, type: 'sub' }, two },
    ];
    const hashes = others.map((each) => hashesOf({ graph: graphOf(each) }).graph);
    const inside = { ...graph, subgraphs: { s: graphOf({ one }) } };
    hashes.push(hashesOf({}).graph, hashesOf({ graph: inside }).graph);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('[R13] the config’s changes with the functions, not with their words', () => {
    const hash = hashesOf({}).config;
    for (const same of [{ label: 'Plus' }, { description: 'Adds' }, { category: 'math' }]) {
      expect(hashesOf({ config: configOf(same) }).config).toBe(hash);
    }
    const others: Partial<ListedNode>[] = [
      { type: 'plus' },
      { returns: 'tuple' },
      { async: true },
      { inputs: [] },
    ];
    for (const other of others) expect(hashesOf({ config: configOf(other) }).config).not.toBe(hash);
  });

  test('control values of any kind have one', () => {
    const circular: unknown[] = [];
    circular.push(circular);
    for (const value of [10n, new Date(0), circular, () => 1, Number.NaN]) {
      const given = graphOf({ one: { type: 'add', values: { a: value } } });
      expect(hashesOf({ graph: given }).graph).toMatch(/^[0-9a-f]{32}$/);
    }
  });
});
