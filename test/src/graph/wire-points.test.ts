import { describe, expect, test } from '@jest/globals';
import { connect, disconnect, moveNodes } from '../../../src/graph/edit-graph.js';
import type { Graph, WirePoint } from '../../../src/graph/graph.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import { pointsOf, shiftPoints, withPoints } from '../../../src/graph/wire-points.js';
import { chain } from '../../component/nodes.js';

const from = { nodeId: 'one', portName: 'sum' };
const to = { nodeId: 'two', portName: 'a' };
const BEND = [{ x: 10, y: 20 }];

function wired(points: readonly WirePoint[] = BEND): Graph {
  const two = withPoints(chain.nodes['two']!, { portName: 'a', from }, points);
  return { ...chain, nodes: { ...chain.nodes, two } };
}

const pointsIn = (graph: Graph): readonly WirePoint[] => pointsOf(graph.nodes['two'], 'a', from);

describe('the points of a wire', () => {
  test('[E6] are kept by a save, and what is none is kept unread', () => {
    const { graph, issues } = parseGraph(JSON.parse(JSON.stringify(wired())));
    expect([pointsIn(graph), issues]).toEqual([BEND, []]);
    for (const bad of [{}, 'x', [null], [{ x: 'a', y: 1 }], [{ x: 1 }], null]) {
      const text = JSON.stringify(wired()).replace(JSON.stringify(BEND), JSON.stringify(bad));
      const read = parseGraph(JSON.parse(text));
      expect(pointsIn(read.graph)).toEqual([]);
      expect(read.issues).toMatchObject([{ code: 'wire-points', nodeId: 'two', portName: 'a' }]);
      expect(read.graph.nodes['two']?.unread).toMatchObject([{ value: bad }]);
    }
  });

  test('[E6] go with the nodes when both ends move, and stay when one does', () => {
    const places = { one: { x: 5, y: 7 }, two: { x: 305, y: 7 } };
    expect(pointsIn(moveNodes(wired(), places))).toEqual([{ x: 15, y: 27 }]);
    expect(pointsIn(moveNodes(wired(), { two: places.two }))).toEqual(BEND);
    expect(pointsIn(moveNodes(wired(), { one: places.one }))).toEqual(BEND);
    const two = shiftPoints(wired().nodes['two']!, 100, 0);
    expect(pointsOf(two, 'a', from)).toEqual([{ x: 110, y: 20 }]);
  });

  test('[E6] end with their wire, and no new one has them', () => {
    const cut = disconnect(wired(), { from, to });
    expect(pointsIn(connect(cut, { from, to }))).toEqual([]);
    const copied = wired().nodes['two']!.connections.inputs['a']![0]!;
    expect(pointsIn(connect(cut, { from: copied, to }))).toEqual([]);
    expect(pointsIn(connect(cut, { from, to }, { points: BEND }))).toEqual(BEND);
  });

  test('what changes nothing returns the same node', () => {
    const two = wired().nodes['two']!;
    expect(withPoints(two, { portName: 'a', from }, [...BEND])).toBe(two);
    expect(withPoints(two, { portName: 'b', from }, BEND)).toBe(two);
    expect(withPoints(two, { portName: 'a', from }, [])).toEqual(chain.nodes['two']);
  });
});
