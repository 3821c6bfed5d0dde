/** Rule D1: a graph remembers the signatures its nodes were drawn against. */
import type { Config, NodeType } from '../config/config.js';
import { createRecord, own } from '../config/document.js';
import { fingerprintOf } from '../config/fingerprint.js';
import { updateNodes } from './edit-graph.js';
import type { Graph, GraphNode, SavedSignature } from './graph.js';
import { nodeTypesOf } from './node-types.js';
import type { NodeTypeLookup } from './node-types.js';
import { SUBGRAPH_PREFIX } from './subgraph-scope.js';
import { mapGraphs } from './map-graphs.js';

/** What a graph keeps of a node type. */
export function signatureOf({ label, inputs, outputs, returns }: NodeType): SavedSignature {
  return {
    label,
    returns,
    inputs: inputs.map(({ name, kind, schema, required, default: value }) => ({
      name,
      schema,
      required,
      ...(kind === undefined ? {} : { kind }),
      ...(value === undefined ? {} : { default: value }),
    })),
    outputs: outputs.map(({ name, schema }) => ({ name, schema })),
  };
}

/**
 * The type a node can drift from: one of the config. A subgraph is part of the document, its ports
 * change with it.
 */
export function stampedType({ type }: GraphNode, types: NodeTypeLookup): NodeType | undefined {
  return type.startsWith(SUBGRAPH_PREFIX) ? undefined : types.get(type);
}

/** The entry a node's fingerprint leads to. */
export function savedSignature(
  { fingerprint }: GraphNode,
  { signatures }: Graph,
): SavedSignature | undefined {
  return fingerprint === undefined || signatures === undefined
    ? undefined
    : own(signatures, fingerprint);
}

/**
 * The graph with the fingerprint and signature of today on every node that has none, in subgraphs,
 * too. A node whose signature is known keeps it: whether it has drifted is for `findDrift` to say.
 */
export function stampGraph(graph: Graph, config: Config): Graph {
  const types = nodeTypesOf(config);
  return mapGraphs(graph, (each) => {
    const ids = Object.keys(each.nodes).filter((id) => {
      const node = each.nodes[id]!;
      return stampedType(node, types) !== undefined && savedSignature(node, each) === undefined;
    });
    return stampNodes(each, ids, types);
  });
}

/**
 * The graph with today's fingerprint and signature on these nodes of its own. A signature that no node
 * has any more goes: else each change of a function would leave one behind.
 */
export function stampNodes(graph: Graph, ids: readonly string[], types: NodeTypeLookup): Graph {
  const used: NodeType[] = [];
  const left = new Set<string>();
  const stamped = updateNodes(graph, ids, (node) => {
    const type = stampedType(node, types);
    if (type === undefined) return node;
    used.push(type);
    const { fingerprint } = type;
    if (node.fingerprint === fingerprint) return node;
    if (node.fingerprint !== undefined) left.add(node.fingerprint);
    return { ...node, fingerprint };
  });
  return addSignatures(withoutSignatures(stamped, left), used);
}

function withoutSignatures(graph: Graph, left: Set<string>): Graph {
  if (left.size === 0 || graph.signatures === undefined) return graph;
  for (const id in graph.nodes) left.delete(graph.nodes[id]!.fingerprint!);
  const signatures = createRecord<SavedSignature>();
  for (const key of Object.keys(graph.signatures)) {
    if (!left.has(key)) signatures[key] = graph.signatures[key]!;
  }
  return { ...graph, signatures };
}

/** An entry that is there stays as it was written, unless it is not what its key says. */
function addSignatures(graph: Graph, types: readonly NodeType[]): Graph {
  const known = graph.signatures ?? {};
  const added = new Map<string, SavedSignature>();
  for (const type of types) {
    const { fingerprint } = type;
    const entry = own(known, fingerprint);
    if (added.has(fingerprint)) continue;
    if (entry !== undefined && fingerprintOf(entry) === fingerprintOf(type)) continue;
    added.set(fingerprint, signatureOf(type));
  }
  if (added.size === 0) return graph;
  const signatures = createRecord<SavedSignature>();
  for (const key of Object.keys(known)) signatures[key] = known[key]!;
  for (const [key, signature] of added) signatures[key] = signature;
  return { ...graph, signatures };
}
