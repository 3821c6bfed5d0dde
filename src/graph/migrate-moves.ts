/** Rule D4: nodes whose function seems to have moved to another file. */
import type { Config, NodeType } from '../config/config.js';
import { updateNodes } from './edit-graph.js';
import type { Graph } from './graph.js';
import { mapGraphs } from './map-graphs.js';
import { nodeTypesOf } from './node-types.js';
import { SUBGRAPH_PREFIX } from './subgraph-scope.js';

/** A node of an unknown type, and the type that is probably meant. */
export interface MoveProposal {
  readonly nodeId: string;
  /** Own keys from the document to the node, through its subgraphs. */
  readonly path: readonly string[];
  /** The type it has. */
  readonly from: string;
  readonly to: string;
}

/**
 * The nodes, in subgraphs, too, whose type is unknown while exactly one type that no node has yet
 * has the same export name and fingerprint. Nothing is changed: {@link applyMove} does that.
 */
export function proposeMoves(graph: Graph, config: Config): readonly MoveProposal[] {
  const types = nodeTypesOf(config);
  const used = new Set<string>();
  const lost: Omit<MoveProposal, 'to'>[] = [];
  const fingerprints: string[] = [];
  mapGraphs(graph, (each, { path }) => {
    for (const [nodeId, node] of Object.entries(each.nodes)) {
      used.add(node.type);
      if (node.fingerprint === undefined || types.has(node.type)) continue;
      if (node.type === '' || node.type.startsWith(SUBGRAPH_PREFIX)) continue;
      lost.push({ nodeId, path: [...path, 'nodes', nodeId], from: node.type });
      fingerprints.push(node.fingerprint);
    }
    return each;
  });
  if (lost.length === 0) return [];
  const fresh = new Map<string, NodeType[]>();
  for (const type of config.nodeTypes) {
    if (used.has(type.type)) continue;
    fresh.set(type.fingerprint, [...(fresh.get(type.fingerprint) ?? []), type]);
  }
  return lost.flatMap((each, at) => {
    const candidates = (fresh.get(fingerprints[at]!) ?? []).filter((type) => isOf(type, each.from));
    return candidates.length === 1 ? [{ ...each, to: candidates[0]!.type }] : [];
  });
}

/** The same export, and the same overload of it. */
function isOf({ type, source }: NodeType, lost: string): boolean {
  const [id, overload] = split(type);
  const [lostId, lostOverload] = split(lost);
  const name = source?.export ?? id.slice(id.lastIndexOf('.') + 1);
  return overload === lostOverload && (lostId === name || lostId.endsWith(`.${name}`));
}

function split(type: string): readonly [string, string] {
  const at = type.indexOf('#');
  return at < 0 ? [type, ''] : [type.slice(0, at), type.slice(at)];
}

/**
 * Gives all nodes of a type, in subgraphs, too, the type their function moved to. Their signature is
 * the one they were drawn against; whether it is today's is looked at as for any node.
 */
export function applyMove(graph: Graph, { from, to }: Pick<MoveProposal, 'from' | 'to'>): Graph {
  return mapGraphs(graph, (each) => {
    const ids = Object.keys(each.nodes).filter((id) => each.nodes[id]!.type === from);
    return updateNodes(each, ids, (node) => ({ ...node, type: to }));
  });
}
