/** Reads a graph document, or a bare node map as Flume and Flowfunc save it. */
import type { Issue } from '../errors.js';
import type { Config } from '../config/config.js';
import {
  createRecord,
  describe,
  IssueList,
  isPlainRecord,
  own,
  readDocument,
} from '../config/document.js';
import type { Path } from '../config/document.js';
import type { Graph, GraphNode, PromotedPort, SavedSignature } from './graph.js';
import { Keeper } from './keeper.js';
import { parseNode } from './parse-node.js';
import { parseSignature } from './parse-signature.js';
import { repairConnections } from './repair-connections.js';
import { MAX_LEVELS } from './subgraph-levels.js';
import { SubgraphTypes } from './subgraph-types.js';

export { nodeTypesOf } from './node-types.js';

/** A graph and what was found, and repaired, while reading it. */
export interface ParsedGraph {
  readonly graph: Graph;
  readonly issues: readonly Issue[];
}

/**
 * Reads a graph from a parsed JSON value or its text: a document with `version` and `nodes`, or a
 * bare node map (Flume's `getNodes()`, a Flowfunc `.node` file). Never throws on data. What can't
 * be read is reported and kept under `unread`, of its node or of the graph; unknown keys and node
 * types stay. The result, saved and read again, is the same. An issue inside a subgraph says where
 * by its `path` alone: its node is none of this graph's.
 *
 * @param config Decides whether an input exists when only the output side of a wire was saved.
 */
export function parseGraph(input: unknown, config?: Config): ParsedGraph {
  const list = new IssueList();
  const empty: Graph = { version: 1, nodes: createRecord() };
  const graph = readDocument(input, 'graph', list, (value) => readAll(value, config, list), empty);
  return { graph, issues: list.issues };
}

type Fields = Readonly<Record<string, unknown>>;

/** A graph that was read, all but the agreement of its wires' two sides. */
interface Reading {
  readonly graph: WritableGraph;
  readonly depth: number;
  /** From the document to the graph. */
  readonly path: Path;
  /** From the graph to its nodes. */
  readonly base: Path;
  readonly outer: readonly Graph[];
  readonly list: IssueList;
}

type WritableGraph = Record<string, unknown> & { -readonly [K in keyof Graph]: Graph[K] };

/** What the reading of one graph needs to know of the document. */
interface Context extends Pick<Reading, 'depth' | 'path' | 'outer' | 'list'> {
  /** All of them, outer graphs first. */
  readonly readings: Reading[];
  /**
   * By the value they were read from: one that stands in several places is read once. Undefined
   * while it is read.
   */
  readonly known: Map<Fields, Reading | undefined>;
}

/** Wires are repaired when all graphs are read: a subgraph's node has the inputs its graph has. */
function readAll(value: Fields, config: Config | undefined, list: IssueList): Graph {
  const readings: Reading[] = [];
  const context = { depth: 0, path: [], outer: [], list, readings, known: new Map() };
  const { graph } = readGraph(value, context);
  const types = new SubgraphTypes(graph, config);
  for (const { graph: each, base, path, outer, list: own } of readings) {
    const { nodes, signatures } = each;
    const seen = types.of(each, outer);
    each.nodes = repairConnections(nodes, { types: seen, signatures, base, list: own });
    if (own === list) continue;
    for (const { code, severity, message, path: inner } of own.issues) {
      list.issues.push({ code, severity, message, path: [...path, ...inner] });
    }
  }
  return graph;
}

function readGraph(value: Fields, context: Context): Reading {
  const { version, nodes: map } = value;
  const { depth, path, outer, list, readings, known } = context;
  const isDocument = typeof version === 'number' && isPlainRecord(map);
  const nodes = createRecord<GraphNode>();
  const graph: WritableGraph = { ...(isDocument ? value : {}), version: 1, nodes };
  const base = isDocument ? ['nodes'] : [];
  const reading: Reading = { graph, depth, path, base, outer, list };
  readings.push(reading);
  known.set(value, undefined);
  if (isDocument) readDocumentFields(value, map, graph, context);
  else {
    if (typeof version === 'number') {
      const message = `expected \`nodes\` to be an object, got ${describe(map)}; the whole is read as a bare node map`;
      list.error('nodes-not-object', ['nodes'], message);
    }
    graph.nodes = readNodes(value, base, list);
  }
  known.set(value, reading);
  return reading;
}

function readNodes(map: Fields, base: Path, list: IssueList): Readonly<Record<string, GraphNode>> {
  const nodes = createRecord<GraphNode>();
  for (const id of Object.keys(map)) nodes[id] = parseNode(id, map[id], [...base, id], list);
  return nodes;
}

function readDocumentFields(
  value: Fields,
  map: Fields,
  graph: WritableGraph,
  context: Context,
): void {
  const { list } = context;
  const keeper = new Keeper([], list);
  keeper.restore(value['unread']);
  if (value['version'] !== 1) {
    const expected = 'graph version 1';
    const consequence = 'read as version 1';
    keeper.keep(['version'], value['version'], { code: 'graph-version', expected, consequence });
  }
  const signatures = readSignatures(value['signatures'], keeper);
  const nodes = readNodes(map, ['nodes'], list);
  graph.nodes = nodes;
  const parts: Fields = {
    signatures,
    ports: readPorts(value['ports'], nodes, keeper, list),
    subgraphs: readSubgraphs(value['subgraphs'], graph, keeper, context),
    comments: readOptional(value, 'comments', 'comments by id', isPlainRecord, keeper),
    groups: readOptional(value, 'groups', 'groups by id', isPlainRecord, keeper),
    viewport: readOptional(value, 'viewport', '{x, y, scale}', isViewport, keeper),
  };
  for (const key of Object.keys(parts)) {
    if (parts[key] === undefined) delete graph[key];
    else graph[key] = parts[key];
  }
  if (keeper.parts !== undefined) graph.unread = keeper.parts;
}

