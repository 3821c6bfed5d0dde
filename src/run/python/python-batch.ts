/** Python nodes as messages: which nodes cross together, what they get and what comes back. */
import type {
  BatchArgument,
  BatchKeep,
  BatchNode,
  BatchSource,
  NodeOutcome,
} from './python-runtime.js';
import { callContextOf } from '../create-context.js';
import { gatherArguments } from '../inputs/gather-arguments.js';
import type { Job } from '../job.js';
import { noValue } from '../no-value.js';
import { RemoteValue, toSlotValue } from './remote-value.js';

/** Where a rank stands in the batch being made, if it does. */
type BatchPosition = (rank: number) => number | undefined;

const ALONE: BatchPosition = () => undefined;

/**
 * One node as a message. Inputs made inside the batch refer to their source.
 *
 * @param values Its arguments in port order, as {@link gatherArguments} gives them.
 */
export function batchNodeOf(
  job: Job,
  rank: number,
  values: readonly unknown[],
  position: BatchPosition = ALONE,
): BatchNode {
  const { plan } = job.program;
  const { type, inputs, outputs } = job.node(rank);
  const base = plan.inputBase[rank]!;
  const list: BatchArgument[] = [];
  inputs.forEach((port, index) => {
    const source = sourceOf(job, plan.inputSlot[base + index]!, values[index], position);
    if (source === undefined) return;
    list.push({
      port: port.name,
      parameter: port.parameter ?? port.name,
      ...(port.kind === undefined ? {} : { kind: port.kind }),
      ...(job.program.isDeep[base + index] === 1 ? { deep: true } : {}),
      source,
    });
  });
  return {
    nodeId: job.nameOf(rank),
    module: type!.source!.module,
    export: type!.source!.export,
    returns: type!.returns,
    arguments: list,
    outputs: outputs.map((port, index) => ({
      name: port.name,
      keep: keepOf(job, plan.outputBase[rank]! + index, position),
    })),
    ...(type!.call.context
      ? { context: { ...callContextOf(job, rank, []), attempt: job.attempts[rank]! + 1 } }
      : {}),
  };
}

function sourceOf(
  job: Job,
  slot: number,
  value: unknown,
  position: BatchPosition,
): BatchSource | undefined {
  const { plan } = job.program;
  if (slot >= 0) {
    const owner = plan.slotOwner[slot]!;
    const node = position(owner);
    if (node !== undefined) return { type: 'node', node, output: slot - plan.outputBase[owner]! };
  }
  if (RemoteValue.is(value)) {
    const { handle } = value;
    return handle === undefined
      ? { type: 'value', value: value.value }
      : { type: 'handle', handle };
  }
  return value === undefined ? undefined : { type: 'value', value };
}

/**
 * Rule R15: the value crosses where a function outside Python, a graph inside or outside, or the
 * caller may need it; it stays in the store where a later batch, the memo or the result may.
 */
function keepOf(job: Job, slot: number, position: BatchPosition): BatchKeep {
  const { plan, bindings } = job.program;
  const owner = plan.slotOwner[slot]!;
  let wired = false;
  let outside = false;
  let inSubgraph = false;
  let later = false;
  for (let edge = plan.dependentBase[owner]!; edge < plan.dependentBase[owner + 1]!; edge += 1) {
    const dependent = plan.dependents[edge]!;
    if (!readsSlot(job, dependent, slot)) continue;
    wired = true;
    const placement = bindings[dependent]?.placement;
    if (placement === undefined) continue;
    // A subgraph takes it as it is: who needs it there fetches it.
    if (job.program.subprograms.has(dependent)) inSubgraph = true;
    else if (placement !== job.python!.placement) outside = true;
    else if (position(dependent) === undefined) later = true;
    if (readsInList(job, dependent, slot)) outside = true;
  }
  const kept = job.usesMemo(owner);
  const passed = inSubgraph || (job.prefix !== '' && job.program.promoted[slot] === 1);
  if (outside || passed) return { value: 'always', handle: later || passed || kept };
  if (!wired || kept || job.shared.keepAll) return { value: 'small', handle: true };
  return { value: 'never', handle: later };
}

