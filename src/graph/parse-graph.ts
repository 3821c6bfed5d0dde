/** Reads a graph document, or a bare node map as Flume and Flowfunc save it. */
import type { Issue } from '../errors.js';
import type { Config, NodeType } from '../config/config.js';
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

/** A graph and what was found, and repaired, while reading it. */
export interface ParsedGraph {
  readonly graph: Graph;
  readonly issues: readonly Issue[];
}

const MAX_DEPTH = 64;

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
  const types = nodeTypesOf(config);
  const empty: Graph = { version: 1, nodes: createRecord() };
  const graph = readDocument(input, 'graph', list, (value) => readGraph(value, types, list), empty);
  return { graph, issues: list.issues };
}

/** The node types of a config by type. */
export function nodeTypesOf(config: Config | undefined): ReadonlyMap<string, NodeType> {
  return new Map(config?.nodeTypes.map((nodeType) => [nodeType.type, nodeType]));
}

type Fields = Readonly<Record<string, unknown>>;
type NodeTypes = ReadonlyMap<string, NodeType>;

function readGraph(value: Fields, types: NodeTypes, list: IssueList, depth = 0): Graph {
  const { version, nodes: map } = value;
  if (typeof version === 'number' && isPlainRecord(map)) {
    return readDocumentFields(value, map, types, list, depth);
  }
  if (typeof version === 'number') {
    const message = `expected \`nodes\` to be an object, got ${describe(map)}; the whole is read as a bare node map`;
    list.error('nodes-not-object', ['nodes'], message);
  }
  const nodes = readNodes(value, [], list);
  return { version: 1, nodes: repairConnections(nodes, { types, base: [], list }) };
}

function readNodes(map: Fields, base: Path, list: IssueList): Readonly<Record<string, GraphNode>> {
  const nodes = createRecord<GraphNode>();
  for (const id of Object.keys(map)) nodes[id] = parseNode(id, map[id], [...base, id], list);
  return nodes;
}

function readDocumentFields(
  value: Fields,
  map: Fields,
  types: NodeTypes,
  list: IssueList,
  depth: number,
): Graph {
  const keeper = new Keeper([], list);
  keeper.restore(value['unread']);
  if (value['version'] !== 1) {
    const expected = 'graph version 1';
    const consequence = 'read as version 1';
    keeper.keep(['version'], value['version'], { code: 'graph-version', expected, consequence });
  }
  const signatures = readSignatures(value['signatures'], keeper);
  const base = ['nodes'];
  const nodes = repairConnections(readNodes(map, base, list), { types, signatures, base, list });
  const graph: Record<string, unknown> & Graph = { ...value, version: 1, nodes };
  const parts: Fields = {
    signatures,
    ports: readPorts(value['ports'], nodes, keeper, list),
    subgraphs: readSubgraphs(value['subgraphs'], types, keeper, list, depth),
    comments: readOptional(value, 'comments', 'comments by id', isPlainRecord, keeper),
    groups: readOptional(value, 'groups', 'groups by id', isPlainRecord, keeper),
    viewport: readOptional(value, 'viewport', '{x, y, scale}', isViewport, keeper),
  };
  for (const key of Object.keys(parts)) {
    if (parts[key] === undefined) delete graph[key];
    else graph[key] = parts[key];
  }
  return keeper.parts === undefined ? graph : { ...graph, unread: keeper.parts };
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
  types: NodeTypes,
  keeper: Keeper,
  list: IssueList,
  depth: number,
): Graph['subgraphs'] {
  if (value === undefined) return undefined;
  if (!isPlainRecord(value) || depth >= MAX_DEPTH) {
    const levels = isPlainRecord(value) ? ` of at most ${MAX_DEPTH} levels` : '';
    const expected = `\`subgraphs\` to be graphs by name${levels}`;
    keeper.keep(['subgraphs'], value, { code: 'subgraphs-unreadable', expected });
    return undefined;
  }
  const subgraphs = createRecord<Graph>();
  for (const name of Object.keys(value)) {
    const graph = value[name];
    if (!isPlainRecord(graph)) {
      const expected = `subgraph ${describe(name)} to be an object`;
      keeper.keep(['subgraphs', name], graph, { code: 'graph-not-object', expected });
      continue;
    }
    const inner = new IssueList();
    subgraphs[name] = readGraph(graph, types, inner, depth + 1);
    for (const { code, severity, message, path } of inner.issues) {
      list.issues.push({ code, severity, message, path: ['subgraphs', name, ...path] });
    }
  }
  return subgraphs;
}
