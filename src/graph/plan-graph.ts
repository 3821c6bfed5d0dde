/** Lays a graph out for running: rules R1, R6, R7, R12 and R16. */
import type { Config } from '../config/config.js';
import { listNames, nameOf } from '../config/document.js';
import { MillraceError } from '../errors.js';
import { findCycles } from './find-cycles.js';
import type { Graph, GraphNode } from './graph.js';
import { PortLookup } from './node-ports.js';
import { findPinned } from './pinned.js';
import type { Plan, PlanNode, PlanOptions } from './plan.js';
import { ReadySet } from './ready-set.js';
import { resolveWires } from './resolve-wires.js';
import type { ResolvedWires } from './resolve-wires.js';
import { SubgraphTypes } from './subgraph-types.js';
import { addAmbiguousIds, addTypeProblems } from './type-problems.js';

/**
 * Plans the selected nodes and their ancestors; the others are not looked at. A bad node is in the
 * plan with its `problems` and waits for nothing. A subgraph is one node, to be planned on its own:
 * `planGraph(subgraph.graph, config, { outer: subgraph.outer })`.
 *
 * @throws MillraceError `unknown-node` when a selected id is not in the graph
 */
export function planGraph(graph: Graph, config: Config, options: PlanOptions = {}): Plan {
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
  const wires = resolveWires(graph, ids, types, lookup);
  addTypeProblems(wires, types, { configTypes: subgraphTypes.configTypes, reject: options.reject });
  addAmbiguousIds(wires);
  const edges = new Edges(wires);
  addCycles(ids, wires, edges);
  return layOut(ids, wires, edges);
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

  constructor(wires: ResolvedWires) {
    const count = wires.nodes.length;
    this.sourceBase = new Int32Array(count + 1);
    this.#cut = new Uint8Array(count);
    const sources: number[] = [];
    const seen = new Int32Array(count).fill(-1);
    for (let key = 0; key < count; key += 1) {
      for (let wire = wires.wireBase[key]!; wire < wires.wireBase[key + 1]!; wire += 1) {
        const source = wires.wireSource[wire]!;
        if (source < 0 || seen[source] === key) continue;
        seen[source] = key;
        sources.push(source);
      }
      this.sourceBase[key + 1] = sources.length;
      if (wires.problems[key]!.length > 0) this.#cut[key] = 1;
    }
    this.sources = Int32Array.from(sources);
  }

  cut(key: number): void {
    this.#cut[key] = 1;
  }
}

/** Orders the nodes and renumbers everything from own-key positions to ranks. */
function layOut(ids: readonly string[], wires: ResolvedWires, edges: Edges): Plan {
  const count = ids.length;
  const { keyOfRank, rankOfKey } = order(count, edges);
  const inputBase = new Int32Array(count + 1);
  const outputBase = new Int32Array(count + 1);
  const nodes: PlanNode[] = new Array<PlanNode>(count);
  for (let rank = 0; rank < count; rank += 1) {
    const key = keyOfRank[rank]!;
    const resolved = wires.nodes[key]!;
    nodes[rank] = resolved;
    inputBase[rank + 1] = inputBase[rank]! + resolved.inputs.length;
    outputBase[rank + 1] = outputBase[rank]! + resolved.outputs.length;
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
    ...edgesByRank(keyOfRank, rankOfKey, edges),
    rankById: new Map(ids.map((id, key) => [id, rankOfKey[key]!])),
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
      multiples.push(Int32Array.from(slots));
    }
  }
  return { inputSlot, multiples };
}

/** The topological order that always takes the first ready node in own-key order. */
function order(count: number, edges: Edges): { keyOfRank: Int32Array; rankOfKey: Int32Array } {
  const { base, targets } = dependentsOf(count, edges);
  const left = new Int32Array(count);
  const ready = new ReadySet(count);
  for (let key = 0; key < count; key += 1) {
    left[key] = edges.isCut(key) ? 0 : edges.sourceBase[key + 1]! - edges.sourceBase[key]!;
    if (left[key] === 0) ready.add(key);
  }
  const keyOfRank = new Int32Array(count);
  const rankOfKey = new Int32Array(count);
  for (let rank = 0; rank < count; rank += 1) {
    const key = ready.takeFirst();
    keyOfRank[rank] = key;
    rankOfKey[key] = rank;
    for (let edge = base[key]!; edge < base[key + 1]!; edge += 1) {
      const target = targets[edge]!;
      left[target]! -= 1;
      if (left[target] === 0) ready.add(target);
    }
  }
  return { keyOfRank, rankOfKey };
}

/** The edges turned round, by own-key position; targets ascend. */
function dependentsOf(count: number, edges: Edges): { base: Int32Array; targets: Int32Array } {
  const base = new Int32Array(count + 1);
  const { sourceBase, sources } = edges;
  const each = (visit: (source: number, key: number) => void): void => {
    for (let key = 0; key < count; key += 1) {
      if (edges.isCut(key)) continue;
      for (let edge = sourceBase[key]!; edge < sourceBase[key + 1]!; edge += 1) {
        visit(sources[edge]!, key);
      }
    }
  };
  each((source) => (base[source + 1]! += 1));
  for (let key = 0; key < count; key += 1) base[key + 1]! += base[key]!;
  const next = base.slice(0, count);
  const targets = new Int32Array(base[count]!);
  each((source, key) => {
    targets[next[source]!] = key;
    next[source]! += 1;
  });
  return { base, targets };
}

function edgesByRank(
  keyOfRank: Int32Array,
  rankOfKey: Int32Array,
  edges: Edges,
): Pick<Plan, 'dependentBase' | 'dependents' | 'sourceBase' | 'sources'> {
  const count = keyOfRank.length;
  const { base, targets } = dependentsOf(count, edges);
  const dependentBase = new Int32Array(count + 1);
  const sourceBase = new Int32Array(count + 1);
  const dependents = new Int32Array(targets.length);
  const sources = new Int32Array(targets.length);
  let dependent = 0;
  let source = 0;
  for (let rank = 0; rank < count; rank += 1) {
    const key = keyOfRank[rank]!;
    for (let edge = base[key]!; edge < base[key + 1]!; edge += 1) {
      dependents[dependent] = rankOfKey[targets[edge]!]!;
      dependent += 1;
    }
    dependentBase[rank + 1] = dependent;
    if (!edges.isCut(key)) {
      const start = source;
      for (let edge = edges.sourceBase[key]!; edge < edges.sourceBase[key + 1]!; edge += 1) {
        sources[source] = rankOfKey[edges.sources[edge]!]!;
        source += 1;
      }
      sources.subarray(start, source).sort();
    }
    sourceBase[rank + 1] = source;
  }
  return { dependentBase, dependents, sourceBase, sources };
}

function ownersOf(outputBase: Int32Array): Int32Array {
  const count = outputBase.length - 1;
  const owners = new Int32Array(outputBase[count]!);
  for (let rank = 0; rank < count; rank += 1) {
    owners.fill(rank, outputBase[rank], outputBase[rank + 1]);
  }
  return owners;
}
