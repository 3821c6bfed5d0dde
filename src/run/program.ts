/** A plan bound to functions, checks and constants: what the run loops walk. */
import type { NodeType } from '../config/config.js';
import type { Plan } from '../graph/plan.js';
import { InputBinder } from './inputs/bind-inputs.js';
import type { BoundInputs } from './inputs/bind-inputs.js';
import type { Binder, Binding } from './binding.js';
import type { CheckCache } from './inputs/check-cache.js';
import type { FunctionEntry, FunctionTable } from './function-table.js';
import { byPosition } from './invoke.js';
import { isLazy } from './registry.js';
import type { Callable } from './registry.js';
import { findSimple } from './find-simple.js';
import type { Graph } from '../graph/graph.js';

/** A graph inside a node of a program, bound like the graph around it. */
export interface Subprogram {
  readonly graph: Graph;
  readonly program: Program;
}

/** A graph of a document, and those around it, innermost first. */
export interface GraphScope {
  readonly graph: Graph;
  readonly outer: readonly Graph[];
}

/**
 * A plan ready to run. Value slots: first the outputs of all nodes (numbered by the plan), then one
 * constant per input port that may need one, so that the loops never ask whether an input is wired.
 */
export interface Program extends BoundInputs {
  readonly plan: Plan;
  /** The graph that was planned, and the graphs around it. */
  readonly scope: GraphScope;
  readonly bindings: readonly (Binding | undefined)[];
  /** By rank: the graphs of nodes that are subgraphs. */
  readonly subprograms: ReadonlyMap<number, Subprogram>;
  /** Per rank: 1 for a node that is settled without a look at its inputs: bad, disabled, pinned. */
  readonly isSpecial: Uint8Array;
  /** Ranks with pinned outputs. */
  readonly pinned: readonly number[];
  /** Ids and types of the nodes, by rank. */
  readonly ids: readonly string[];
  readonly types: readonly string[];
  /** Port names of the outputs, by slot. */
  readonly outputNames: readonly string[];
  /** Every node has one output: its slot is its rank. */
  readonly isFlat: boolean;
  /** Some node runs in Python. */
  readonly hasPython: boolean;
  /** Some wired value is checked. */
  readonly hasChecks: boolean;
  /** Ids of all nodes in the graph's own-key order. */
  readonly selected: readonly string[];
  /** By rank: the function of a node that is called inline; a lazy one once it is loaded. */
  readonly functions: (Callable | undefined)[];
  /** The same for the fast loop, which gives values in port order. */
  readonly direct: (Callable | undefined)[];
  /** Ranks whose function is lazy. */
  readonly lazy: readonly number[];
  /** Per rank: 0, or what the fast loop needs to know of it; see `findSimple`. */
  readonly simple: Uint8Array;
  /** Per output slot: 1 for an output of the graph itself. */
  readonly promoted: Uint8Array;
  /** Per output slot: how many inputs read it; an output that none reads is an end of the graph. */
  readonly readers: Uint32Array;
}

/** What a program is made with. */
export interface ProgramOptions {
  readonly binder: Binder;
  readonly checks: CheckCache;
  readonly functions: FunctionTable;
  readonly scope: GraphScope;
  /** The program of a subgraph that a node of the plan stands for. */
  readonly subprogramOf: (rank: number) => Subprogram;
}

