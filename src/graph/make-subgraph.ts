/** Puts nodes of a graph into a subgraph, with one node in their place (rule E9). */
import { createRecord, listNames, nameOf, own } from '../config/document.js';
import { MillraceError } from '../errors.js';
import { addNodes } from './add-nodes.js';
import { removeNodes } from './edit-graph.js';
import { settleGroups } from './edit-groups.js';
import { extractNodes } from './extract-nodes.js';
import { freeName } from './free-name.js';
import type { Connection, Graph } from './graph.js';
import { groupingOf } from './groups.js';
import { spanOf } from './span.js';
import { Border } from './subgraph-border.js';
import { checkLevels } from './subgraph-levels.js';
import { SUBGRAPH_PREFIX, subgraphNames } from './subgraph-scope.js';
import { namesOutside } from './subgraph-names.js';
import type { PlacedGraph } from './subgraph-names.js';

/** What becomes a subgraph. */
export interface NewSubgraph {
  readonly nodeIds: Iterable<string>;
  /** Comments that go with them. @default none */
  readonly commentIds?: Iterable<string>;
  /** Numbered where it is taken. */
  readonly name: string;
  /** Of the node in their place. @default the name, numbered where it is taken */
  readonly nodeId?: string;
  /** Inputs that take lists of wires: each gets a port of its own. @default those that have several */
  readonly lists?: readonly Connection[];
}

/** A graph with a new subgraph. */
export interface MadeSubgraph {
  readonly graph: Graph;
  readonly name: string;
  readonly nodeId: string;
}

/**
 * The graph with nodes in a new subgraph of it. Each output that fed them becomes one input of the
 * subgraph, each of their outputs that fed others one output; one node of the subgraph is wired as
 * they were, and stands in their middle. Ports of the graph itself go through it.
 *
 * @throws MillraceError `bad-option` for an empty name, and a `nodeId` that another node has;
 * `nothing-selected` without nodes; `subgraph-circle` when a node lies between them that would come
 * before and after the subgraph; `mixed-wires` when an input is wired from inside and from outside: a
 * port of a subgraph can't do both; `subgraph-depth` below 64 levels of subgraphs
 */
export function makeSubgraph(place: PlacedGraph, options: NewSubgraph): MadeSubgraph {
  const { graph, outer } = place;
  const ids = new Set([...options.nodeIds].filter((id) => Object.hasOwn(graph.nodes, id)));
  checkNodes(graph, ids);
  checkName(options.name);
  const taken = new Set([...subgraphNames(graph, outer), ...namesOutside(graph)]);
  const name = freeName(options.name, (each) => taken.has(each), ' ');
  // In a run a slash leads into a subgraph.
  const plain = name.replaceAll('/', '-');
  const nodeId = options.nodeId ?? freeName(plain, (id) => Object.hasOwn(graph.nodes, id));
  checkNodeId(graph, ids, nodeId);
  const border = new Border(graph, ids, { nodeId, lists: options.lists ?? [] });
  const { subgraphs: _, ...inner } = extractNodes(place, {
    nodeIds: ids,
    commentIds: options.commentIds ?? [],
  });
  const ports = { inputs: border.inputs.ports, outputs: border.outputs.ports };
  const made = { ...inner, ports };
  checkLevels(outer, made);
  const subgraphs = Object.assign(createRecord<Graph>(), graph.subgraphs, { [name]: made });
  const node = { type: SUBGRAPH_PREFIX + name, ...middleOf(inner) };
  const left = removeMoved(graph, ids, inner, options.commentIds ?? []);
  const joined = joinGroup({ ...left, subgraphs }, graph, { ids, nodeId });
  return { graph: border.rewire(addNodes(joined, { [nodeId]: node })), name, nodeId };
}

/** Of a card of the usual width round the middle of nodes. */
export function middleOf({ nodes }: Pick<Graph, 'nodes'>): {
  readonly x: number;
  readonly y: number;
} {
  const { left, right, top, bottom } = spanOf(Object.values(nodes));
  return { x: Math.round((left + right) / 2 - 110), y: Math.round((top + bottom) / 2) };
}

function checkName(name: string): void {
  if (name.trim() !== '') return;
  throw new MillraceError(
    'bad-option',
    `makeSubgraph: expected a name that is not empty, got ${JSON.stringify(name)}`,
  );
}

function checkNodes(graph: Graph, ids: ReadonlySet<string>): void {
  if (ids.size === 0) {
    throw new MillraceError(
      'nothing-selected',
      'expected nodes to make a subgraph of, got none that are in the graph; select some',
    );
  }
  const between = nodesBetween(graph, ids);
  if (between.length > 0) {
    throw new MillraceError(
      'subgraph-circle',
      `the subgraph would come before and after ${listNames(between)}, which lie between its nodes; select them, too`,
      { details: { nodeIds: between } },
    );
  }
}

/** A node that is there would be lost. */
function checkNodeId({ nodes }: Graph, ids: ReadonlySet<string>, nodeId: string): void {
  if (!Object.hasOwn(nodes, nodeId) || ids.has(nodeId)) return;
  throw new MillraceError(
    'bad-option',
    `makeSubgraph: expected as \`nodeId\` an id that is free, got ${nameOf(nodeId)}, which another node has; leave it out for a free one`,
    { details: { nodeId } },
  );
}

/** Nodes outside a set that lead to it and that it leads to. */
export function nodesBetween({ nodes }: Graph, ids: ReadonlySet<string>): readonly string[] {
  const reach = (side: 'inputs' | 'outputs'): ReadonlySet<string> => {
    const found = new Set<string>();
    const open = [...ids];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const { nodeId } of Object.values(own(nodes, id)?.connections[side] ?? {}).flat()) {
        if (found.has(nodeId) || ids.has(nodeId)) continue;
        found.add(nodeId);
        open.push(nodeId);
      }
    }
    return found;
  };
  const before = reach('inputs');
  return [...reach('outputs')].filter((id) => before.has(id));
}

/** The graph without what has moved; its ports are written anew afterwards. */
function removeMoved(
  graph: Graph,
  ids: ReadonlySet<string>,
  inner: Graph,
  commentIds: Iterable<string>,
): Graph {
  const { ports: _, ...rest } = graph;
  const left = settleGroups(graph, removeNodes(rest, ids));
  const gone = new Set([...commentIds].filter((id) => Object.hasOwn(inner.comments ?? {}, id)));
  if (gone.size === 0) return left;
  const comments = createRecord<unknown>();
  for (const [id, entry] of Object.entries(left.comments!)) if (!gone.has(id)) comments[id] = entry;
  return { ...left, comments };
}

/** Where all nodes were in one group with others, the node in their place is in it. */
function joinGroup(
  graph: Graph,
  before: Graph,
  { ids, nodeId }: { readonly ids: ReadonlySet<string>; readonly nodeId: string },
): Graph {
  const { byNode } = groupingOf(before);
  const [first] = ids;
  const group = byNode.get(first!);
  const entry = group && own(graph.groups ?? {}, group.id);
  if (entry === undefined || ![...ids].every((id) => byNode.get(id) === group)) return graph;
  const fields = entry as Readonly<Record<string, unknown>> & { nodeIds: readonly string[] };
  const joined = { ...fields, nodeIds: [...fields.nodeIds, nodeId] };
  return {
    ...graph,
    groups: Object.assign(createRecord<unknown>(), graph.groups, { [group!.id]: joined }),
  };
}
