/** Lays a graph out for running: rules R1, R6, R7, R12 and R16. */
import type { Config } from '../config/config.js';
import { listNames, nameOf } from '../config/document.js';
import { MillraceError } from '../errors.js';
import { createSignatureProblems } from './drift.js';
import { findCycles } from './find-cycles.js';
import type { Graph, GraphNode } from './graph.js';
import { migrateSafely } from './migrate.js';
import { PortLookup } from './node-ports.js';
import { findPinned } from './pinned.js';
import type { Plan, PlanNode, PlanOptions, PlanProblem } from './plan.js';
import { ReadySet } from './ready-set.js';
import { resolveWires } from './resolve-wires.js';
import type { ResolvedWires } from './resolve-wires.js';
import { SubgraphTypes } from './subgraph-types.js';
import { addAmbiguousIds, addTypeProblems } from './type-problems.js';

/**
 * Plans the selected nodes and their ancestors; the others are not looked at. A bad node is in the
 * plan with its `problems` and waits for nothing. A subgraph is one node, to be planned on its own:
 * `planGraph(subgraph.graph, config, { outer: subgraph.outer })`. Signatures that changed safely are
 * taken over first (rule D3); the graph given is not changed.
 *
 * @throws MillraceError `unknown-node` when a selected id is not in the graph
 */
export function planGraph(given: Graph, config: Config, options: PlanOptions = {}): Plan {
  // Whoever plans a whole document has brought it up to date.
  const isPart = options.subgraphTypes !== undefined || options.outer !== undefined;
  const graph = isPart ? given : migrateSafely(given, config).graph;
  const subgraphTypes = options.subgraphTypes ?? new SubgraphTypes(graph, config, options);
  const types = subgraphTypes.of(graph, options.outer);
  const lookup = new PortLookup(graph, config, options.portFunctions, options.portContext);
  const ids = selectIds(
    graph,
    options.selectedNodeIds,
    (node) =>
      node.pinned === undefined ||
      findPinned(node, lookup.outputsOf(node, types.get(node.type))) !== 'all',
  );
  const { outer } = options;
  const findChange = createSignatureProblems(graph, config, { types, outer });
  const wires = resolveWires(graph, ids, { types, lookup, findChange });
  addTypeProblems(wires, types, { configTypes: subgraphTypes.configTypes, reject: options.reject });
  addAmbiguousIds(wires);
  const edges = new Edges(wires);
  let order = findOrder(edges);
  if (order.count < ids.length) {
    addCycles(ids, wires, edges);
    order = findOrder(edges);
  }
  return layOut(ids, wires, { edges, order });
}

/** Nodes of one cycle share its path: a ring of 100,000 nodes has one, not as many. */
function addCycles(ids: readonly string[], wires: ResolvedWires, edges: Edges): void {
  const paths = new Map<readonly number[], { path: readonly string[]; text: string }>();
  const { sourceBase, sources, isCut } = edges;
  for (const { node, path: keys, isOn } of findCycles(ids.length, sourceBase, sources, isCut)) {
    let shared = paths.get(keys);
    if (shared === undefined) {
      const path = keys.map((key) => ids[key]!);
      shared = { path, text: shorten(path).join(' → ') };
      paths.set(keys, shared);
    }
    const place = isOn ? 'is part of the cycle' : 'is part of a knot of cycles, one of which is';
    wires.problems[node]!.push({
      code: 'cycle',
      message: `${nameOf(ids[node]!)} ${place} ${shared.text}; remove one of its wires`,
      details: { path: shared.path },
    });
    edges.cut(node);
  }
}

function shorten(path: readonly string[]): readonly string[] {
  if (path.length <= 20) return path.map(nameOf);
  const more = `… (${path.length - 20} more)`;
  return [...path.slice(0, 10).map(nameOf), more, ...path.slice(-10).map(nameOf)];
}

/** The selected ids and their ancestors in own-key order; some nodes need none. */
function selectIds(
  graph: Graph,
  selected: readonly string[] | undefined,
  needsSources: (node: GraphNode) => boolean,
): readonly string[] {
  const ids = Object.keys(graph.nodes);
  if (selected === undefined) return ids;
  const unknown = selected.filter((id) => !Object.hasOwn(graph.nodes, id));
  if (unknown.length > 0) {
    throw new MillraceError(
      'unknown-node',
      `selectedNodeIds names ${listNames(unknown)}, but the graph has no such node; its nodes: ${listNames(ids)}`,
      { details: { unknown } },
    );
  }
  const wanted = new Set(selected);
  for (const id of wanted) {
    const node = graph.nodes[id]!;
    if (!needsSources(node)) continue;
    for (const wires of Object.values(node.connections.inputs)) {
      for (const wire of wires)
        if (Object.hasOwn(graph.nodes, wire.nodeId)) wanted.add(wire.nodeId);
    }
  }
  return ids.filter((id) => wanted.has(id));
}

