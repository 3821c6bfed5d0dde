/** The plan: a graph laid out for running. Plain numbers; no functions, no values. */
import type { InputPort, NodeType, OutputPort } from '../config/config.js';
import type { Graph, GraphNode } from './graph.js';
import type { PortFunctions } from './node-ports.js';
import type { Settings } from './node-settings.js';
import type { Pinned } from './pinned.js';
import type { PlanProblem } from './plan-problem.js';
import type { Subgraph } from './subgraph-scope.js';
import type { SubgraphTypes } from './subgraph-types.js';

export type { PlanProblem };

/** One node of a plan. */
export interface PlanNode {
  readonly id: string;
  readonly node: GraphNode;
  /** Absent for a placeholder. */
  readonly type: NodeType | undefined;
  readonly inputs: readonly InputPort[];
  readonly outputs: readonly OutputPort[];
  readonly problems: readonly PlanProblem[];
  /** Rule R9; the same frozen object for all nodes without settings. */
  readonly settings: Settings;
  /** Rule R12: a node with `all` its outputs pinned has no wires here and no problems. */
  readonly pinned?: Pinned | undefined;
  /** Rule R16: the graph the node runs in place of a function; absent where it can't. */
  readonly subgraph?: Subgraph | undefined;
}

/**
 * The selected nodes, numbered by **rank**: their place in the one topological order that always
 * takes the ready node that comes first in the graph's own-key order. Arrays are indexed by rank;
 * `…Base` arrays have one entry more, so that node r owns `base[r] … base[r + 1] − 1`.
 */
export interface Plan {
  readonly nodes: readonly PlanNode[];
  /** Own-key position of each rank, 0 being the first selected node. */
  readonly keyOfRank: Int32Array;
  readonly rankOfKey: Int32Array;
  /** Input ports of all nodes, in order. */
  readonly inputBase: Int32Array;
  /** Per input port: the value slot it reads, −1 without a wire, −2 − m for `multiples[m]`. */
  readonly inputSlot: Int32Array;
  /** The slots a `multiple` input reads, in the saved order. */
  readonly multiples: readonly Int32Array[];
  /** Output ports of all nodes, in order: value slot = output port. */
  readonly outputBase: Int32Array;
  /** Rank of the node that owns a slot. */
  readonly slotOwner: Int32Array;
  /** Ranks each node's wires lead to, each once, ascending by own-key position. */
  readonly dependentBase: Int32Array;
  readonly dependents: Int32Array;
  /** Ranks each node's wires come from, each once, ascending. */
  readonly sourceBase: Int32Array;
  readonly sources: Int32Array;
  readonly rankById: ReadonlyMap<string, number>;
}

/** What a plan is made for. */
export interface PlanOptions {
  /** These nodes and their ancestors. @default all nodes */
  readonly selectedNodeIds?: readonly string[] | undefined;
  /** Lists the inputs of node types whose ports depend on the node. */
  readonly portFunctions?: PortFunctions | undefined;
  /** Handed to port functions. */
  readonly portContext?: unknown;
  /** The graphs around a subgraph, innermost first: what it finds the names of subgraphs in. */
  readonly outer?: readonly Graph[] | undefined;
  /** Those of a plan around it, so that nothing is looked at twice. @default made anew */
  readonly subgraphTypes?: SubgraphTypes | undefined;
  /** A further reason a node of this type, set like this, can't run. */
  readonly reject?: ((type: NodeType, settings: Settings) => PlanProblem | undefined) | undefined;
}
