import { describe, expect, test } from '@jest/globals';
import { parseGraph } from 'millrace';
import { groupingOf } from '../../../src/graph/groups.js';
import type { Graph } from '../../../src/graph/graph.js';
import { setControl } from '../../../src/graph/edit-graph.js';
import { findDrop } from '../../../component/surface/find-drop.js';
import type { Box } from '../../../component/surface/geometry.js';
import { GROUP, GroupBoxes } from '../../../component/surface/group-boxes.js';
import { rowOf, sideKey, sidesOf } from '../../../component/surface/group-sides.js';

const wired = (nodeId: string, portName = 'r') => [{ nodeId, portName }];

/** in → a → b → out, with a and b in a group. */
const CHAIN = {
  in: { x: -400, connections: { inputs: {}, outputs: { r: wired('a', 'x') } } },
  a: { x: 0, connections: { inputs: { x: wired('in') }, outputs: { r: wired('b', 'x') } } },
  b: {
    x: 300,
    y: 100,
    connections: { inputs: { x: wired('a') }, outputs: { r: wired('out', 'x') } },
  },
  out: { x: 800, connections: { inputs: { x: wired('b') }, outputs: {} } },
};

function chain(collapsed: boolean): Graph {
  const nodes = Object.fromEntries(
    Object.entries(CHAIN).map(([id, node]) => [id, { type: 't', y: 0, width: 200, ...node }]),
  );
  const groups = { g: { nodeIds: ['a', 'b'], collapsed } };
  return parseGraph(JSON.stringify({ version: 1, nodes, groups })).graph;
}

function boxesOf(graph: Graph): { boxes: GroupBoxes; asked: string[] } {
  const asked: string[] = [];
  const boxes = new GroupBoxes((id) => {
    asked.push(id);
    const node = graph.nodes[id];
    return node && { x: node.x, y: node.y, width: 200, height: 100 };
  });
  boxes.sync(graph, []);
  return { boxes, asked };
}

describe('[E8] where groups are', () => {
  test('a box lies round its nodes, with room for its head', () => {
    const { boxes } = boxesOf(chain(false));
    expect(boxes.boxOf('g')).toEqual({
      x: -GROUP.pad,
      y: -GROUP.pad - GROUP.head,
      width: 500 + 2 * GROUP.pad,
      height: 200 + 2 * GROUP.pad + GROUP.head,
    });
    expect(boxes.hiddenIn('a')).toBeUndefined();
  });

  test('collapsed, it is a card in the same place, and wires end at its sides', () => {
    const { boxes } = boxesOf(chain(true));
    const box = boxes.boxOf('g')!;
    expect(box).toMatchObject({ x: -GROUP.pad, y: -GROUP.pad - GROUP.head, width: GROUP.card });
    const group = boxes.hiddenIn('a')!;
    const input = boxes.portPlace(group, { nodeId: 'a', portName: 'x' }, 'input');
    const output = boxes.portPlace(group, { nodeId: 'b', portName: 'r' }, 'output');
    expect([input?.x, output?.x]).toEqual([box.x, box.x + box.width]);
    expect(input?.y).toBe(output?.y);
    const { input: ins, output: outs } = sidesOf(group, chain(true));
    expect([[...ins.ports.keys()], [...outs.ports.keys()]]).toEqual([
      [sideKey({ nodeId: 'a', portName: 'x' })],
      [sideKey({ nodeId: 'b', portName: 'r' })],
    ]);
  });

  test('many ports share the rows of a card, in their order', () => {
    const ports = new Map(
      Array.from({ length: 100 }, (_, index) => {
        const end = { nodeId: 'n', portName: `${index}` };
        return [sideKey(end), { end, index }] as const;
      }),
    );
    const rows = [...ports.keys()].map((key) => rowOf({ ports, rows: 12 }, key));
    expect(rows).toEqual([...rows].sort((one, other) => one - other));
    expect([rows[0], rows.at(-1)]).toEqual([0, 11]);
    expect(rowOf({ ports, rows: 12 }, 'gone')).toBe(0);
  });

  test('only groups of nodes that changed are measured again', () => {
    const graph = chain(false);
    const { boxes, asked } = boxesOf(graph);
    asked.length = 0;
    const typed = setControl(graph, { nodeId: 'in', portName: 'x', control: 'x', value: 1 });
    expect(boxes.sync(typed, ['in']).groupIds).toEqual([]);
    expect(asked).toEqual([]);
    expect(boxes.sync(typed, ['b']).groupIds).toEqual(['g']);
    expect(asked).toEqual(['a', 'b']);
  });

  test('a group goes along when all its nodes are dragged, and stays when some are', () => {
    const { boxes } = boxesOf(chain(false));
    const { x } = boxes.boxOf('g')!;
    const by = { x: 50, y: 0 };
    expect(boxes.follow(new Map([['a', by]]))).toEqual([]);
    expect(boxes.boxOf('g')?.x).toBe(x);
    expect(
      boxes.follow(
        new Map([
          ['a', by],
          ['b', by],
          ['in', by],
        ]),
      ),
    ).toEqual(['g']);
    expect(boxes.boxOf('g')?.x).toBe(x + 50);
    expect(boxes.follow(new Map())).toEqual(['g']);
    expect(boxes.boxOf('g')?.x).toBe(x);
  });

  test('opening and closing tells which wires end elsewhere', () => {
    const { boxes } = boxesOf(chain(false));
    expect([...boxes.sync(chain(true), []).nodeIds]).toEqual(['a', 'b']);
    expect([...boxes.sync(chain(false), []).nodeIds]).toEqual(['a', 'b']);
    expect(boxes.hiddenIn('a')).toBeUndefined();
  });
});

describe('[E8] dropping nodes on groups', () => {
  const boxes: Readonly<Record<string, Box>> = {
    big: { x: 0, y: 0, width: 1_000, height: 1_000 },
    small: { x: 100, y: 100, width: 100, height: 100 },
  };
  const nodes = Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, { type: 't' }]));
  const groups = { big: { nodeIds: ['a', 'b'] }, small: { nodeIds: ['c'] } };
  const grouping = groupingOf(parseGraph({ version: 1, nodes, groups }).graph);
  const drop = (nodeIds: readonly string[], x: number, y: number) =>
    findDrop({ grouping, nodeIds, at: { x, y }, boxOf: (id) => boxes[id] });

  test('a node joins the smallest group under the pointer', () => {
    expect(drop(['d'], 500, 500)).toEqual({ nodeIds: ['d'], groupId: 'big' });
    expect(drop(['d', 'a'], 150, 150)).toEqual({ nodeIds: ['d', 'a'], groupId: 'small' });
    expect(drop(['d'], 2_000, 0)).toBeUndefined();
  });

  test('it leaves when the pointer is well outside, and stays when it is inside or near', () => {
    expect(drop(['a'], 500, 500)).toBeUndefined();
    expect(drop(['a'], 1_020, 500)).toBeUndefined();
    expect(drop(['a', 'd'], 1_200, 500)).toEqual({ nodeIds: ['a'], groupId: undefined });
  });

  test('a group that is dragged as a whole stays what it is, wherever it is dropped', () => {
    expect(drop(['c'], 500, 500)).toBeUndefined();
    expect(drop(['a', 'b'], 5_000, 500)).toBeUndefined();
    expect(drop(['a', 'b', 'd'], 150, 150)).toEqual({ nodeIds: ['d'], groupId: 'small' });
  });
});
