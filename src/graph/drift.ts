/** Rules D1 and D2: nodes whose function has another signature than when they were drawn. */
import type { Config } from '../config/config.js';
import { describe, nameOf } from '../config/document.js';
import type { NodeDrift, SignatureChange } from './drift-change.js';
import { judgeNode } from './drift-judge.js';
import { DiffCache, Surroundings } from './drift-surroundings.js';
import type { DriftContext } from './drift-surroundings.js';
import type { Graph, GraphNode } from './graph.js';
import { nodeTypesOf } from './node-types.js';
import type { NodeTypeLookup } from './node-types.js';
import type { PlanProblem } from './plan-problem.js';

/** What a search through a document shares. */
export function createDriftContext(config: Config): DriftContext {
  return { config, types: nodeTypesOf(config), diffs: new DiffCache() };
}

/** Finds the drift of one graph's own nodes. */
export class DriftFinder {
  readonly around: Surroundings;
  readonly #path: readonly string[];

  /** @param path From the document to the graph. */
  constructor(around: Surroundings, path: readonly string[] = []) {
    this.around = around;
    this.#path = path;
  }

  findAll(): readonly NodeDrift[] {
    const found: NodeDrift[] = [];
    const { nodes } = this.around.graph;
    // Twice as fast as a list of them.
    for (const id in nodes) {
      const node = nodes[id]!;
      const drift = this.around.isOutdated(node) ? this.find(node) : undefined;
      if (drift !== undefined) found.push(drift);
    }
    return found;
  }

  /** One look at the fingerprints, where they agree. */
  find(node: GraphNode): NodeDrift | undefined {
    const drift = this.around.driftOf(node);
    if (drift === undefined) return undefined;
    const changes = judgeNode(node, drift, this.around);
    return {
      nodeId: node.id,
      path: [...this.#path, 'nodes', node.id],
      type: node.type,
      safe: changes.every((change) => change.safe),
      changes,
    };
  }
}

/** Finds the error of a node whose changes have to be asked about. */
export type FindSignatureProblem = (node: GraphNode) => PlanProblem | undefined;

/** What a plan asks of the nodes of one graph whose fingerprint is not that of their type. */
export function createSignatureProblems(
  graph: Graph,
  config: Config,
  {
    types,
    outer = [],
  }: { readonly types: NodeTypeLookup; readonly outer?: readonly Graph[] | undefined },
): FindSignatureProblem {
  const context = { config, types, diffs: new DiffCache() };
  const finder = new DriftFinder(new Surroundings(graph, outer, context));
  return (node) => {
    const drift = finder.find(node);
    if (drift?.safe !== false) return undefined;
    const { nodeId, type, changes } = drift;
    return {
      code: 'signature-changed',
      message: `${nameOf(nodeId)} was drawn against another signature of ${describe(type)}: ${tellChanges(changes)}; take the new signature (in the editor, or with acceptDrift), or give the function its old one back`,
      details: { changes },
    };
  };
}

const MAX_TOLD = 6;

/** The changes in one line of words, those first that must be asked about. */
export function tellChanges(changes: readonly SignatureChange[]): string {
  const sorted = [...changes].sort((one, other) => Number(one.safe) - Number(other.safe));
  const told = sorted.slice(0, MAX_TOLD).map(({ reason }) => reason);
  const rest = sorted.length - told.length;
  return told.join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}
