/** Puts a document's nodes, with all they need, into a graph: what is pasted, or unpacked. */
import { createRecord, own } from '../config/document.js';
import { isEqual } from '../config/json-equal.js';
import { commentsOf } from './comments.js';
import { addNodes } from './add-nodes.js';
import { checkUses } from './check-uses.js';
import { finiteOr } from './finite.js';
import { FreeNames } from './free-name.js';
import type { Connection, Graph, GraphNode } from './graph.js';
import { memberIds } from './groups.js';
import { checkLevels } from './subgraph-levels.js';
import { findSubgraph, subgraphNames } from './subgraph-scope.js';
import { copyGraph, leadsTo, namesOutside, renameUses } from './subgraph-names.js';
import type { PlacedGraph } from './subgraph-names.js';
import { shiftPoints } from './wire-points.js';

/** How a part is put into a graph. */
export interface InsertOptions {
  /** New ids of its nodes, by those they have. @default their own, numbered where they are taken */
  readonly ids?: ReadonlyMap<string, string>;
  /** How far from where they were, on the canvas. */
  readonly dx: number;
  readonly dy: number;
}

/** The graph, and what in it is new: by the ids in the part. */
export interface Inserted {
  readonly graph: Graph;
  readonly nodes: ReadonlyMap<string, string>;
  readonly comments: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
}

/**
 * The graph with a part added: nodes, wires, comments and groups under new ids. A subgraph that is
 * there already, and the same, is shared; one whose name is taken gets another.
 *
 * @throws MillraceError `subgraph-recursion` when a node of the part means a subgraph that the graph is
 * in, and the part does not bring its own; `subgraph-depth` below 64 levels of subgraphs
 */
export function insertNodes(place: PlacedGraph, part: Graph, options: InsertOptions): Inserted {
  const { graph } = place;
  const { dx, dy } = options;
  // A name that the part brings no subgraph for means the one that is there.
  checkUses(place, namesOutside(part));
  const nodes = newIds(part.nodes, graph.nodes, options.ids);
  const drawn = [...commentsOf(part).keys()].map((id) => [id, part.comments![id]] as const);
  const comments = newIds(Object.fromEntries(drawn), graph.comments ?? {});
  const groups = newIds(groupsOfPart(part), graph.groups ?? {});
  const { names, subgraphs } = planSubgraphs(place, part.subgraphs ?? {});
  const renamed = renameUses({ version: 1, nodes: part.nodes }, names);
  const added = createRecord<GraphNode>();
  for (const [id, node] of Object.entries(renamed.nodes)) {
    const copy = renameEnds(node, nodes);
    const { x, y } = node;
    const place = { id: nodes.get(id)!, x: finiteOr(x + dx, x), y: finiteOr(y + dy, y) };
    added[place.id] = { ...shiftPoints(copy, dx, dy), ...place };
  }
  const next = {
    ...addNodes(graph, added),
    ...merged('signatures', graph.signatures, part.signatures),
    ...merged('subgraphs', graph.subgraphs, subgraphs),
    ...merged('comments', graph.comments, moved(part, comments, { dx, dy })),
    ...merged('groups', graph.groups, regrouped(part, groups, nodes)),
  };
  return { graph: next, nodes, comments, groups };
}

type Fields = Readonly<Record<string, unknown>>;

function newIds(
  added: Fields,
  taken: Fields,
  given: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const chosen = new Set(given.values());
  const free = new FreeNames((id) => Object.hasOwn(taken, id) || chosen.has(id));
  return new Map(Object.keys(added).map((id) => [id, given.get(id) ?? free.take(id)]));
}

function groupsOfPart({ groups = {}, nodes }: Graph): Fields {
  const found = createRecord<unknown>();
  for (const [id, entry] of Object.entries(groups)) {
    if (memberIds(entry)?.some((nodeId) => Object.hasOwn(nodes, nodeId))) found[id] = entry;
  }
  return found;
}

