/** Which nodes two graphs do not share: found once, for all who follow an edit. */
import type { Graph, GraphNode } from '../../src/graph/graph.js';

type Nodes = Graph['nodes'];

/** What has to be looked at after a change. */
export interface NodeChanges {
  /** Nodes of the later graph that are new, or another object than before. */
  readonly written: readonly string[];
  /** Nodes that only the earlier graph has. */
  readonly removed: readonly string[];
}

/** The nodes of a graph, compared with those before them. */
interface Comparison {
  /** Loosely: held by the next, each would hold the one before, and so all that there ever were. */
  readonly before: WeakRef<Nodes>;
  readonly changes: NodeChanges;
}

const IDS = new WeakMap<Nodes, readonly string[]>();
const CHANGES = new WeakMap<Nodes, Comparison>();

/** The ids of a graph's nodes in its order: the same list each time, for as long as no node changes. */
export function nodeIdsOf({ nodes }: Pick<Graph, 'nodes'>): readonly string[] {
  let ids = IDS.get(nodes);
  if (ids === undefined) {
    ids = Object.keys(nodes);
    IDS.set(nodes, ids);
  }
  return ids;
}

/** What differs between two graphs; the same answer each time it is asked of one change. */
export function changedNodes(before: Graph, after: Graph): NodeChanges {
  const known = CHANGES.get(after.nodes);
  if (known?.before.deref() === before.nodes) return known.changes;
  const changes = compare(before, after);
  CHANGES.set(after.nodes, { before: new WeakRef(before.nodes), changes });
  return changes;
}

const NONE: NodeChanges = { written: [], removed: [] };

function compare(before: Graph, after: Graph): NodeChanges {
  if (before.nodes === after.nodes) return NONE;
  const ids = nodeIdsOf(after);
  const written = ids.filter((id) => before.nodes[id] !== after.nodes[id]);
  const added = written.reduce((count, id) => count + (has(before.nodes, id) ? 0 : 1), 0);
  const earlier = nodeIdsOf(before);
  // As many as before, and none of them new: none has gone.
  const isSmaller = earlier.length + added !== ids.length;
  return { written, removed: isSmaller ? earlier.filter((id) => !has(after.nodes, id)) : [] };
}

function has(nodes: Readonly<Record<string, GraphNode>>, id: string): boolean {
  return Object.hasOwn(nodes, id);
}