/** Binds every node of a plan. Nothing is called. */
export function createProgram(plan: Plan, options: ProgramOptions): Program {
  const { binder, checks, functions, scope, subprogramOf } = options;
  const isRunnable = plan.nodes.map(
    ({ type, problems, node, pinned }) =>
      type !== undefined && problems.length === 0 && node.disabled !== true && pinned !== 'all',
  );
  const bindings = plan.nodes.map(({ type, problems, settings }) =>
    type === undefined || problems.length > 0 ? undefined : binder.bind(type, settings),
  );
  const subprograms = new Map<number, Subprogram>();
  const pinned: number[] = [];
  const lazy: number[] = [];
  const found = new Array<Callable | undefined>(plan.nodes.length);
  plan.nodes.forEach((node, rank) => {
    if (node.pinned !== undefined) pinned.push(rank);
    if (node.subgraph !== undefined && isRunnable[rank]!) subprograms.set(rank, subprogramOf(rank));
    const { entry, placement } = bindings[rank] ?? {};
    if (entry === undefined || placement !== 'inline' || !isRunnable[rank]!) return;
    found[rank] = functions.get(entry);
    if (isLazy(entry)) lazy.push(rank);
  });
  const bound = new InputBinder(plan, { bindings, checks }).bind();
  const program = {
    plan,
    scope,
    bindings,
    subprograms,
    ids: plan.nodes.map(({ id }) => id),
    types: plan.nodes.map(({ node }) => node.type),
    selected: Object.freeze(Array.from(plan.rankOfKey, (rank) => plan.nodes[rank]!.id)),
    functions: found,
    direct: found.map((fn, rank) => directOf(fn, plan, rank)),
    lazy,
    pinned,
    isSpecial: Uint8Array.from(isRunnable, (runnable) => (runnable ? 0 : 1)),
    promoted: findPromoted(plan, scope.graph),
    readers: countReaders(plan),
    outputNames: plan.nodes.flatMap(({ outputs }) => outputs.map(({ name }) => name)),
    isFlat: plan.nodes.every(({ outputs }) => outputs.length === 1),
    hasPython: bindings.some((binding) => binding?.language === 'python'),
    hasChecks: bound.checks.some((check) => check !== undefined),
    ...bound,
  };
  return { ...program, simple: findSimple(program) };
}

/** A program and those of its subgraphs, each once. */
export function programsOf(program: Program): ReadonlySet<Program> {
  const programs = new Set([program]);
  for (const each of programs) {
    for (const { program: inner } of each.subprograms.values()) programs.add(inner);
  }
  return programs;
}

/** Some node runs in a worker. */
export function usesWorkers(programs: Iterable<Program>): boolean {
  for (const { bindings } of programs) {
    if (bindings.some((binding) => binding?.placement === 'worker')) return true;
  }
  return false;
}

/** The functions that are loaded when they are first needed. */
export function* lazyFunctions(programs: Iterable<Program>): Generator<FunctionEntry> {
  for (const { lazy, types, bindings } of programs) {
    for (const rank of lazy) yield { type: types[rank]!, entry: bindings[rank]!.entry! };
  }
}

/** Takes the lazy functions that have been loaded since. */
export function takeLoaded(programs: Iterable<Program>, functions: FunctionTable): void {
  for (const program of programs) {
    for (const rank of program.lazy) {
      const fn = functions.get(program.bindings[rank]!.entry!);
      program.functions[rank] = fn;
      program.direct[rank] = directOf(fn, program.plan, rank);
    }
  }
}

/** One function for all nodes of the same inputs: those of a type, unless they depend on the node. */
const DIRECT = new WeakMap<
  NodeType['inputs'],
  { readonly fn: Callable; readonly direct: Callable }
>();

function directOf(fn: Callable | undefined, plan: Plan, rank: number): Callable | undefined {
  const { type, inputs } = plan.nodes[rank]!;
  if (fn === undefined || type?.call.style !== 'object') return fn;
  let known = DIRECT.get(inputs);
  if (known?.fn !== fn) DIRECT.set(inputs, (known = { fn, direct: byPosition(fn, { inputs }) }));
  return known.direct;
}

function findPromoted(plan: Plan, graph: Graph): Uint8Array {
  const promoted = new Uint8Array(plan.slotOwner.length);
  for (const { nodeId, portName } of graph.ports?.outputs ?? []) {
    const rank = plan.rankById.get(nodeId);
    if (rank === undefined) continue;
    const index = plan.nodes[rank]!.outputs.findIndex(({ name }) => name === portName);
    if (index >= 0) promoted[plan.outputBase[rank]! + index] = 1;
  }
  return promoted;
}

function countReaders(plan: Plan): Uint32Array {
  const readers = new Uint32Array(plan.slotOwner.length);
  for (const slot of plan.inputSlot) if (slot >= 0) readers[slot]! += 1;
  for (const slots of plan.multiples) for (const slot of slots) readers[slot]! += 1;
  return readers;
}
