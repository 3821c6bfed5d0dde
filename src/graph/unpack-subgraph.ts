/** Puts the nodes of a subgraph back into the graph, in the place of a node (rule E9). */
import { createRecord, listNames, nameOf, own } from '../config/document.js';
import { MillraceError } from '../errors.js';
import { removeNodes } from './edit-graph.js';
import { settleGroups } from './edit-groups.js';
import { commentsOf } from './comments.js';
import { extractNodes } from './extract-nodes.js';
import type { Connection, Graph, GraphNode, PromotedPort } from './graph.js';
import { groupingOf } from './groups.js';
import { Handover, InnerPorts } from './hand-over.js';
import { insertNodes } from './insert-nodes.js';
import { middleOf } from './make-subgraph.js';
import { findSubgraph } from './subgraph-scope.js';
import type { Subgraph } from './subgraph-scope.js';
import { subgraphOfType } from './subgraph-names.js';
import type { PlacedGraph } from './subgraph-names.js';

/** A graph with the nodes of a subgraph in it. */
export interface Unpacked {
  readonly graph: Graph;
  readonly nodeIds: readonly string[];
  readonly commentIds: readonly string[];
}

/**
 * The graph with the nodes of a subgraph in the place of one of its nodes: wired as the node was, with
 * the values it was given. The subgraph stays in the document. Settings of the node (retry, time limit,
 * cache) have no place in its parts and go.
 *
 * @throws MillraceError `no-subgraph` for a node whose type is no subgraph in scope; `subgraph-depth` where
 * the subgraphs that its nodes use would lie too deep
 */
export function unpackSubgraph(place: PlacedGraph, nodeId: string): Unpacked {
  const node = own(place.graph.nodes, nodeId);
  const found = subgraphAt(place, node);
  if (node === undefined || found === undefined) throw noSubgraph(place.graph, nodeId);
  const part = extractNodes(found, {
    nodeIds: Object.keys(found.graph.nodes),
    commentIds: commentsOf(found.graph).keys(),
  });
  const middle = middleOf(part);
  const inserted = insertNodes(place, part, { dx: node.x - middle.x, dy: node.y - middle.y });
  const inner = new InnerPorts(found.graph, inserted.nodes);
  const wired = new Handover(inserted.graph, node, inner).graph;
  const grouped = joinGroup(wired, node.id, [...inserted.nodes.values()]);
  const left = settleGroups(grouped, removeNodes({ ...grouped, ports: undefined! }, [nodeId]));
  return {
    graph: withPorts(left, grouped.ports, { nodeId, inner }),
    nodeIds: [...inserted.nodes.values()],
    commentIds: [...inserted.comments.values()],
  };
}

/** The subgraph a node stands for; undefined for other nodes. */
export function subgraphAt(
  { graph, outer }: PlacedGraph,
  node: GraphNode | undefined,
): Subgraph | undefined {
  const name = node && subgraphOfType(node.type);
  return name === undefined ? undefined : findSubgraph(name, graph, outer);
}

function noSubgraph({ nodes }: Graph, nodeId: string): MillraceError {
  const known = Object.values(nodes).flatMap(({ id, type }) =>
    subgraphOfType(type) === undefined ? [] : id,
  );
  return new MillraceError(
    'no-subgraph',
    `expected the id of a node that is a subgraph (${listNames(known)}), got ${nameOf(nodeId)}`,
    { details: { nodeId } },
  );
}

/** The graph's own ports, at the nodes that the node consists of. */
function withPorts(
  graph: Graph,
  ports: Graph['ports'],
  { nodeId, inner }: { readonly nodeId: string; readonly inner: InnerPorts },
): Graph {
  const { ports: _, ...rest } = graph;
  if (ports === undefined) return rest;
  const replace = (
    list: readonly PromotedPort[],
    find: (name: string) => readonly Connection[],
  ): readonly PromotedPort[] =>
    list.flatMap((port) =>
      port.nodeId === nodeId ? find(port.portName).map((end) => ({ ...port, ...end })) : port,
    );
  const inputs = replace(ports.inputs, (name) => inner.inputs(name));
  const outputs = replace(ports.outputs, (name) => {
    const end = inner.output(name);
    return end === undefined ? [] : [end];
  });
  return { ...rest, ports: { ...ports, inputs, outputs } };
}

/** The nodes that are in no group of their own go into that of the node. */
function joinGroup(graph: Graph, nodeId: string, ids: readonly string[]): Graph {
  const { byNode } = groupingOf(graph);
  const group = byNode.get(nodeId);
  if (group === undefined) return graph;
  const nodeIds = [...group.nodeIds, ...ids.filter((id) => !byNode.has(id))];
  const entry = { ...(graph.groups![group.id] as object), nodeIds };
  const groups = Object.assign(createRecord<unknown>(), graph.groups, { [group.id]: entry });
  return { ...graph, groups };
}
