/** What a search in a graph finds, in the graph that is shown and in all others of the document. */
import type { NodeType } from '../../src/config/config.js';
import { commentsOf } from '../../src/graph/comments.js';
import type { Graph, GraphNode } from '../../src/graph/graph.js';
import { groupingOf } from '../../src/graph/groups.js';
import type { EditorState } from '../store/editor-state.js';
import type { GraphPath } from '../store/shown-graph.js';
import type { NodeReport } from '../store/status-store.js';
import { titleOf } from '../surface/node-title.js';

/** Where in a node, or on the canvas, a text was found. */
export type FoundIn =
  'title' | 'port' | 'type' | 'id' | 'value' | 'error' | 'log' | 'group' | 'comment';

/** One thing that was found. */
export interface FindHit {
  /** The way to the graph it is in. */
  readonly path: GraphPath;
  readonly kind: 'node' | 'group' | 'comment';
  readonly id: string;
  readonly where: FoundIn;
  /** What it is called. */
  readonly name: string;
  /** The text it was found in, around what was found; empty for its name. */
  readonly excerpt: string;
}

/** What is looked at besides the graphs. */
export interface FindSource {
  readonly state: Pick<EditorState, 'document' | 'graph' | 'path'>;
  readonly nodeTypes: ReadonlyMap<string, NodeType>;
  /** Of nodes in the graph that is shown. */
  readonly reportOf: (nodeId: string) => NodeReport | undefined;
}

/** What people mean most comes first; within it, from left to right. */
const RANKS: Readonly<Record<FoundIn, number>> = {
  title: 0,
  group: 0,
  comment: 0,
  error: 1,
  value: 2,
  port: 3,
  log: 4,
  type: 5,
  id: 6,
};

/** More would be looked at by nobody. */
const MOST_HITS = 1_000;
/** Subgraphs inside subgraphs: a document may be hostile. */
const MOST_DEPTH = 12;

/**
 * Everything a text is found in, letters large or small: one hit a node. The graph that is shown comes
 * first, from left to right; then the document's other graphs.
 */
export function findHits(query: string, source: FindSource): readonly FindHit[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  const { state } = source;
  const hits = hitsIn(state.graph, { wanted, source, path: state.path, isShown: true });
  const visit = (graph: Graph, path: GraphPath): void => {
    if (hits.length >= MOST_HITS || path.length > MOST_DEPTH) return;
    if (graph !== state.graph)
      hits.push(...hitsIn(graph, { wanted, source, path, isShown: false }));
    for (const name of Object.keys(graph.subgraphs ?? {})) {
      visit(graph.subgraphs![name]!, [...path, { name }]);
    }
  };
  visit(state.document, []);
  return hits.slice(0, MOST_HITS);
}

interface Search {
  readonly wanted: string;
  readonly source: FindSource;
  readonly path: GraphPath;
  readonly isShown: boolean;
}

function hitsIn(graph: Graph, search: Search): FindHit[] {
  const { path, wanted } = search;
  const nodes = Object.values(graph.nodes).sort((one, other) => one.x - other.x || one.y - other.y);
  const hits = nodes
    .flatMap((node) => hitOf(node, search) ?? [])
    .sort((one, other) => RANKS[one.where] - RANKS[other.where]);
  for (const { id, title } of groupingOf(graph).groups) {
    if (!title.toLowerCase().includes(wanted)) continue;
    hits.push({ path, kind: 'group', id, where: 'group', name: title, excerpt: '' });
  }
  for (const [id, { text }] of commentsOf(graph)) {
    if (!text.toLowerCase().includes(wanted)) continue;
    hits.push({
      path,
      kind: 'comment',
      id,
      where: 'comment',
      name: '',
      excerpt: excerptOf(text, wanted),
    });
  }
  return hits;
}

function hitOf(node: GraphNode, { wanted, source, path, isShown }: Search): FindHit | undefined {
  const type = source.nodeTypes.get(node.type);
  const name = titleOf(node, type);
  const report = isShown ? source.reportOf(node.id) : undefined;
  for (const [where, text] of textsOf(node, { name, type, report })) {
    if (!text.toLowerCase().includes(wanted)) continue;
    const excerpt = where === 'title' ? '' : excerptOf(text, wanted);
    return { path, kind: 'node', id: node.id, where, name, excerpt };
  }
  return undefined;
}

/** What is known of a node. */
interface Known {
  readonly name: string;
  readonly type: NodeType | undefined;
  readonly report: NodeReport | undefined;
}

function* textsOf(
  node: GraphNode,
  { name, type, report }: Known,
): Generator<readonly [FoundIn, string]> {
  yield ['title', name];
  if (report?.error !== undefined) yield ['error', report.error.message];
  for (const controls of Object.values(node.inputData)) {
    for (const value of Object.values(controls)) yield ['value', textOf(value)];
  }
  for (const value of Object.values(report?.outputs ?? {})) yield ['value', textOf(value)];
  for (const port of [...(type?.inputs ?? []), ...(type?.outputs ?? [])]) {
    yield ['port', port.label ?? port.name];
  }
  for (const { message } of report?.log ?? []) yield ['log', message];
  yield ['type', node.type];
  yield ['id', node.id];
}

/** Of a value, no more than people would look for. */
const MOST_TEXT = 4_000;

/** Texts, numbers and small lists; what a run made may be anything, and large. */
function textOf(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value.slice(0, MOST_TEXT);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (depth > 2 || typeof value !== 'object' || value === null) return '';
  const parts = Array.isArray(value) ? value.slice(0, 50) : Object.values(value).slice(0, 50);
  return parts
    .map((part) => textOf(part, depth + 1))
    .join(' ')
    .slice(0, MOST_TEXT);
}

/** Letters shown on either side of what was found. */
const AROUND = 24;

function excerptOf(text: string, wanted: string): string {
  const at = text.toLowerCase().indexOf(wanted);
  const [from, to] = [Math.max(0, at - AROUND), at + wanted.length + AROUND];
  const part = text.slice(from, to).replaceAll(/\s+/g, ' ').trim();
  return `${from > 0 ? '…' : ''}${part}${to < text.length ? '…' : ''}`;
}
