/** Pure edits of the subgraphs a document has: renamed, removed, copied (rule E9). */
import { createRecord, own } from '../config/document.js';
import { updateNodes } from './edit-graph.js';
import { changeAt } from './edit-promoted.js';
import { freeName } from './free-name.js';
import type { Graph } from './graph.js';
import { SUBGRAPH_PREFIX } from './subgraph-scope.js';
import { copyGraph } from './subgraph-names.js';
import type { PlacedGraph } from './subgraph-names.js';
import { changeUsers, countUsers } from './subgraph-users.js';
import { subgraphAt } from './unpack-subgraph.js';

/**
 * The document with another name for a subgraph, and for the type of its nodes. The same document when
 * the name is empty, or one that nodes in its scope could mean something else by.
 * @param keys of `subgraphs`, which lead to it
 */
export function renameSubgraph(document: Graph, keys: readonly string[], to: string): Graph {
  const name = keys.at(-1);
  if (name === undefined || to === '' || isNameInUse(document, keys, to)) return document;
  const type = SUBGRAPH_PREFIX + to;
  const renamed = changeUsers(document, keys, (graph, ids) =>
    updateNodes(graph, ids, (node) => ({ ...node, type })),
  );
  return changeAt(renamed, keys.slice(0, -1), (owner) => {
    const subgraphs = createRecord<Graph>();
    for (const [key, graph] of Object.entries(owner.subgraphs ?? {})) {
      subgraphs[key === name ? to : key] = graph;
    }
    return { ...owner, subgraphs };
  });
}

/** True when a name means something already where a subgraph could be meant by it. */
export function isNameInUse(document: Graph, keys: readonly string[], name: string): boolean {
  let around: Graph | undefined = document;
  const owners = keys.slice(0, -1);
  for (const key of [...owners, undefined]) {
    if (around === undefined || Object.hasOwn(around.subgraphs ?? {}, name)) return true;
    around = key === undefined ? around : own(around.subgraphs ?? {}, key);
  }
  return around === undefined || usesName(around, name);
}

/** Whether a graph, or one in it, has a subgraph of the name or a node of it. */
function usesName({ nodes, subgraphs = {} }: Graph, name: string): boolean {
  if (Object.hasOwn(subgraphs, name)) return true;
  if (Object.values(nodes).some(({ type }) => type === SUBGRAPH_PREFIX + name)) return true;
  return Object.values(subgraphs).some((inner) => usesName(inner, name));
}

/** The document without a subgraph that no node uses; the same when one does. */
export function removeSubgraph(document: Graph, keys: readonly string[]): Graph {
  const name = keys.at(-1);
  if (name === undefined || countUsers(document, keys) > 0) return document;
  return changeAt(document, keys.slice(0, -1), (owner) => {
    if (!Object.hasOwn(owner.subgraphs ?? {}, name)) return owner;
    const { subgraphs: _, ...rest } = owner;
    const subgraphs = createRecord<Graph>();
    for (const [key, graph] of Object.entries(owner.subgraphs!)) {
      if (key !== name) subgraphs[key] = graph;
    }
    return Object.keys(subgraphs).length === 0 ? rest : { ...rest, subgraphs };
  });
}

/** A graph of a document, and where it stands in it. */
export interface LocatedGraph extends PlacedGraph {
  /** The keys of `subgraphs` that lead to it. */
  readonly keys: readonly string[];
}

/**
 * The document with a subgraph of its own for one node: a copy beside the one it had, which changes
 * with no other node. The same document for a node without one.
 * @param name numbered where it is taken; default: the name it has
 */
export function copySubgraph(
  document: Graph,
  place: LocatedGraph,
  { nodeId, name }: { readonly nodeId: string; readonly name?: string | undefined },
): Graph {
  const found = subgraphAt(place, own(place.graph.nodes, nodeId));
  if (found === undefined) return document;
  const owner = place.keys.slice(0, found.outer.length - 1);
  const isTaken = (each: string): boolean => isNameInUse(document, [...owner, each], each);
  const free = freeName(name ?? found.name, isTaken, ' ');
  const copied = changeAt(document, owner, (graph) => {
    const subgraphs = Object.assign(createRecord<Graph>(), graph.subgraphs);
    subgraphs[free] = copyGraph(found.graph);
    return { ...graph, subgraphs };
  });
  const type = SUBGRAPH_PREFIX + free;
  return changeAt(copied, place.keys, (graph) =>
    updateNodes(graph, [nodeId], (node) => ({ ...node, type })),
  );
}
