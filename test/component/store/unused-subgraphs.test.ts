import { expect, test } from '@jest/globals';
import type { Graph } from '../../../src/graph/graph.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import { createEditorState } from '../../../component/store/editor-state.js';
import { reduceEditor } from '../../../component/store/reduce-editor.js';
import { unusedSubgraphs } from '../../../component/store/unused-subgraphs.js';
import { countWork } from '../../src/graph/count-work.js';
import { node } from '../../src/graph/graphs.js';

const read = (document: object): Graph => parseGraph({ version: 1, ...document }).graph;
const inner = (type: string): object => ({ version: 1, nodes: { n: node(type) } });

test('[E9] subgraphs in scope are unused that no node means, at any depth', () => {
  const subgraphs = {
    used: { ...inner('graph:deep'), subgraphs: { deep: inner('one'), lost: inner('one') } },
    lost: inner('graph:used'),
    deep: inner('one'),
  };
  const state = createEditorState(read({ nodes: { s: node('graph:used') }, subgraphs }));
  expect(unusedSubgraphs(state)).toEqual(['lost', 'deep']);
  const inside = reduceEditor(state, { type: 'enterSubgraph', nodeId: 's' });
  expect(unusedSubgraphs(inside)).toEqual(['lost']);
});

test('[E9] many subgraphs are looked through once', () => {
  const work = (count: number): number => {
    const names = Array.from({ length: count }, (_, index) => `s${index}`);
    const nodes = Object.fromEntries(names.map((name) => [name, node(`graph:${name}`)]));
    const subgraphs = Object.fromEntries(names.map((name) => [name, inner('one')]));
    const state = createEditorState(read({ nodes, subgraphs }));
    return countWork(() => expect(unusedSubgraphs(state)).toEqual([]));
  };
  expect(work(400) / work(100)).toBeLessThan(4.4);
});
