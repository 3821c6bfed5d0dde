/** Who made the value that an input reads, across the borders of subgraphs (P3). */
import type { Job } from '../job.js';

/** A slot of a job. */
export interface SlotPlace {
  readonly job: Job;
  readonly slot: number;
}

/** An output of a node, and where its value has been put. */
export interface ValueMaker {
  readonly job: Job;
  readonly rank: number;
  readonly output: number;
  readonly slots: readonly SlotPlace[];
}

/** Undefined where no Python node of this job's graphs made it in this run. */
export function makerOf(job: Job, rank: number, index: number): ValueMaker | undefined {
  const slots: SlotPlace[] = [];
  const found = followIn(job, rank, index, slots);
  const made = found && followOut(found.job, found.slot, slots);
  if (made === undefined) return undefined;
  const { program } = made.job;
  const isPython = program.bindings[made.rank]?.language === 'python';
  if (!isPython || program.isSpecial[made.rank] === 1 || made.job.givenOf(made.rank)) {
    return undefined;
  }
  return made;
}

/** From an input out of the graphs it is in, to the slot it reads. */
function followIn(
  job: Job,
  rank: number,
  index: number,
  slots: SlotPlace[],
): SlotPlace | undefined {
  const { plan, constantSlot, scope } = job.program;
  const input = plan.inputBase[rank]! + index;
  const slot = plan.inputSlot[input]!;
  if (slot >= 0) return { job, slot };
  if (slot !== -1 || job.parent === undefined) return undefined;
  const { id, inputs } = job.node(rank);
  const promoted = scope.graph.ports?.inputs.find(
    ({ nodeId, portName }) => nodeId === id && portName === inputs[index]!.name,
  );
  const around = job.parent.job.node(job.parent.rank).inputs;
  const outer = around.findIndex(({ name }) => name === promoted?.name);
  if (outer < 0 || !job.parent.job.program.subprograms.has(job.parent.rank)) return undefined;
  slots.push({ job, slot: constantSlot[input]! });
  return followIn(job.parent.job, job.parent.rank, outer, slots);
}

/** From a slot into the subgraphs that put it out, to the node that made it. */
function followOut(job: Job, slot: number, slots: SlotPlace[]): ValueMaker | undefined {
  const { plan, subprograms } = job.program;
  const rank = plan.slotOwner[slot]!;
  const output = slot - plan.outputBase[rank]!;
  slots.push({ job, slot });
  const subgraph = subprograms.get(rank);
  if (subgraph === undefined) return { job, rank, output, slots };
  const { name } = plan.nodes[rank]!.outputs[output]!;
  const promoted = subgraph.graph.ports?.outputs.find((port) => port.name === name);
  const nested = job.nested.get(rank)?.[0];
  const inner = promoted && nested?.program.plan.rankById.get(promoted.nodeId);
  if (inner === undefined) return undefined;
  const { outputBase, nodes } = nested!.program.plan;
  const at = nodes[inner]!.outputs.findIndex((port) => port.name === promoted!.portName);
  return at < 0 ? undefined : followOut(nested!, outputBase[inner]! + at, slots);
}
