/** A shape as typed arrays: what the hand-written loops walk. */
import { CONSTANTS } from './functions.js';
import type { Shape } from './shapes.js';

/** Nodes and value slots have the same numbers; two slots after them hold the constants. */
export interface Wiring {
  readonly count: number;
  /** Which function each node calls; {@link TOTAL} for the one that takes a list. */
  readonly functionOf: Uint8Array;
  /** Node n reads the slots `slots[base[n]] … slots[base[n + 1] − 1]`. */
  readonly base: Int32Array;
  readonly slots: Int32Array;
  /** A topological order, as Kahn's algorithm finds it. */
  readonly order: Int32Array;
  /** How many sources each node waits for, and who waits for it. */
  readonly waits: Int32Array;
  readonly dependentBase: Int32Array;
  readonly dependents: Int32Array;
}

export const TOTAL = 255;

/** The shape with its nodes numbered as drawn, or in topological order. */
export function createWiring(shape: Shape, numbering: 'drawn' | 'ranked' = 'drawn'): Wiring {
  const drawn = wire(shape);
  return numbering === 'drawn' ? drawn : wire(renumber(shape, drawn.order));
}

function renumber(shape: Shape, order: Int32Array): Shape {
  const rank = new Int32Array(order.length);
  order.forEach((node, position) => (rank[node] = position));
  return {
    name: shape.name,
    ids: Array.from(order, (node) => shape.ids[node]!),
    functionOf: Uint8Array.from(order, (node) => shape.functionOf[node]!),
    sources: Array.from(order, (node) => shape.sources[node]!.map((source) => rank[source]!)),
  };
}

function wire({ ids, functionOf, sources }: Shape): Wiring {
  const count = ids.length;
  const args = sources.map((list) =>
    list.length > 2 ? list : CONSTANTS.map((_, input) => list[input] ?? count + input),
  );
  const base = basesOf(args);
  const dependentLists: number[][] = ids.map(() => []);
  sources.forEach((list, node) => list.forEach((source) => dependentLists[source]!.push(node)));
  const waits = Int32Array.from(sources, (list) => list.length);
  const graph = {
    waits,
    dependentBase: basesOf(dependentLists),
    dependents: Int32Array.from(dependentLists.flat()),
  };
  return {
    count,
    functionOf: functionOf.map((index, node) => (sources[node]!.length > 2 ? TOTAL : index)),
    base,
    slots: Int32Array.from(args.flat()),
    order: kahn(graph),
    ...graph,
  };
}

function basesOf(lists: readonly (readonly number[])[]): Int32Array {
  const base = new Int32Array(lists.length + 1);
  lists.forEach((list, index) => (base[index + 1] = base[index]! + list.length));
  return base;
}

function kahn(graph: Pick<Wiring, 'waits' | 'dependentBase' | 'dependents'>): Int32Array {
  const { waits, dependentBase, dependents } = graph;
  const left = waits.slice();
  const order = new Int32Array(left.length);
  let end = 0;
  for (let node = 0; node < left.length; node += 1) if (left[node] === 0) order[end++] = node;
  for (let next = 0; next < end; next += 1) {
    const node = order[next]!;
    for (let edge = dependentBase[node]!; edge < dependentBase[node + 1]!; edge += 1) {
      const dependent = dependents[edge]!;
      left[dependent]! -= 1;
      if (left[dependent] === 0) order[end++] = dependent;
    }
  }
  return order;
}
