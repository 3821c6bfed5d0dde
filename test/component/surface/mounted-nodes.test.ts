import { describe, expect, jest, test } from '@jest/globals';
import { parseGraph } from 'millrace';
import { moveNodes, removeNodes } from '../../../src/graph/edit-graph.js';
import type { Graph } from '../../../src/graph/graph.js';
import { ALWAYS_MOUNTED } from '../../../component/surface/culling.js';
import { MountedNodes } from '../../../component/surface/mounted-nodes.js';

/** Nodes `0`, `1`, … in a row, 300 pixels apart: a stage of 1,000 mounts to 1,080. */
function rowOf(count: number): Graph {
  const nodes = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [index, { type: 't', x: index * 300, y: 0 }]),
  );
  return parseGraph({ version: 1, nodes }).graph;
}

function open(graph: Graph, { size = { width: 1_000, height: 500 }, focused = '' } = {}) {
  const state = { graph, viewport: { x: 0, y: 0, scale: 1 }, size, dragged: [] as string[] };
  const findBox = jest.fn((id: string) => {
    const node = state.graph.nodes[id];
    return node && { x: node.x, y: node.y, width: 200, height: 100 };
  });
  const mounted = new MountedNodes({
    getGraph: () => state.graph,
    getViewport: () => state.viewport,
    getSize: () => state.size,
    findBox,
    elementOf: () => undefined,
    getDragged: () => state.dragged,
    getFocused: () => focused || undefined,
    onArea: () => undefined,
  });
  mounted.attach(true);
  mounted.update();
  const ids = () => [...(mounted.get() ?? ['all'])].sort((a, b) => Number(a) - Number(b));
  return { state, mounted, findBox, ids };
}

const LARGE = ALWAYS_MOUNTED + 1;

describe('the nodes to mount', () => {
  test('are all of a small graph, and those of a large one that reach into the area', () => {
    expect(open(rowOf(ALWAYS_MOUNTED)).ids()).toEqual(['all']);
    expect(open(rowOf(LARGE)).ids()).toEqual(['0', '1', '2', '3']);
  });

  test('are none of a large one before it is known what is seen', () => {
    expect(open(rowOf(LARGE), { size: { width: 0, height: 0 } }).ids()).toEqual([]);
  });

  test('include what is dragged, what has the focus and its neighbours, and what is awaited', () => {
    const { state, mounted, ids } = open(rowOf(LARGE), { focused: '30' });
    state.dragged = ['50'];
    mounted.when('40', () => undefined);
    expect(ids().slice(4)).toEqual(['29', '30', '31', '40', '50']);
  });

  test('only those that changed are looked at while the area is the same', () => {
    const { state, mounted, findBox, ids } = open(rowOf(LARGE));
    const listener = jest.fn();
    mounted.subscribe(listener);
    findBox.mockClear();
    state.graph = moveNodes(state.graph, { 0: { x: 9_000, y: 0 }, 20: { x: 10, y: 0 } });
    mounted.update(['0', '20']);
    expect(findBox.mock.calls).toEqual([['0'], ['20']]);
    expect(ids()).toEqual(['1', '2', '3', '20']);
    expect(listener).toHaveBeenCalledTimes(1);
    mounted.update(['1']);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test('that go are told, and the rest of a graph that is small then is all mounted', () => {
    const { state, mounted, ids } = open(rowOf(LARGE + 1));
    state.graph = removeNodes(state.graph, ['1']);
    mounted.update(['1']);
    expect(ids()).toEqual(['0', '2', '3']);
    state.graph = removeNodes(state.graph, ['2']);
    mounted.update(['2']);
    expect(ids()).toEqual(['all']);
  });

  test('that were seen stay for as long as one may come back to them', () => {
    const { state, mounted, ids } = open(rowOf(LARGE));
    const look = (x: number): readonly string[] => {
      state.viewport = { x: -x, y: 0, scale: 1 };
      mounted.follow();
      return ids();
    };
    expect(look(400)).toEqual(['0', '1', '2', '3', '4']);
    expect(look(700)).toEqual(['1', '2', '3', '4', '5']);
    expect(look(1_300)).toEqual(['3', '4', '5', '6', '7']);
    expect(look(1_250)).toEqual(['3', '4', '5', '6', '7']);
  });

  test('of another graph are found anew', () => {
    const { state, mounted, ids } = open(rowOf(LARGE));
    state.graph = moveNodes(rowOf(LARGE), { 0: { x: 9_000, y: 0 } });
    mounted.forget();
    mounted.update([]);
    expect(ids()).toEqual(['1', '2', '3']);
  });
});
