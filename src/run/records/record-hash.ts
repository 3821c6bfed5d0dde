/** What a record says of the config and the graph it was made with. */
import type { Config, NodeType } from '../../config/config.js';
import { canonicalJson } from '../../config/fingerprint.js';
import { hashText } from '../../config/hash.js';
import { parseConfig } from '../../config/parse-config.js';
import type { Graph, GraphNode, PromotedPort } from '../../graph/graph.js';
import { parseGraph } from '../../graph/parse-graph.js';
import { encodeValue } from '../../wire/value.js';
import { previewOf } from '../preview.js';

/** The two hashes of a record. */
export interface RecordHashes {
  readonly config: string;
  readonly graph: string;
}

/**
 * The config's hash covers what its functions are: ids, fingerprints, versions, sources, ways of
 * calling, inputs and settings; not labels, descriptions, categories, colours, controls and lines.
 * The graph's covers what runs: types, control values, the input side of wires, settings, disabled
 * and pinned, promoted ports, subgraphs; not places, sizes, titles, comments, groups, the viewport,
 * and the order of nodes.
 */
export function hashDocuments(config: unknown, graph: unknown): RecordHashes {
  const parsed = parseConfig(config).config;
  return {
    config: hashJson(coreOfConfig(parsed)),
    graph: hashJson(coreOfGraph(parseGraph(graph, parsed).graph)),
  };
}

/** Lists of known order; what a user wrote in it is canonical text already. */
function hashJson(core: unknown): string {
  return hashText(JSON.stringify(core));
}

function coreOfConfig({ nodeTypes }: Config): unknown {
  return sorted(nodeTypes.map((nodeType) => [nodeType.type, coreOfType(nodeType)]));
}

function coreOfType(nodeType: NodeType): unknown {
  const { fingerprint, version, async, call, returns, inputs, settings, source } = nodeType;
  return [
    [fingerprint, version, async, call.style, call.context, returns, textOf(settings)],
    source && [source.language, source.module, source.export],
    inputs.map(({ name, parameter, multiple, whenMissing, secret }) => {
      return [name, parameter, multiple, whenMissing, secret];
    }),
  ];
}

function coreOfGraph({ nodes, ports, subgraphs = {} }: Graph): unknown {
  const list = (promoted: readonly PromotedPort[] = []): unknown =>
    sorted(promoted.map(({ name, nodeId, portName }) => [name, [nodeId, portName]]));
  return [
    sorted(Object.entries(nodes).map(([id, node]) => [id, coreOfNode(node)])),
    [list(ports?.inputs), list(ports?.outputs)],
    sorted(Object.entries(subgraphs).map(([name, graph]) => [name, coreOfGraph(graph)])),
  ];
}

function coreOfNode(node: GraphNode): unknown {
  const { type, inputData, connections, settings, disabled = false, pinned } = node;
  const wires = Object.entries(connections.inputs)
    .filter(([, ends]) => ends.length > 0)
    .map(([port, ends]): Pair => [port, ends.map((end) => [end.nodeId, end.portName])]);
  return [type, textOf(inputData), sorted(wires), textOf(settings), disabled, textOf(pinned)];
}

type Pair = readonly [string, unknown];

function sorted(pairs: readonly Pair[]): readonly Pair[] {
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Control values that a program put there may be anything. */
function textOf(value: object | undefined): string {
  if (value === undefined || Object.keys(value).length === 0) return '';
  try {
    return canonicalJson(encodeValue(value));
  } catch {
    return canonicalJson(previewOf(value));
  }
}
