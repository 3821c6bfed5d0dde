/** Python nodes as messages: what they get and what comes back. */
import type {
  BatchArgument,
  BatchKeep,
  BatchNode,
  BatchSource,
  NodeOutcome,
} from './python-runtime.js';
import { callContextOf } from '../create-context.js';
import type { Job } from '../job.js';
import type { BatchMember } from './batch-member.js';
import { SUCCESS } from '../status.js';
import { isInLane, laneOf, moduleOf } from './lane.js';
import { RemoteValue, toSlotValue } from './remote-value.js';

/** The batch that a node becomes part of. */
export interface BatchPlace {
  /** Where a rank stands in it, if it does. */
  position(rank: number): number | undefined;
  /** No failure of another node, or of its own, keeps it from using its inputs in this batch. */
  isSure(rank: number): boolean;
  /** Sources by input, where they are not what the wires say. */
  readonly remade: ReadonlyMap<number, BatchSource>;
  /** Which start of the node this is, from 1. */
  readonly attempt: number;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const ALONE = aloneAt(1);

/** A batch of its own. */
export function aloneAt(attempt: number, remade: BatchPlace['remade'] = new Map()): BatchPlace {
  return { position: () => undefined, isSure: () => false, remade, attempt };
}

/**
 * One node as a message. Inputs made inside the batch refer to their source.
 *
 * @param values Its arguments in port order, as `gatherArguments` gives them.
 */
export function batchNodeOf(
  job: Job,
  rank: number,
  values: readonly unknown[],
  place: BatchPlace,
): BatchNode {
  const { plan } = job.program;
  const { type, inputs, outputs, settings } = job.node(rank);
  const base = plan.inputBase[rank]!;
  const list: BatchArgument[] = [];
  inputs.forEach((port, index) => {
    const source =
      place.remade.get(index) ?? sourceOf(job, plan.inputSlot[base + index]!, values[index], place);
    if (source === undefined) return;
    const { name, parameter = name } = port;
    // A spread for each of two members would cost more than the rest.
    const said: Writable<BatchArgument> = { port: name, parameter, source };
    if (port.kind !== undefined) said.kind = port.kind;
    if (job.program.isDeep[base + index] === 1) said.deep = true;
    list.push(said);
  });
  const node: Writable<BatchNode> = {
    nodeId: job.nameOf(rank),
    module: type!.source!.module,
    export: type!.source!.export,
    returns: type!.returns,
    arguments: list,
    outputs: outputs.map((port, index) => ({
      name: port.name,
      keep: keepOf(job, plan.outputBase[rank]! + index, place),
    })),
  };
  if (type!.call.context)
    node.context = { ...callContextOf(job, rank, []), attempt: place.attempt };
  if (settings.timeoutMs !== undefined) node.timeoutMs = settings.timeoutMs;
  return node;
}

function sourceOf(
  job: Job,
  slot: number,
  value: unknown,
  place: BatchPlace,
): BatchSource | undefined {
  const { plan } = job.program;
  if (slot >= 0) {
    const owner = plan.slotOwner[slot]!;
    const node = place.position(owner);
    if (node !== undefined) return { type: 'node', node, output: slot - plan.outputBase[owner]! };
  }
  if (RemoteValue.is(value)) {
    return value.isKept(job.python!)
      ? { type: 'handle', handle: value.handle! }
      : { type: 'value', value: value.value };
  }
  return value === undefined ? undefined : { type: 'value', value };
}

/**
 * Rule R15: the value crosses where a function outside Python, a graph inside or outside, or the
 * caller may need it; it stays in the store where a later batch, the memo or the result may.
 */
function keepOf(job: Job, slot: number, place: BatchPlace): BatchKeep {
  const { plan, bindings } = job.program;
  const owner = plan.slotOwner[slot]!;
  const lane = laneOf(job, owner);
  let wired = false;
  let outside = false;
  let inSubgraph = false;
  let later = false;
  for (let edge = plan.dependentBase[owner]!; edge < plan.dependentBase[owner + 1]!; edge += 1) {
    const dependent = plan.dependents[edge]!;
    if (!readsSlot(job, dependent, slot)) continue;
    wired = true;
    // One that has settled needs nothing any more.
    if (bindings[dependent] === undefined || job.status[dependent]! >= SUCCESS) continue;
    // A subgraph takes it as it is: who needs it there fetches it.
    if (job.program.subprograms.has(dependent)) inSubgraph = true;
    else if (!isInLane(job, dependent, lane)) outside = true;
    else if (!place.isSure(dependent)) later = true;
    if (readsInList(job, dependent, slot)) outside = true;
  }
  const kept = job.usesMemo(owner);
  const passed = inSubgraph || (job.prefix !== '' && job.program.promoted[slot] === 1);
  if (outside || passed) return { value: 'always', handle: later || passed || kept };
  if (!wired || kept || job.shared.keepAll) return { value: 'small', handle: true };
  return { value: 'never', handle: later };
}

/** An earlier call did not bring a value out of Python that a node of this graph reads outside. */
export function lacksCrossing(job: Job, rank: number, outputs: readonly unknown[]): boolean {
  const base = job.program.plan.outputBase[rank]!;
  const isPython = job.program.bindings[rank]!.language === 'python';
  return outputs.some(
    (value, index) =>
      isPython &&
      RemoteValue.is(value) &&
      !value.hasValue &&
      value.error === undefined &&
      keepOf(job, base + index, ALONE).value === 'always',
  );
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
      job.values[base + index] = toSlotValue(output, moduleOf(job, rank));
  });
  for (const { handle } of outcome.outputs)
    if (handle !== undefined) job.shared.handles.add(handle);
  job.settleSuccess(rank, outcome.durationMs);
}

/** Puts the new handles where the dead ones are. */
export function refill(
  { job, rank, refills = [] }: BatchMember,
  { outputs }: Extract<NodeOutcome, { status: 'success' }>,
): void {
  for (const { handle } of outputs) if (handle !== undefined) job.shared.handles.add(handle);
  for (const { place, output } of refills) {
    const made = outputs[output];
    if (made === undefined || (made.handle === undefined && made.value === undefined)) continue;
    const old = place.job.values[place.slot];
    if (RemoteValue.is(old)) place.job.values[place.slot] = toSlotValue(made, moduleOf(job, rank));
  }
}
