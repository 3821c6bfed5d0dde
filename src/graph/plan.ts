/** The plan: a graph laid out for running. Plain numbers; no functions, no values. */
import type { InputPort, NodeType, OutputPort } from '../config/config.js';
import type { GraphNode } from './graph.js';
import type { PortFunctions } from './node-ports.js';

/** Why a node can't run whatever it gets (rule R7). */
export interface PlanProblem {
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly portName?: string;
}

/** One node of a plan. */
export interface PlanNode {
  readonly id: string;
  readonly node: GraphNode;
  /** Absent for a placeholder. */
  readonly type: NodeType | undefined;
  readonly inputs: readonly InputPort[];
  readonly outputs: readonly OutputPort[];
  readonly problems: readonly PlanProblem[];
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
  /** A further reason a node of this type can't run. */
  readonly reject?: ((type: NodeType) => PlanProblem | undefined) | undefined;
}
