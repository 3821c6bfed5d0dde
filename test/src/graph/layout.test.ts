import { describe, expect, test } from '@jest/globals';
import { dagreEngine } from '../../../component/layout/dagre-engine.js';
import { moveNodes } from '../../../src/graph/edit-graph.js';
import type { LayoutEngine } from '../../../src/graph/drawing.js';
import type { Graph } from '../../../src/index.js';
import { layoutGraph } from '../../../src/graph/layout.js';
import { packBoxes } from '../../../src/graph/layout-pack.js';
import { node } from '../../component/nodes.js';

/** Wires by target: `{ b: { in: 'a.out' } }`. */
function graphOf(
  ids: readonly string[],
  wires: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
  more: object = {},
): Graph {
  const nodes = ids.map((id, index) => {
    const inputs = Object.entries(wires[id] ?? {}).map(([port, from]) => {
      const [nodeId, portName] = from.split('.') as [string, string];
      return [port, [{ nodeId, portName }]] as const;
    });
    const connections = { inputs: Object.fromEntries(inputs), outputs: {} };
    return [id, node(id, 't', { x: 100 + index * 3, y: 50, connections })] as const;
  });
  return { version: 1, nodes: Object.fromEntries(nodes), ...more };
}

const tidy = (graph: Graph, ids?: readonly string[]) =>
  layoutGraph(graph, { engine: dagreEngine, ...(ids && { ids }) });

/** Cards of the height that is guessed for one port. */
function overlaps(graph: Graph): string[] {
  const places = tidy(graph);
  const ids = Object.keys(places);
  return ids.flatMap((one, at) =>
    ids.slice(at + 1).flatMap((other) => {
      const [a, b] = [places[one]!, places[other]!];
      return Math.abs(a.x - b.x) < 200 && Math.abs(a.y - b.y) < 80 ? [`${one}/${other}`] : [];
    }),
  );
}

describe('the layout of a graph', () => {
  const chain = graphOf(['c', 'a', 'b'], { b: { in: 'a.out' }, c: { in: 'b.out' } });

  test('leads along the wires from left to right, and keeps the corner', () => {
    const places = tidy(chain);
    expect(places['a']!.x).toBe(100);
    expect(places['b']!.x).toBeGreaterThanOrEqual(places['a']!.x + 200);
    expect(places['c']!.x).toBeGreaterThanOrEqual(places['b']!.x + 200);
    expect(Math.min(...Object.values(places).map(({ y }) => y))).toBe(50);
  });

  test('is the same each time, and rests where it is', () => {
    const places = tidy(chain);
    expect(tidy(chain)).toEqual(places);
    expect(tidy(moveNodes(chain, places))).toEqual(places);
  });

  test('leads down where that is asked for', () => {
    const places = layoutGraph(chain, { engine: dagreEngine, direction: 'down' });
    expect(places['b']!.y).toBeGreaterThan(places['a']!.y);
    expect(places['b']!.x).toBe(places['a']!.x);
  });

  test('moves the named nodes only', () => {
    expect(Object.keys(tidy(chain, ['a', 'b', 'nope']))).toEqual(['a', 'b']);
    expect(tidy(chain, [])).toEqual({});
  });

  test('puts what leads to upper ports above, whatever the order of the nodes', () => {
    const wires = { end: { first: 'z.out', second: 'y.out', third: 'x.out' } };
    const ports = ['first', 'second', 'third'].map((name) => ({ name }));
    const places = layoutGraph(graphOf(['x', 'y', 'z', 'end'], wires), {
      engine: dagreEngine,
      portsOf: () => ({ inputs: ports, outputs: [{ name: 'out' }] }) as never,
    });
    expect(['x', 'y', 'z'].sort((a, b) => places[a]!.y - places[b]!.y)).toEqual(['z', 'y', 'x']);
  });

  test('no card lies on another, also in parts without a wire between them', () => {
    const ids = Array.from({ length: 40 }, (_, at) => `n${at}`);
    const wires = Object.fromEntries(
      ids.slice(8).map((id, at) => [id, { a: `n${at}.out`, b: `n${Math.floor(at / 3)}.out` }]),
    );
    expect(overlaps(graphOf([...ids, 'alone', 'apart'], wires))).toEqual([]);
    expect(overlaps(graphOf(ids))).toEqual([]);
  });

  test('keeps groups together', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const wires = { d: { in: 'a.o' }, e: { in: 'b.o' }, f: { in: 'c.o' } };
    const groups = { g: { id: 'g', title: 'G', nodeIds: ['a', 'f'] } };
    const places = tidy(graphOf(ids, wires, { groups }));
    const box = {
      left: Math.min(places['a']!.x, places['f']!.x),
      right: Math.max(places['a']!.x, places['f']!.x) + 200,
      top: Math.min(places['a']!.y, places['f']!.y),
      bottom: Math.max(places['a']!.y, places['f']!.y) + 80,
    };
    const inside = ['b', 'c', 'd', 'e'].filter((id) => {
      const { x, y } = places[id]!;
      return x < box.right && x + 200 > box.left && y < box.bottom && y + 80 > box.top;
    });
    expect(inside).toEqual([]);
  });

  test('survives circles, wires to itself, ends that are nowhere, and names of objects', () => {
    const graph = graphOf(['a', 'b', 'constructor', 'g:a'], {
      a: { in: 'b.out', self: 'a.out', lost: 'gone.out' },
      b: { in: 'a.out' },
      constructor: { in: 'a.out' },
    });
    const places = tidy(graph);
    expect(Object.keys(places).sort()).toEqual(['a', 'b', 'constructor', 'g:a']);
    for (const { x, y } of Object.values(places)) expect([x, y].every(Number.isInteger)).toBe(true);
  });

  test('is the engine’s own where that says so', () => {
    const engine: LayoutEngine = ({ nodes }) =>
      new Map([...nodes.keys()].map((id, at) => [id, { x: at * 10, y: -5 }]));
    expect(layoutGraph(chain, { engine, direction: 'down' })['a']).toEqual({ x: 110, y: 50 });
  });
});

test('boxes are packed in rows', () => {
  const box = { width: 100, height: 50 };
  expect(packBoxes([box], 20)).toEqual([{ x: 0, y: 0 }]);
  const places = packBoxes([box, box, box, box], 20);
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(4);
  expect(packBoxes([], 20)).toEqual([]);
});