/** A field with more in it; what is there already stays as it is. */
function merged<K extends 'signatures' | 'subgraphs' | 'comments' | 'groups'>(
  key: K,
  known: Graph[K],
  added: Fields = {},
): Partial<Pick<Graph, K>> {
  const names = Object.keys(added).filter((name) => !Object.hasOwn(known ?? {}, name));
  if (names.length === 0) return {};
  const record = createRecord<unknown>();
  for (const name of Object.keys(known ?? {})) record[name] = known![name];
  for (const name of names) record[name] = added[name];
  return { [key]: record } as Partial<Pick<Graph, K>>;
}

function moved(
  part: Graph,
  ids: ReadonlyMap<string, string>,
  { dx, dy }: { readonly dx: number; readonly dy: number },
): Fields {
  const comments = createRecord<unknown>();
  for (const [id, next] of ids) {
    const { x, y } = commentsOf(part).get(id)!;
    const place = { x: finiteOr(x + dx, x), y: finiteOr(y + dy, y) };
    const entry = { ...(part.comments![id] as Fields), ...place };
    comments[next] = 'id' in entry ? { ...entry, id: next } : entry;
  }
  return comments;
}

function regrouped(
  part: Graph,
  ids: ReadonlyMap<string, string>,
  nodes: ReadonlyMap<string, string>,
): Fields {
  const groups = createRecord<unknown>();
  for (const [id, next] of ids) {
    const entry = part.groups![id] as Fields;
    const nodeIds = memberIds(entry)!.flatMap((nodeId) => nodes.get(nodeId) ?? []);
    groups[next] = { ...entry, ...('id' in entry ? { id: next } : {}), nodeIds };
  }
  return groups;
}

/** The node with the wires to renamed nodes only. */
function renameEnds(node: GraphNode, ids: ReadonlyMap<string, string>): GraphNode {
  const rename = <T extends Connection>(ports: Readonly<Record<string, readonly T[]>>) => {
    const renamed = createRecord<readonly T[]>();
    for (const [port, ends] of Object.entries(ports)) {
      const left = ends.flatMap((end) => {
        const nodeId = ids.get(end.nodeId);
        return nodeId === undefined ? [] : [{ ...end, nodeId }];
      });
      if (left.length > 0) renamed[port] = left;
    }
    return renamed;
  };
  const { inputs, outputs } = node.connections;
  const connections = { ...node.connections, inputs: rename(inputs), outputs: rename(outputs) };
  return { ...node, connections };
}

/** Which subgraphs have to be added, and what those are called that can't keep their names. */
function planSubgraphs(
  place: PlacedGraph,
  given: NonNullable<Graph['subgraphs']>,
): { names: ReadonlyMap<string, string>; subgraphs: Readonly<Record<string, Graph>> } {
  const shared = findShared(place, given);
  const visible = new Set(subgraphNames(place.graph, place.outer));
  const free = new FreeNames((name) => visible.has(name) || Object.hasOwn(given, name), ' ');
  const names = new Map<string, string>();
  for (const name of Object.keys(given)) {
    if (shared.has(name)) continue;
    checkLevels(place.outer, given[name]!);
    if (visible.has(name)) names.set(name, free.take(name));
  }
  const subgraphs = createRecord<Graph>();
  for (const [name, graph] of Object.entries(given)) {
    if (!shared.has(name)) subgraphs[names.get(name) ?? name] = copyGraph(renameUses(graph, names));
  }
  return { names, subgraphs };
}

/** Those that are there already: equal, with equal ones behind them, and not around the place. */
function findShared(
  { graph, outer }: PlacedGraph,
  given: NonNullable<Graph['subgraphs']>,
): ReadonlySet<string> {
  const around = new Set([graph, ...outer]);
  const shared = new Set(
    Object.keys(given).filter((name) => {
      const found = findSubgraph(name, graph, outer);
      return found !== undefined && isEqual(found.graph, given[name]) && !leadsTo(found, around);
    }),
  );
  const isWhole = (name: string): boolean =>
    [...namesOutside(own(given, name)!)].every(
      (used) => shared.has(used) || !Object.hasOwn(given, used),
    );
  for (let size = -1; size !== shared.size;) {
    size = shared.size;
    for (const name of shared) if (!isWhole(name)) shared.delete(name);
  }
  return shared;
}
