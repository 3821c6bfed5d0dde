/** Clips as text: the JSON of a graph, which any editor, tab or text file takes. */
import { createRecord, isJsonValue, isPlainRecord } from '../../src/config/document.js';
import type { Graph, GraphNode } from '../../src/graph/graph.js';
import { mapGraphs } from '../../src/graph/map-graphs.js';
import { parseGraph } from '../../src/graph/parse-graph.js';
import { isEmptyClip } from './clip.js';
import type { Clip } from './clip.js';

/** A clip as JSON text. Values that JSON can't say are left out. */
export function clipToText(clip: Clip): string {
  return JSON.stringify(
    mapGraphs(clip, withSayable),
    (_, value: unknown) => (typeof value === 'bigint' ? undefined : value),
    2,
  );
}

/** Of a control of a port, of a field of a comment: what lies deeper is one value. */
const LEVELS = 2;

function withSayable(graph: Graph): Graph {
  const nodes = createRecord<GraphNode>();
  for (const [id, node] of Object.entries(graph.nodes)) {
    const { connections } = node;
    const said = sayable(node as unknown as Fields, LEVELS) as unknown as GraphNode;
    nodes[id] = { ...said, inputData: said.inputData ?? {}, connections };
  }
  const { nodes: _, subgraphs, ...rest } = graph;
  const others = sayable(rest, LEVELS) as unknown as Graph;
  return { ...others, nodes, ...(subgraphs && { subgraphs }) };
}

type Fields = Readonly<Record<string, unknown>>;

/** What can be said of a record; of a record in it that can't be said, too, so many levels down. */
function sayable(values: Fields, levels: number): Fields {
  const kept = createRecord<unknown>();
  for (const [key, value] of Object.entries(values)) {
    if (isJsonValue(value)) kept[key] = value;
    else if (levels > 0 && isPlainRecord(value)) kept[key] = sayable(value, levels - 1);
  }
  return kept;
}

/** Longer texts are no clips: reading them would stop the page. */
const MAX_LENGTH = 50_000_000;

/**
 * The clip in a text: a document of ours, or a node map as Flume and Flowfunc save it; undefined for
 * any other text. Never throws.
 */
export function textToClip(text: string): Clip | undefined {
  // Most texts that people paste are none.
  if (text.length > MAX_LENGTH || !/^\uFEFF?\s*\{/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
  if (!isGraph(value)) return undefined;
  // A value of a million brackets would come in, and break each save.
  const { graph } = parseGraph(value);
  const { nodes, signatures, subgraphs, comments, groups } = mapGraphs(graph, withSayable);
  const optional = { signatures, subgraphs, comments, groups };
  const clip: Record<string, unknown> = { version: 1, nodes: readable(nodes) };
  for (const [key, part] of Object.entries(optional)) if (part !== undefined) clip[key] = part;
  return isEmptyClip(clip as unknown as Clip) ? undefined : (clip as unknown as Clip);
}

/** Any other object of objects would be read as a map of nodes without types. */
function isGraph(value: unknown): boolean {
  if (!isPlainRecord(value)) return false;
  const { version, nodes } = value;
  if (typeof version === 'number' && isPlainRecord(nodes)) return true;
  return Object.values(value).every(isNode);
}

function isNode(value: unknown): boolean {
  if (!isPlainRecord(value) || typeof value['type'] !== 'string') return false;
  return typeof value['x'] === 'number' || isPlainRecord(value['connections']);
}

function readable(nodes: Graph['nodes']): Graph['nodes'] {
  const kept = createRecord<GraphNode>();
  for (const [id, node] of Object.entries(nodes)) if (node.type !== '') kept[id] = node;
  return kept;
}
