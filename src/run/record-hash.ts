/** What a record says of the config and the graph it was made with. */
import type { Config, NodeType } from '../config/config.js';
import { canonicalJson } from '../config/fingerprint.js';
import { hashText } from '../config/hash.js';
import { parseConfig } from '../config/parse-config.js';
import type { Graph, GraphNode } from '../graph/graph.js';
import { parseGraph } from '../graph/parse-graph.js';
import { encodeValue } from '../wire/value.js';
import { previewOf } from './preview.js';

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

function hashJson(core: unknown): string {
  return hashText(canonicalJson(core));
}

function coreOfConfig({ nodeTypes }: Config): unknown {
  return Object.fromEntries(nodeTypes.map((nodeType) => [nodeType.type, coreOfType(nodeType)]));
}

function coreOfType(nodeType: NodeType): unknown {
  const { fingerprint, version, async, call, returns, inputs, settings, source } = nodeType;
  return {
    fingerprint,
    version,
    async,
    call,
    returns,
    settings: toJson(settings),
    source: source && [source.language, source.module, source.export],
    inputs: inputs.map(({ name, parameter, multiple, whenMissing, secret }) => {
      return { name, parameter, multiple, whenMissing, secret };
    }),
  };
}

function coreOfGraph({ nodes, ports, subgraphs = {} }: Graph): unknown {
  return {
    nodes: mapValues(nodes, coreOfNode),
    ports,
    subgraphs: mapValues(subgraphs, coreOfGraph),
  };
}

function coreOfNode({
  type,
  inputData,
  connections,
  settings,
  disabled,
  pinned,
}: GraphNode): unknown {
  const { inputs } = connections;
  const wired = Object.keys(inputs).filter((port) => inputs[port]!.length > 0);
  return {
    type,
    inputData: toJson(inputData),
    wires: wired
      .sort()
      .map((port) => [port, inputs[port]!.map((end) => [end.nodeId, end.portName])]),
    settings: toJson(settings ?? {}),
    disabled: disabled === true,
    pinned: toJson(pinned),
  };
}

/** A map as a list of pairs: an object's key `__proto__` would be lost on the way. */
function mapValues<T>(record: Readonly<Record<string, T>>, core: (value: T) => unknown): unknown {
  return Object.keys(record)
    .sort()
    .map((key) => [key, core(record[key]!)]);
}

/** Control values that a program put there may be anything. */
function toJson(value: unknown): unknown {
  try {
    return value === undefined ? undefined : encodeValue(value);
  } catch {
    return previewOf(value);
  }
}