function readsSlot(job: Job, rank: number, slot: number): boolean {
  const { plan } = job.program;
  for (let input = plan.inputBase[rank]!; input < plan.inputBase[rank + 1]!; input += 1) {
    if (plan.inputSlot[input] === slot) return true;
  }
  return readsInList(job, rank, slot);
}

/** A `multiple` input takes its list from JavaScript. */
function readsInList(job: Job, rank: number, slot: number): boolean {
  const { plan } = job.program;
  for (let input = plan.inputBase[rank]!; input < plan.inputBase[rank + 1]!; input += 1) {
    const reads = plan.inputSlot[input]!;
    if (reads < -1 && plan.multiples[-2 - reads]!.includes(slot)) return true;
  }
  return false;
}

/** Takes what a node of a batch put out. */
export function takeOutputs(
  job: Job,
  rank: number,
  outcome: Extract<NodeOutcome, { status: 'success' }>,
): void {
  const base = job.program.plan.outputBase[rank]!;
  // As many as the node has: what a runtime reports beyond, or leaves out, is no value of another.
  job.node(rank).outputs.forEach((_port, index) => {
    const output = outcome.outputs[index];
    if (output !== undefined && output.noValue !== true)
      job.values[base + index] = toSlotValue(output);
  });
  for (const { handle } of outcome.outputs)
    if (handle !== undefined) job.shared.handles.add(handle);
  job.settleSuccess(rank, outcome.durationMs);
}

/** The nodes of one message, and their ranks. */
export interface CollectedBatch {
  readonly nodes: readonly BatchNode[];
  readonly ranks: readonly number[];
  /** How many of them, the first ones, were ready; the others depend on these. */
  readonly seeds: number;
}

/** What a batch is made from. */
export interface BatchSeed {
  /** Arguments of the ready nodes by rank. */
  readonly ready: ReadonlyMap<number, readonly unknown[]>;
  /** Sources each node still waits for. */
  readonly left: Int32Array;
  /** The node is in a batch that has not ended. */
  readonly isHeld: (rank: number) => boolean;
}

/**
 * The ready nodes and every Python dependent whose inputs are all settled or made inside the batch,
 * so that nothing in it waits for the outside.
 */
export function collectBatch(job: Job, { ready, left, isHeld }: BatchSeed): CollectedBatch {
  const { plan, bindings } = job.program;
  const position = new Map<number, number>();
  const made = new Map<number, number>();
  const joined: (readonly [rank: number, values: readonly unknown[]])[] = [];
  const queue = [...ready.keys()];
  for (const rank of queue) {
    const values = ready.get(rank) ?? joiningValues(job, rank, position);
    if (values === undefined) continue;
    position.set(rank, joined.length);
    joined.push([rank, values]);
    for (let edge = plan.dependentBase[rank]!; edge < plan.dependentBase[rank + 1]!; edge += 1) {
      const dependent = plan.dependents[edge]!;
      if (bindings[dependent]?.placement !== job.python!.placement || isHeld(dependent)) continue;
      const inside = (made.get(dependent) ?? 0) + 1;
      made.set(dependent, inside);
      if (left[dependent] === inside) queue.push(dependent);
    }
  }
  const at: BatchPosition = (rank) => position.get(rank);
  return {
    seeds: ready.size,
    ranks: joined.map(([rank]) => rank),
    nodes: joined.map(([rank, values]) => batchNodeOf(job, rank, values, at)),
  };
}

/**
 * The arguments of a node that can join: its settled inputs have values that fit, and no rule of
 * the runner stands before its call. A misfit is raised when the node's turn comes: until then it
 * may still be skipped.
 */
function joiningValues(
  job: Job,
  rank: number,
  position: ReadonlyMap<number, number>,
): readonly unknown[] | undefined {
  const { plan } = job.program;
  const { inputs } = job.node(rank);
  if (job.program.isSpecial[rank] === 1 || job.usesMemo(rank)) return undefined;
  const base = plan.inputBase[rank]!;
  for (let index = 0; index < inputs.length; index += 1) {
    const slot = plan.inputSlot[base + index]!;
    if (slot < -1) return undefined;
    if (slot < 0) continue;
    if (inputs[index]!.whenMissing === 'default') return undefined;
    if (!position.has(plan.slotOwner[slot]!) && job.values[slot] === noValue) return undefined;
  }
  try {
    return gatherArguments(job, rank, true);
  } catch {
    return undefined;
  }
}