function readOptional(
  fields: Fields,
  key: string,
  expected: string,
  fits: (value: unknown) => boolean,
  keeper: Keeper,
): unknown {
  const value = fields[key];
  if (value === undefined || fits(value)) return value;
  keeper.keep([key], value, { code: 'graph-field', expected: `\`${key}\` to be ${expected}` });
  return undefined;
}

function isViewport(value: unknown): boolean {
  if (!isPlainRecord(value)) return false;
  const { x, y, scale } = value;
  return [x, y, scale].every(Number.isFinite) && (scale as number) > 0;
}

function readSignatures(
  value: unknown,
  keeper: Keeper,
): Readonly<Record<string, SavedSignature>> | undefined {
  if (value === undefined) return undefined;
  if (!isPlainRecord(value)) {
    const expected = '`signatures` to be signatures by fingerprint';
    keeper.keep(['signatures'], value, { code: 'graph-field', expected });
    return undefined;
  }
  const signatures = createRecord<SavedSignature>();
  for (const name of Object.keys(value)) {
    const signature = parseSignature(value[name]);
    if (signature !== undefined) {
      signatures[name] = signature;
      continue;
    }
    const expected = 'a signature with named `inputs` and `outputs` and their schemas';
    keeper.keep(['signatures', name], value[name], { code: 'signature-unreadable', expected });
  }
  return signatures;
}

const SIDES = { inputs: 'input', outputs: 'output' } as const;

function readPorts(
  value: unknown,
  nodes: Readonly<Record<string, GraphNode>>,
  keeper: Keeper,
  list: IssueList,
): Graph['ports'] {
  if (value === undefined) return undefined;
  if (!isPlainRecord(value)) {
    const expected = '`ports` to be {inputs, outputs}';
    keeper.keep(['ports'], value, { code: 'ports-unreadable', expected });
    return undefined;
  }
  const side = (name: keyof typeof SIDES): readonly PromotedPort[] => {
    const ports = readPromoted(value[name], ['ports', name], keeper);
    ports.forEach(({ name: label, nodeId, portName }, index) => {
      if (own(nodes, nodeId) !== undefined) return;
      const message = `the ${SIDES[name]} ${describe(label)} belongs to node ${describe(nodeId)}, which is not there; remove it or bring the node back`;
      list.error('dangling-port', ['ports', name, index], message, { nodeId, portName });
    });
    return ports;
  };
  return { ...value, inputs: side('inputs'), outputs: side('outputs') };
}

function readPromoted(value: unknown, path: Path, keeper: Keeper): readonly PromotedPort[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    keeper.keep(path, value, { code: 'ports-unreadable', expected: 'a list of ports' });
    return [];
  }
  const ports: PromotedPort[] = [];
  Array.from(value).forEach((port: unknown, index) => {
    if (isPromotedPort(port)) ports.push(port);
    else {
      const expected = '{name, nodeId, portName}';
      keeper.keep([...path, index], port, { code: 'port-unreadable', expected });
    }
  });
  return ports;
}

function isPromotedPort(value: unknown): value is PromotedPort {
  return (
    isPlainRecord(value) &&
    typeof value['name'] === 'string' &&
    typeof value['nodeId'] === 'string' &&
    typeof value['portName'] === 'string'
  );
}

function readSubgraphs(
  value: unknown,
  graph: Graph,
  keeper: Keeper,
  { depth, path, outer, readings, known }: Context,
): Graph['subgraphs'] {
  if (value === undefined) return undefined;
  if (!isPlainRecord(value) || depth >= MAX_LEVELS) {
    const levels = isPlainRecord(value) ? ` of at most ${MAX_LEVELS} levels` : '';
    const expected = `\`subgraphs\` to be graphs by name${levels}`;
    keeper.keep(['subgraphs'], value, { code: 'subgraphs-unreadable', expected });
    return undefined;
  }
  const subgraphs = createRecord<Graph>();
  for (const name of Object.keys(value)) {
    const item = value[name];
    const before = isPlainRecord(item) ? known.get(item) : undefined;
    if (!isPlainRecord(item) || (before === undefined && known.has(item))) {
      const expected = `subgraph ${describe(name)} to be an object${isPlainRecord(item) ? ' that is not inside itself' : ''}`;
      keeper.keep(['subgraphs', name], item, { code: 'graph-not-object', expected });
    } else if (before !== undefined && before.depth > depth) {
      subgraphs[name] = before.graph;
    } else {
      subgraphs[name] = readGraph(item, {
        depth: depth + 1,
        path: [...path, 'subgraphs', name],
        outer: [graph, ...outer],
        list: new IssueList(),
        readings,
        known,
      }).graph;
    }
  }
  return subgraphs;
}
