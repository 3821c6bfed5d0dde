/** The state of a run as the oracle keeps it, and what it comes to. */
import type { Cause } from './oracle-inputs.js';
import type { Facts, Scope } from './oracle-level.js';
import type { Level } from './program.js';

/** An event as far as the rules determine it. */
export interface ExpectedEvent {
  readonly type: string;
  readonly nodeId?: string;
  readonly time: number;
  readonly attempt?: number;
  readonly retryInMs?: number;
  readonly cached?: boolean;
}

/** How a node must end; of `codes` and `causes` any one will do. */
export interface ExpectedNode {
  readonly status: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly codes: readonly string[];
  readonly causes: readonly Cause[];
  /** Undefined where no rule says it. */
  readonly attempts: number | undefined;
  readonly cached: boolean;
  /** Cancelled, or skipped because of one of the causes: rule R5 says both of a stop. */
  readonly mayBeSkipped: boolean;
}

/** How a run must end. */
export interface Expected {
  /** `open`: never, for something hangs; `refused`: it throws `not-sync`. */
  readonly status: 'success' | 'error' | 'cancelled' | 'open' | 'refused';
  readonly code?: string;
  readonly nodes: Readonly<Record<string, ExpectedNode>>;
  readonly events: readonly ExpectedEvent[];
  /** Two things were due at the same moment, in an order no rule says. */
  readonly tied: boolean;
  /** A failure, a cancel or a timeout cut the run short. */
  readonly cut: boolean;
  /** Something happened later than it could have at once. */
  readonly waited: boolean;
}

/** One node while it runs. */
export interface NodeState {
  readonly facts: Facts;
  readonly path: string;
  readonly level: LevelState;
  status: 'waiting' | 'delayed' | 'running' | 'success' | 'error' | 'skipped' | 'cancelled';
  outputs: Record<string, unknown>;
  codes: readonly string[];
  causes: readonly Cause[];
  starts: number;
  queued: boolean;
  cached: boolean;
  mayBeSkipped: boolean;
  memoKey: string | undefined;
  inner: LevelState | undefined;
}

/** One graph while it runs: the job's, or that of a subgraph's node. */
export interface LevelState {
  readonly scope: Scope;
  /** The graphs around it, by whom they run, itself included. */
  readonly open: readonly Level[];
  readonly parent: NodeState | undefined;
  /** In own-key order. */
  readonly nodes: readonly NodeState[];
  readonly order: readonly string[];
  /** Values that override controls, by node and port. */
  readonly given: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Something that will happen. */
export interface Due {
  readonly at: number;
  /** False when the state it was made for is gone. */
  readonly isLive: () => boolean;
  readonly act: () => void;
}

/** True once a node has its final status. */
export function isSettled({ status }: NodeState): boolean {
  return ['success', 'error', 'skipped', 'cancelled'].includes(status);
}

/** A node that nothing has happened to. */
export function freshNode(facts: Facts, path: string, level: LevelState): NodeState {
  return {
    facts,
    path,
    level,
    status: 'waiting',
    outputs: {},
    codes: [],
    causes: [],
    starts: 0,
    queued: false,
    cached: false,
    mayBeSkipped: false,
    memoKey: undefined,
    inner: undefined,
  };
}

/** Every node there is, those of subgraphs after the node they belong to. */
export function allNodes(level: LevelState): readonly NodeState[] {
  return level.nodes.flatMap((node) => [node, ...(node.inner ? allNodes(node.inner) : [])]);
}

/** The nodes of the graphs around a node, innermost first. */
export function parents({ level: { parent } }: NodeState): readonly NodeState[] {
  return parent === undefined ? [] : [parent, ...parents(parent)];
}

/** False for a node of a try of a subgraph that has been given up. */
export function isCurrent({ level }: NodeState): boolean {
  const { parent } = level;
  return parent === undefined || (parent.inner === level && isCurrent(parent));
}

/** The first of several causes in plan order. */
export function firstOf(causes: readonly Cause[], level: LevelState): readonly Cause[] {
  const prefix = level.parent === undefined ? '' : `${level.parent.path}/`;
  const placeOf = ({ nodeId }: Cause): number => level.order.indexOf(nodeId.slice(prefix.length));
  return [...causes].sort((a, b) => placeOf(a) - placeOf(b)).slice(0, 1);
}