/** Who depends on whom, each pair once; the wires into bad nodes are cut, for they wait for nothing. */
class Edges {
  readonly sourceBase: Int32Array;
  readonly sources: Int32Array;
  readonly #cut: Uint8Array;
  readonly isCut = (key: number): boolean => this.#cut[key] === 1;

  constructor({ nodes, problems, wireBase, wireSource }: ResolvedWires) {
    const count = nodes.length;
    this.sourceBase = new Int32Array(count + 1);
    this.#cut = new Uint8Array(count);
    const sources = new Int32Array(wireSource.length);
    const seen = new Int32Array(count).fill(-1);
    let edge = 0;
    for (let key = 0; key < count; key += 1) {
      for (let wire = wireBase[key]!; wire < wireBase[key + 1]!; wire += 1) {
        const source = wireSource[wire]!;
        if (seen[source] === key) continue;
        seen[source] = key;
        sources[edge] = source;
        edge += 1;
      }
      this.sourceBase[key + 1] = edge;
      if (problems[key]!.length > 0) this.#cut[key] = 1;
    }
    this.sources = sources.subarray(0, edge);
  }

  cut(key: number): void {
    this.#cut[key] = 1;
  }

  /** How many sources a node waits for. */
  waitsOf(key: number): number {
    return this.#cut[key] === 1 ? 0 : this.sourceBase[key + 1]! - this.sourceBase[key]!;
  }

  /** The edges turned round, by own-key position; targets ascend. */
  dependents(): Pick<Order, 'base' | 'targets'> {
    const { sourceBase, sources } = this;
    const count = sourceBase.length - 1;
    const base = new Int32Array(count + 1);
    for (let key = 0; key < count; key += 1) {
      const end = sourceBase[key]! + this.waitsOf(key);
      for (let edge = sourceBase[key]!; edge < end; edge += 1) base[sources[edge]! + 1]! += 1;
    }
    for (let key = 0; key < count; key += 1) base[key + 1]! += base[key]!;
    const next = base.slice();
    const targets = new Int32Array(base[count]!);
    for (let key = 0; key < count; key += 1) {
      const end = sourceBase[key]! + this.waitsOf(key);
      for (let edge = sourceBase[key]!; edge < end; edge += 1) {
        const source = sources[edge]!;
        targets[next[source]!] = key;
        next[source]! += 1;
      }
    }
    return { base, targets };
  }
}

interface Order {
  readonly keyOfRank: Int32Array;
  readonly rankOfKey: Int32Array;
  /** How many nodes have a rank: those on a cycle, and all that depend on them, have none. */
  readonly count: number;
  /** The nodes that depend on node k: `targets[base[k]] … targets[base[k + 1] − 1]`. */
  readonly base: Int32Array;
  readonly targets: Int32Array;
}

/** The topological order that always takes the first ready node in own-key order. */
function findOrder(edges: Edges): Order {
  const { base, targets } = edges.dependents();
  const count = base.length - 1;
  const left = new Int32Array(count);
  const ready = new ReadySet(count);
  for (let key = 0; key < count; key += 1) {
    left[key] = edges.waitsOf(key);
    if (left[key] === 0) ready.add(key);
  }
  const keyOfRank = new Int32Array(count);
  const rankOfKey = new Int32Array(count);
  let rank = 0;
  for (let key = ready.takeFirst(); key >= 0; key = ready.takeFirst()) {
    keyOfRank[rank] = key;
    rankOfKey[key] = rank;
    rank += 1;
    for (let edge = base[key]!; edge < base[key + 1]!; edge += 1) {
      const target = targets[edge]!;
      left[target]! -= 1;
      if (left[target] === 0) ready.add(target);
    }
  }
  return { keyOfRank, rankOfKey, count: rank, base, targets };
}

const NO_PROBLEMS: readonly PlanProblem[] = Object.freeze([]);

interface Layout {
  readonly edges: Edges;
  readonly order: Order;
}

