/** Reads a graph document, or a bare node map as Flume and Flowfunc save it. */
import type { Issue } from '../errors.js';
import type { Config, NodeType } from '../config/config.js';
import {
  createRecord,
  describe,
  IssueList,
  isRecord,
  own,
  readDocument,
} from '../config/document.js';
import type { Graph, GraphNode, PromotedPort } from './graph.js';
import { parseNode } from './parse-node.js';
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
 * be read is reported and kept under the node's `unread`; unknown keys and node types stay.
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

function readGraph(
  value: Fields,
  types: ReadonlyMap<string, NodeType>,
  list: IssueList,
  depth = 0,
): Graph {
  const wrapped = typeof value['version'] === 'number' && isRecord(value['nodes']);
  const map = wrapped ? (value['nodes'] as Fields) : value;
  const base: (string | number)[] = wrapped ? ['nodes'] : [];
  const read = createRecord<GraphNode>();
  for (const id of Object.keys(map)) read[id] = parseNode(id, map[id], [...base, id], list);
  const nodes = repairConnections(read, types, base, list);
  if (!wrapped) return { version: 1, nodes };
  if (value['version'] !== 1) {
    list.error(
      'graph-version',
      ['version'],
      `expected graph version 1, got ${describe(value['version'])}; read as version 1`,
    );
  }
  return {
    ...value,
    version: 1,
    nodes,
    ...readPorts(value['ports'], nodes, list),
    ...readSubgraphs(value['subgraphs'], types, list, depth),
  };
}

function readPorts(
  value: unknown,
  nodes: Readonly<Record<string, GraphNode>>,
  list: IssueList,
): Pick<Graph, 'ports'> {
  if (value === undefined) return {};
  if (!isRecord(value)) {
    list.error('ports-unreadable', ['ports'], `expected {inputs, outputs}, got ${describe(value)}`);
    return { ports: { inputs: [], outputs: [] } };
  }
  const side = (name: 'inputs' | 'outputs'): readonly PromotedPort[] => {
    const ports = value[name];
    if (ports === undefined) return [];
    const found: PromotedPort[] = [];
    for (const [index, port] of (Array.isArray(ports) ? ports : [ports]).entries()) {
      const path = ['ports', name, index];
      if (!isPromotedPort(port)) {
        list.error(
          'port-unreadable',
          path,
          `expected {name, nodeId, portName}, got ${describe(port)}`,
        );
      } else {
        found.push(port);
        if (own(nodes, port.nodeId) === undefined) {
          list.error(
            'dangling-port',
            path,
            `the ${name === 'inputs' ? 'input' : 'output'} ${describe(port.name)} belongs to node ${describe(port.nodeId)}, which is not there`,
            { nodeId: port.nodeId, portName: port.portName },
          );
        }
      }
    }
    return found;
  };
  return { ports: { inputs: side('inputs'), outputs: side('outputs') } };
}

function isPromotedPort(value: unknown): value is PromotedPort {
  return (
    isRecord(value) &&
    typeof value['name'] === 'string' &&
    typeof value['nodeId'] === 'string' &&
    typeof value['portName'] === 'string'
  );
}

function readSubgraphs(
  value: unknown,
  types: ReadonlyMap<string, NodeType>,
  list: IssueList,
  depth: number,
): Pick<Graph, 'subgraphs'> {
  if (value === undefined) return {};
  const subgraphs = createRecord<Graph>();
  if (!isRecord(value) || depth >= MAX_DEPTH) {
    const reason = isRecord(value) ? `more than ${MAX_DEPTH} levels deep` : describe(value);
    list.error('subgraphs-unreadable', ['subgraphs'], `expected graphs by name, got ${reason}`);
    return { subgraphs };
  }
  for (const name of Object.keys(value)) {
    const path = ['subgraphs', name];
    const inner = new IssueList();
    const graph = value[name];
    if (isRecord(graph)) subgraphs[name] = readGraph(graph, types, inner, depth + 1);
    else inner.error('graph-not-object', [], `expected a graph, got ${describe(graph)}`);
    for (const issue of inner.issues) {
      list.issues.push({ ...issue, path: [...path, ...issue.path] });
    }
  }
  return { subgraphs };
}
