/** Takes a part of a graph with all it needs: what is copied, or unpacked. */
import { createRecord, own } from '../config/document.js';
import { commentsOf } from './comments.js';
import { FreeNames } from './free-name.js';
import type { Connection, Graph, GraphNode, SavedSignature } from './graph.js';
import { memberIds } from './groups.js';
import { findSubgraph } from './subgraph-scope.js';
import type { Subgraph } from './subgraph-scope.js';
import { copyGraph, namesOutside, renameUses, subgraphOfType } from './subgraph-names.js';
import type { PlacedGraph } from './subgraph-names.js';

/** What is taken. */
export interface Extract {
  readonly nodeIds: Iterable<string>;
  readonly commentIds?: Iterable<string>;
}

/**
 * A document of some nodes of a graph, in its order: wired only to each other, with the signatures
 * they were drawn against, the subgraphs they use, the named comments, and the groups all of whose
 * nodes are there.
 */
export function extractNodes(place: PlacedGraph, { nodeIds, commentIds = [] }: Extract): Graph {
  const { graph } = place;
  const ids = new Set(nodeIds);
  const nodes = createRecord<GraphNode>();
  for (const [id, node] of Object.entries(graph.nodes)) {
    if (ids.has(id)) nodes[id] = withEndsIn(node, ids);
  }
  const part = { version: 1 as const, nodes };
  return {
    ...withSubgraphs(part, place),
    ...field('signatures', signaturesOf(nodes, graph.signatures ?? {})),
    ...field('comments', readComments(graph, new Set(commentIds))),
    ...field('groups', wholeGroups(graph, nodes)),
  };
}

/** The node with the wires to nodes of a set only. */
export function withEndsIn(node: GraphNode, ids: ReadonlySet<string>): GraphNode {
  const keep = <T extends Connection>(ports: Readonly<Record<string, readonly T[]>>) => {
    const kept = createRecord<readonly T[]>();
    for (const [port, ends] of Object.entries(ports)) {
      const left = ends.filter((end) => ids.has(end.nodeId));
      if (left.length > 0) kept[port] = left.length === ends.length ? ends : left;
    }
    return kept;
  };
  const { inputs, outputs } = node.connections;
  const connections = { ...node.connections, inputs: keep(inputs), outputs: keep(outputs) };
  return { ...node, connections };
}

/** A field that is only there when it holds something. */
function field<K extends keyof Graph, T extends object>(key: K, value: T): Partial<Record<K, T>> {
  return Object.keys(value).length === 0 ? {} : ({ [key]: value } as Record<K, T>);
}

/** The signatures that nodes were drawn against. */
export function signaturesOf(
  nodes: Graph['nodes'],
  signatures: NonNullable<Graph['signatures']>,
): Record<string, SavedSignature> {
  const used = createRecord<SavedSignature>();
  for (const { fingerprint } of Object.values(nodes)) {
    const signature = fingerprint === undefined ? undefined : own(signatures, fingerprint);
    if (signature !== undefined) used[fingerprint!] = signature;
  }
  return used;
}

function readComments(graph: Graph, ids: ReadonlySet<string>): Record<string, unknown> {
  const comments = createRecord<unknown>();
  for (const id of commentsOf(graph).keys()) if (ids.has(id)) comments[id] = graph.comments![id];
  return comments;
}

function wholeGroups(
  { groups = {}, nodes: all }: Graph,
  nodes: Graph['nodes'],
): Record<string, unknown> {
  const whole = createRecord<unknown>();
  for (const [id, entry] of Object.entries(groups)) {
    const members = (memberIds(entry) ?? []).filter((nodeId) => Object.hasOwn(all, nodeId));
    if (members.length > 0 && members.every((nodeId) => Object.hasOwn(nodes, nodeId))) {
      whole[id] = entry;
    }
  }
  return whole;
}

/** The part with all subgraphs that its nodes lead to, side by side; two of one name get two. */
function withSubgraphs(part: Graph, place: PlacedGraph): Graph {
  const collected = new Collected();
  const own = new Set(Object.values(part.nodes).flatMap(({ type }) => subgraphOfType(type) ?? []));
  const names = collected.add(own, place);
  collected.settle();
  const subgraphs = createRecord<Graph>();
  for (const [name, { found, uses }] of collected.byName) {
    subgraphs[name] = copyGraph(renameUses(found.graph, uses));
  }
  if (collected.byName.size === 0) return part;
  return { ...renameUses(part, names), subgraphs };
}

/** A subgraph that is needed, and what those outside it are called now by what it calls them. */
interface Needed {
  readonly found: Subgraph;
  uses: ReadonlyMap<string, string>;
}

class Collected {
  readonly byName = new Map<string, Needed>();
  readonly #names = new Map<Graph, string>();
  readonly #open: Needed[] = [];
  readonly #free = new FreeNames(() => false, ' ');

  /** @returns new names of those that could not keep theirs */
  add(names: Iterable<string>, { graph, outer }: PlacedGraph): ReadonlyMap<string, string> {
    const renamed = new Map<string, string>();
    for (const name of names) {
      const found = findSubgraph(name, graph, outer);
      if (found === undefined) continue;
      const given = this.#names.get(found.graph) ?? this.#take(found);
      if (given !== name) renamed.set(name, given);
    }
    return renamed;
  }

  /** Collects what those that are needed need. */
  settle(): void {
    for (let next = this.#open.pop(); next !== undefined; next = this.#open.pop()) {
      const { graph, outer } = next.found;
      // What it has itself comes along; the others are those of the graphs around it.
      const around = { graph: outer[0]!, outer: outer.slice(1) };
      next.uses = this.add(namesOutside(graph), around);
    }
  }

  #take(found: Subgraph): string {
    const name = this.#free.take(found.name);
    const needed: Needed = { found, uses: new Map() };
    this.#names.set(found.graph, name);
    this.byName.set(name, needed);
    this.#open.push(needed);
    return name;
  }
}