/** Renumbers everything from own-key positions to ranks. */
function layOut(ids: readonly string[], wires: ResolvedWires, { edges, order }: Layout): Plan {
  const count = ids.length;
  const { keyOfRank, rankOfKey } = order;
  const inputBase = new Int32Array(count + 1);
  const outputBase = new Int32Array(count + 1);
  const nodes = new Array<PlanNode>(count);
  const rankById = wires.keyById;
  for (let rank = 0; rank < count; rank += 1) {
    const key = keyOfRank[rank]!;
    const node = wires.nodes[key]!;
    // A list a node would be most of what a plan holds.
    if (node.problems.length === 0) node.problems = NO_PROBLEMS;
    nodes[rank] = node;
    inputBase[rank + 1] = inputBase[rank]! + node.inputs.length;
    outputBase[rank + 1] = outputBase[rank]! + node.outputs.length;
    rankById.set(node.id, rank);
  }
  const slots = assignSlots(wires, { edges, keyOfRank, rankOfKey, inputBase, outputBase });
  return {
    nodes,
    keyOfRank,
    rankOfKey,
    inputBase,
    ...slots,
    outputBase,
    slotOwner: ownersOf(outputBase),
    ...edgesByRank(order, edges),
    rankById,
  };
}

type Numbering = Pick<Plan, 'keyOfRank' | 'rankOfKey' | 'inputBase' | 'outputBase'> & {
  readonly edges: Edges;
};

/** The slots every input port reads. */
function assignSlots(
  wires: ResolvedWires,
  { edges, keyOfRank, rankOfKey, inputBase, outputBase }: Numbering,
): Pick<Plan, 'inputSlot' | 'multiples'> {
  const count = keyOfRank.length;
  const inputSlot = new Int32Array(inputBase[count]!).fill(-1);
  const multiples: Int32Array[] = [];
  const slotOf = (wire: number): number =>
    outputBase[rankOfKey[wires.wireSource[wire]!]!]! + wires.wireOutput[wire]!;
  for (let rank = 0; rank < count; rank += 1) {
    const key = keyOfRank[rank]!;
    if (edges.isCut(key)) continue;
    const end = wires.wireBase[key + 1]!;
    let wire = wires.wireBase[key]!;
    while (wire < end) {
      const port = wires.wireInput[wire]!;
      const input = inputBase[rank]! + port;
      if (wires.nodes[key]!.inputs[port]!.multiple !== true) {
        inputSlot[input] = slotOf(wire);
        wire += 1;
        continue;
      }
      const slots: number[] = [];
      for (; wire < end && wires.wireInput[wire] === port; wire += 1) slots.push(slotOf(wire));
      inputSlot[input] = -2 - multiples.length;
      multiples.push(new Int32Array(slots));
    }
  }
  return { inputSlot, multiples };
}

/** Going through the ranks in order, every list of sources comes out in order. */
function edgesByRank(
  { keyOfRank, rankOfKey, base, targets }: Order,
  edges: Edges,
): Pick<Plan, 'dependentBase' | 'dependents' | 'sourceBase' | 'sources'> {
  const count = keyOfRank.length;
  const dependentBase = new Int32Array(count + 1);
  const sourceBase = new Int32Array(count + 1);
  const dependents = new Int32Array(targets.length);
  const sources = new Int32Array(targets.length);
  for (let rank = 0; rank < count; rank += 1) {
    sourceBase[rank + 1] = sourceBase[rank]! + edges.waitsOf(keyOfRank[rank]!);
  }
  const next = sourceBase.slice();
  let end = 0;
  for (let rank = 0; rank < count; rank += 1) {
    const key = keyOfRank[rank]!;
    for (let edge = base[key]!; edge < base[key + 1]!; edge += 1) {
      const dependent = rankOfKey[targets[edge]!]!;
      dependents[end] = dependent;
      end += 1;
      sources[next[dependent]!] = rank;
      next[dependent]! += 1;
    }
    dependentBase[rank + 1] = end;
  }
  return { dependentBase, dependents, sourceBase, sources };
}

function ownersOf(outputBase: Int32Array): Int32Array {
  const count = outputBase.length - 1;
  const owners = new Int32Array(outputBase[count]!);
  for (let rank = 0; rank < count; rank += 1) {
    const end = outputBase[rank + 1]!;
    for (let slot = outputBase[rank]!; slot < end; slot += 1) owners[slot] = rank;
  }
  return owners;
}
