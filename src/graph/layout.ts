/**
 * Tidies a drawing: places for nodes, from left to right along the wires. What belongs together is
 * laid out by an engine that is given (a Sugiyama-style one, such as dagre); parts without a wire
 * between them are packed beside each other here. No DOM: sizes are told, or guessed.
 */
import { createRecord, own } from '../config/document.js';
import type { Drawing, LayoutEngine, Place, Size, Spacing } from './drawing.js';
import type { Graph, GraphNode, NodePorts } from './graph.js';
import { packBoxes } from './layout-pack.js';
import { sortColumns } from './layout-ports.js';
import { groupingOf } from './groups.js';

/** How a graph is laid out. */
export interface LayoutOptions {
  readonly engine: LayoutEngine;
  /** @default a card's usual height for as many ports as the node is known to have */
  readonly sizeOf?: (node: GraphNode) => Size;
  /** What is above what on a card: wires cross less when it is known. @default the order of wires */
  readonly portsOf?: (node: GraphNode) => NodePorts;
  /** @default "right" */
  readonly direction?: 'right' | 'down';
  /** @default 96 between layers, 40 between neighbours */
  readonly spacing?: Spacing;
  /** Lays out these only; the others stay. Ids that are not in the graph are ignored. @default all */
  readonly ids?: Iterable<string>;
}

/** What `moveNodes` takes: a corner by node id. */
export type Places = Readonly<Record<string, Place>>;

const SPACING: Spacing = { layers: 96, nodes: 40 };

/**
 * Places for the nodes of a graph, or for some of them, which keep the corner they had together.
 * The same graph gives the same places.
 */
export function layoutGraph(graph: Graph, options: LayoutOptions): Places {
  const nodes = chosenNodes(graph, options.ids);
  if (nodes.size === 0) return createRecord();
  const { direction = 'right', spacing = SPACING, sizeOf = guessSize } = options;
  const sizes = new Map([...nodes].map(([id, node]) => [id, sizeOf(node)] as const));
  const groups = groupsAmong(graph, nodes);
  const parts = partsOf(nodes, groups).map((ids) => {
    const drawing = drawingOf(ids, { nodes, sizes, groups, direction, spacing });
    const found = options.engine(drawing);
    const places =
      direction === 'right' ? sortColumns(drawing, found, { nodes, ...options }) : found;
    return { places, box: boxOf(places, sizes) };
  });
  const corners = packBoxes(
    parts.map(({ box }) => box),
    spacing.layers,
  );
  const home = cornerOf([...nodes.values()]);
  const result = createRecord<Place>();
  parts.forEach(({ places, box }, index) => {
    const corner = corners[index]!;
    for (const [id, { x, y }] of places) {
      result[id] = {
        x: Math.round(home.x + corner.x + x - box.x),
        y: Math.round(home.y + corner.y + y - box.y),
      };
    }
  });
  return result;
}

function chosenNodes(graph: Graph, ids: Iterable<string> | undefined): Map<string, GraphNode> {
  const wanted = ids === undefined ? undefined : new Set(ids);
  const nodes = Object.values(graph.nodes);
  return new Map(
    nodes.filter(({ id }) => wanted?.has(id) ?? true).map((node) => [node.id, node] as const),
  );
}

/** A title, and a row for each port that something is known of. */
function guessSize({ width, inputData, connections }: GraphNode): Size {
  const inputs = new Set([...Object.keys(inputData), ...Object.keys(connections.inputs)]);
  const rows = Math.max(1, inputs.size + Object.keys(connections.outputs).length);
  return { width, height: 52 + 28 * rows };
}

/** The groups of which at least two nodes are laid out. */
function groupsAmong(
  graph: Graph,
  nodes: ReadonlyMap<string, GraphNode>,
): ReadonlyMap<string, readonly string[]> {
  const groups = groupingOf(graph).groups.map(
    ({ id, nodeIds }) => [id, nodeIds.filter((nodeId) => nodes.has(nodeId))] as const,
  );
  return new Map(groups.filter(([, ids]) => ids.length > 1));
}

/** The nodes by what hangs together, over wires or in a group; in the graph's order. */
function partsOf(
  nodes: ReadonlyMap<string, GraphNode>,
  groups: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  const leaders = new Map([...nodes.keys()].map((id) => [id, id]));
  const leaderOf = (id: string): string => {
    let at = id;
    while (leaders.get(at) !== at) {
      // Each look-up halves the way of the next.
      leaders.set(at, leaders.get(leaders.get(at)!)!);
      at = leaders.get(at)!;
    }
    return at;
  };
  for (const { from, to } of edgesAmong(nodes)) leaders.set(leaderOf(from), leaderOf(to));
  for (const [first, ...others] of groups.values()) {
    for (const id of others) leaders.set(leaderOf(id), leaderOf(first!));
  }
  const parts = new Map<string, string[]>();
  for (const id of nodes.keys()) {
    const leader = leaderOf(id);
    parts.set(leader, [...(parts.get(leader) ?? []), id]);
  }
  return [...parts.values()];
}

interface DrawingParts extends Pick<Drawing, 'direction' | 'spacing' | 'groups'> {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly sizes: ReadonlyMap<string, Size>;
}

function drawingOf(
  ids: readonly string[],
  { nodes, sizes, groups, ...rest }: DrawingParts,
): Drawing {
  const inside = new Map(ids.map((id) => [id, nodes.get(id)!]));
  return {
    ...rest,
    nodes: new Map(ids.map((id) => [id, sizes.get(id)!])),
    edges: edgesAmong(inside),
    groups: new Map([...groups].filter(([, [first]]) => inside.has(first!))),
  };
}

/** Read from the inputs, which are authoritative, in the order of a node's ports. */
function edgesAmong(nodes: ReadonlyMap<string, GraphNode>): Drawing['edges'] {
  const edges: { from: string; to: string; wires: number }[] = [];
  for (const [to, { connections }] of nodes) {
    const known = new Map<string, (typeof edges)[number]>();
    for (const port of Object.keys(connections.inputs)) {
      for (const { nodeId: from } of own(connections.inputs, port)!) {
        if (from === to || !nodes.has(from)) continue;
        const edge = known.get(from);
        if (edge === undefined) known.set(from, { from, to, wires: 1 });
        else edge.wires += 1;
      }
    }
    edges.push(...known.values());
  }
  return edges;
}

function boxOf(places: ReadonlyMap<string, Place>, sizes: ReadonlyMap<string, Size>): Place & Size {
  const corner = cornerOf([...places.values()]);
  let [right, bottom] = [corner.x, corner.y];
  for (const [id, { x, y }] of places) {
    right = Math.max(right, x + sizes.get(id)!.width);
    bottom = Math.max(bottom, y + sizes.get(id)!.height);
  }
  return { ...corner, width: right - corner.x, height: bottom - corner.y };
}

/** Not by `Math.min(...places)`: a hundred thousand arguments are too many. */
function cornerOf(places: readonly Place[]): Place {
  let [x, y] = [Infinity, Infinity];
  for (const place of places) [x, y] = [Math.min(x, place.x), Math.min(y, place.y)];
  return { x: Number.isFinite(x) ? x : 0, y: Number.isFinite(y) ? y : 0 };
}
