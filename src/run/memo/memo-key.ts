/** Rule R12: the key of a node's call: the same call, the same key. */
import { hashText } from '../../config/hash.js';
import type { Job } from '../job.js';
import type { Memo } from './memo.js';

/** @param values Its arguments in port order, as `gatherArguments` gives them. */
export function memoKeyOf(job: Job, rank: number, values: readonly unknown[]): string {
  const memo = job.shared.memo!;
  const { plan } = job.program;
  const { inputs } = job.node(rank);
  const type = job.node(rank).type!;
  const parts = [type.type, type.fingerprint, type.version ?? '', identityOf(job, rank, memo)];
  inputs.forEach((port, index) => {
    const value = values[index];
    if (value === undefined) return;
    parts.push(port.name, valueKey(job, plan.inputSlot[plan.inputBase[rank]! + index]!, value));
  });
  if (type.call.context) {
    parts.push(memo.keyOf(job.shared.task, undefined), memo.keyOf(job.shared.secrets, undefined));
  }
  return hashText(JSON.stringify(parts));
}

/** A list of several wires is made anew for every call: its items are what counts. */
function valueKey(job: Job, slot: number, value: unknown): string {
  const memo = job.shared.memo!;
  if (slot < -1 && Array.isArray(value)) {
    return value.map((item) => memo.keyOf(item, undefined)).join();
  }
  return memo.keyOf(value, slot < 0 ? undefined : producerOf(job, slot));
}

/** The key of the call that made the value of a slot, where that call is remembered, too. */
function producerOf(job: Job, slot: number): string | undefined {
  const { slotOwner, outputBase } = job.program.plan;
  const owner = slotOwner[slot]!;
  const key = job.memoKeys.get(owner);
  return key === undefined ? undefined : `${key}.${slot - outputBase[owner]!}`;
}

/** A function without a version, and a subgraph of such functions, is the same while it is loaded. */
function identityOf(job: Job, rank: number, memo: Memo): string {
  const { type, subgraph } = job.node(rank);
  if (subgraph !== undefined) {
    const functions = memo.identityOf(job.shared.functions);
    if (type!.version !== undefined) return `${functions}`;
    // It may use graphs around it, by name.
    const graphs = [subgraph.graph, ...subgraph.outer].map((graph) => memo.documentKey(graph));
    return `${functions}:${graphs.join()}`;
  }
  const { entry } = job.program.bindings[rank]!;
  return type!.version === undefined && entry !== undefined ? `${memo.identityOf(entry)}` : '';
}
