/** Copies of nodes with the wires among them. */
import { createRecord, own } from '../../src/config/document.js';
import { MillraceError } from '../../src/errors.js';
import { addNodes } from '../../src/graph/edit-graph.js';
import type { Connection, Connections, Graph, GraphNode } from '../../src/graph/graph.js';

/** What was copied: nodes in the graph's order, wired only to each other. */
export interface Clip {
  readonly nodes: readonly GraphNode[];
}

/** Copies nodes; undefined when none of the ids is in the graph. */
export function copyNodes(graph: Graph, ids: ReadonlySet<string>): Clip | undefined {
  const nodes = Object.values(graph.nodes).filter((node) => ids.has(node.id));
  if (nodes.length === 0) return undefined;
  const inside = new Map(nodes.map((node) => [node.id, node.id]));
  return { nodes: nodes.map((node) => renameEnds(node, inside)) };
}

/** How a clip is pasted. */
export interface PasteOptions {
  /** One new id a node, none of them in the graph. */
  readonly ids: readonly string[];
  /** How far from the originals, on the canvas. */
  readonly dx: number;
  readonly dy: number;
}

/**
 * Adds the clip's nodes and wires under new ids.
 * @throws MillraceError `bad-option` when there are more or fewer ids than nodes
 */
export function pasteClip(graph: Graph, clip: Clip, { ids, dx, dy }: PasteOptions): Graph {
  if (ids.length !== clip.nodes.length) {
    throw new MillraceError(
      'bad-option',
      `expected \`ids\` to have one new id for each of ${clip.nodes.length} copied nodes, got ${ids.length}`,
    );
  }
  const renamed = new Map(clip.nodes.map((node, index) => [node.id, ids[index]!]));
  const added = createRecord<GraphNode>();
  for (const node of clip.nodes) {
    const id = renamed.get(node.id)!;
    added[id] = { ...renameEnds(node, renamed), id, x: node.x + dx, y: node.y + dy };
  }
  return addNodes(graph, added);
}

/** The node with the wires to renamed nodes only. */
function renameEnds(node: GraphNode, names: ReadonlyMap<string, string>): GraphNode {
  const rename = (ports: Connections): Connections => {
    const renamed = createRecord<readonly Connection[]>();
    for (const port of Object.keys(ports)) {
      const ends = own(ports, port)!.flatMap((end) => {
        const nodeId = names.get(end.nodeId);
        return nodeId === undefined ? [] : [{ ...end, nodeId }];
      });
      if (ends.length > 0) renamed[port] = ends;
    }
    return renamed;
  };
  const { inputs, outputs } = node.connections;
  return { ...node, connections: { inputs: rename(inputs), outputs: rename(outputs) } };
}
