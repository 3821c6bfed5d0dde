import { describe, expect, it } from '@jest/globals';
import { findCycles } from '../../../src/graph/find-cycles.js';
import type { NodeCycle } from '../../../src/graph/find-cycles.js';
import { createRandom } from '../../fuzz/random.js';

function find(
  sources: readonly (readonly number[])[],
  cut: readonly number[] = [],
): readonly NodeCycle[] {
  const base = new Int32Array(sources.length + 1);
  sources.forEach((list, node) => (base[node + 1] = base[node]! + list.length));
  return findCycles(sources.length, base, Int32Array.from(sources.flat()), (node) =>
    cut.includes(node),
  );
}

function paths(sources: readonly (readonly number[])[], cut: readonly number[] = []) {
  return find(sources, cut).map(({ node, path }) => [node, path]);
}

describe('findCycles', () => {
  it('finds none in a chain, a diamond and an empty graph', () => {
    expect(find([])).toEqual([]);
    expect(find([[], [0], [1]])).toEqual([]);
    expect(find([[], [0], [0], [1, 2]])).toEqual([]);
  });

  it('[R7] finds a node wired to itself as a cycle of one', () => {
    expect(paths([[], [0, 1], [1]])).toEqual([[1, [1, 1]]]);
  });

  it('[R7] gives each node of a cycle its path along the wires, and no node behind it', () => {
    const path = [0, 1, 2, 0];
    expect(paths([[2], [0], [1], [2], [3]])).toEqual([
      [0, path],
      [1, path],
      [2, path],
    ]);
  });

  it('[R7] gives each node of a knot a shortest cycle it is on', () => {
    // 0 → 1 → 0 and 0 → 2 → 3 → 0
    expect(paths([[1, 3], [0], [0], [2]])).toEqual([
      [0, [0, 1, 0]],
      [1, [0, 1, 0]],
      [2, [2, 3, 0, 2]],
      [3, [2, 3, 0, 2]],
    ]);
  });

  it('does not count the wires into a node that is cut', () => {
    expect(find([[1], [0]], [1])).toEqual([]);
    expect(find([[0]], [0])).toEqual([]);
  });

  it('[R7] finds a ring of 100,000 nodes as one path that its nodes share', () => {
    const count = 100_000;
    const cycles = find(Array.from({ length: count }, (_, node) => [(node + count - 1) % count]));
    expect(cycles).toHaveLength(count);
    expect(new Set(cycles.map((cycle) => cycle.path)).size).toBe(1);
    expect(cycles[0]!.path).toHaveLength(count + 1);
  });

  it('[R7] finds every node of a big knot, whether its own cycle is looked for or not', () => {
    // A trunk of 20,000 nodes with 20,000 ways back from its end to its start.
    const trunk = 20_000;
    const ways = Array.from({ length: trunk }, () => [trunk - 1]);
    const starts = Array.from({ length: trunk }, (_, index) => trunk + index);
    const chain = Array.from({ length: trunk - 1 }, (_, index) => [index]);
    const cycles = find([starts, ...chain, ...ways]);
    expect(cycles).toHaveLength(2 * trunk);
    for (const { node, path, isOn } of [cycles[0]!, cycles[trunk]!, cycles.at(-1)!]) {
      expect(path[0]).toBe(path.at(-1));
      expect(path.includes(node)).toBe(isOn);
    }
  });

  it('finds what a search from every node finds, in any graph', () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const random = createRandom(seed);
      const count = 1 + random.below(12);
      const sources = Array.from({ length: count }, () => [
        ...new Set(Array.from({ length: random.below(3) }, () => random.below(count))),
      ]);
      const cut = Array.from({ length: random.below(3) }, () => random.below(count));
      const cycles = find(sources, cut);
      const from = (node: number) => (cut.includes(node) ? [] : sources[node]!);
      const onCycle = (node: number): boolean => {
        const seen = new Set(from(node));
        for (const each of seen) for (const source of from(each)) seen.add(source);
        return seen.has(node);
      };
      const wanted = sources.map((_, node) => node).filter(onCycle);
      const got = cycles.map((cycle) => cycle.node).sort((a, b) => a - b);
      expect({ seed, got }).toEqual({ seed, got: wanted });
      for (const { node, path } of cycles) {
        const steps = path.slice(1).map((to, index) => from(to).includes(path[index]!));
        const place = { seed, node, path };
        expect({ ...place, on: path.includes(node), steps }).toEqual({
          ...place,
          on: true,
          steps: steps.map(() => true),
        });
        expect(new Set(path).size).toBe(path.length - 1);
      }
    }
  });
});
