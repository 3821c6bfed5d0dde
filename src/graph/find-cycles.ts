/** Which nodes lie on a cycle, and on which one: strongly connected components (Tarjan 1972). */

/** A node on a cycle, and that cycle along the wires: first and last element are the same node. */
export interface NodeCycle {
  readonly node: number;
  /** One object for all nodes that were found on the same cycle. */
  readonly path: readonly number[];
  /** False in a big knot whose nodes were not all looked at: the path is another of its cycles. */
  readonly isOn: boolean;
}

/** Steps of the searches in one knot; its remaining nodes share the first cycle found. */
const MAX_STEPS = 1_000_000;

/**
 * Every node that lies on a cycle, once, ascending within its knot. Nothing recurses: a chain of
 * any length is fine.
 *
 * @param sources Nodes that node k's wires come from: `sources[base[k] … base[k + 1] − 1]`.
 * @param isCut Nodes whose incoming wires do not count.
 */
export function findCycles(
  count: number,
  base: Int32Array,
  sources: Int32Array,
  isCut: (node: number) => boolean,
): readonly NodeCycle[] {
  const cycles: NodeCycle[] = [];
  for (const knot of findKnots(count, base, sources, isCut)) {
    for (const cycle of cyclesOf(knot, base, sources, isCut)) cycles.push(cycle);
  }
  return cycles;
}

/** Components of more than one node, and nodes wired to themselves. */
function findKnots(
  count: number,
  base: Int32Array,
  sources: Int32Array,
  isCut: (node: number) => boolean,
): readonly (readonly number[])[] {
  const index = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const onStack = new Uint8Array(count);
  const next = base.slice(0, count);
  const stack: number[] = [];
  const path: number[] = [];
  const knots: number[][] = [];
  let counter = 0;
  for (let root = 0; root < count; root += 1) {
    if (index[root] !== -1) continue;
    path.push(root);
    while (path.length > 0) {
      const node = path[path.length - 1]!;
      if (index[node] === -1) {
        index[node] = low[node] = counter;
        counter += 1;
        stack.push(node);
        onStack[node] = 1;
      }
      const end = isCut(node) ? base[node]! : base[node + 1]!;
      let descended = false;
      while (next[node]! < end) {
        const source = sources[next[node]!]!;
        if (index[source] === -1) {
          path.push(source);
          descended = true;
          break;
        }
        if (onStack[source] === 1) low[node] = Math.min(low[node]!, low[source]!);
        next[node]! += 1;
      }
      if (descended) continue;
      path.pop();
      if (low[node] !== index[node]) continue;
      const knot: number[] = [];
      let member: number;
      do {
        member = stack.pop()!;
        onStack[member] = 0;
        knot.push(member);
      } while (member !== node);
      if (knot.length > 1 || isSelfWired(node, base, sources, isCut)) {
        knots.push(knot.sort((a, b) => a - b));
      }
    }
  }
  return knots;
}

function isSelfWired(
  node: number,
  base: Int32Array,
  sources: Int32Array,
  isCut: (node: number) => boolean,
): boolean {
  if (isCut(node)) return false;
  return sources.subarray(base[node], base[node + 1]).includes(node);
}

/** For each node of a knot a shortest cycle through it, nodes of one cycle sharing it. */
function cyclesOf(
  knot: readonly number[],
  base: Int32Array,
  sources: Int32Array,
  isCut: (node: number) => boolean,
): readonly NodeCycle[] {
  const members = new Set(knot);
  const found = new Map<number, readonly number[]>();
  let first: readonly number[] = [];
  let steps = 0;
  for (const node of knot) {
    if (found.has(node)) continue;
    if (steps > MAX_STEPS) break;
    const search = shortestCycle(node, members, base, sources, isCut);
    steps += search.steps;
    if (found.size === 0) first = search.path;
    for (const member of search.path) if (!found.has(member)) found.set(member, search.path);
  }
  return knot.map((node) => {
    const path = found.get(node);
    return { node, path: path ?? first, isOn: path !== undefined };
  });
}

/** Breadth first against the wires, so that following the parents back goes along them. */
function shortestCycle(
  start: number,
  members: ReadonlySet<number>,
  base: Int32Array,
  sources: Int32Array,
  isCut: (node: number) => boolean,
): { readonly path: readonly number[]; readonly steps: number } {
  const parent = new Map<number, number>();
  const queue = [start];
  let steps = 0;
  for (const node of queue) {
    if (isCut(node)) continue;
    for (let edge = base[node]!; edge < base[node + 1]!; edge += 1) {
      steps += 1;
      const source = sources[edge]!;
      if (source === start) {
        const path = [start];
        for (let at: number = node; at !== start; at = parent.get(at)!) path.push(at);
        path.push(start);
        return { path, steps: steps + path.length };
      }
      if (!members.has(source) || parent.has(source)) continue;
      parent.set(source, node);
      queue.push(source);
    }
  }
  return { path: [start, start], steps };
}
