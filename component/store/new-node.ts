/** Adds nodes as people do: under a readable id, where there is room. */
import type { NodeType } from '../../src/config/config.js';
import type { Graph } from '../../src/graph/graph.js';
import { signatureOf } from '../../src/graph/stamp.js';
import { subgraphOfType } from '../../src/graph/subgraph-names.js';
import { SUBGRAPH_PREFIX } from '../../src/graph/subgraph-scope.js';
import type { Point } from '../surface/geometry.js';
import type { EditorCommand } from './editor-command.js';

/** How far a new node moves aside of one that is there. */
const ASIDE = 24;

/** `count` ids that the graph has not: the type's last name, numbered from the second on. */
export function newNodeIds(graph: Graph, types: readonly string[]): readonly string[] {
  const taken = new Set(Object.keys(graph.nodes));
  return types.map((type) => {
    const name = nameFor(type) || 'node';
    let id = name;
    for (let number = 2; taken.has(id); number += 1) id = `${name}-${number}`;
    taken.add(id);
    return id;
  });
}

/** An id that a record has not: `group`, or numbered from the second on. */
export function newItemId(record: Readonly<Record<string, unknown>>, name: string): string {
  let id = name;
  for (let number = 2; Object.hasOwn(record, id); number += 1) id = `${name}-${number}`;
  return id;
}

/** In a run a slash leads into a subgraph. */
function nameFor(type: string): string {
  const subgraph = subgraphOfType(type);
  return (subgraph ?? type.slice(type.lastIndexOf('.') + 1)).replaceAll('/', '-');
}

/** A place near `at` where no node has its corner yet. */
export function freePlace(graph: Graph, at: Point): Point {
  const nodes = Object.values(graph.nodes);
  let { x, y } = { x: Math.round(at.x), y: Math.round(at.y) };
  const isTaken = (): boolean =>
    nodes.some((node) => Math.abs(node.x - x) < ASIDE / 2 && Math.abs(node.y - y) < ASIDE / 2);
  for (let tries = 0; tries < 500 && isTaken(); tries += 1) {
    x += ASIDE;
    y += ASIDE;
  }
  return { x, y };
}

/** Adds a node of a type with nothing filled in. */
export function addNodeCommand(type: NodeType, id: string, at: Point): EditorCommand {
  const { fingerprint, initialWidth = CARD_WIDTH } = type;
  const node = { type: type.type, ...at, width: initialWidth };
  // The ports of a subgraph are the document's own.
  if (type.type.startsWith(SUBGRAPH_PREFIX)) return { type: 'addNodes', nodes: { [id]: node } };
  return {
    type: 'addNodes',
    nodes: { [id]: { ...node, fingerprint } },
    signatures: { [fingerprint]: signatureOf(type) },
  };
}

/** Of a card whose type asks for no other; a document without a width gets Flume's 200. */
export const CARD_WIDTH = 220;
