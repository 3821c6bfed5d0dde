/** Which Python nodes cross together, and what has to be made again for them. */
import type { Job } from '../job.js';
import { noValue } from '../no-value.js';
import { tryGather } from './batch-member.js';
import type { BatchMember, Remade, Remaker, RemakeTools } from './batch-member.js';
import { isInLane } from './lane.js';
import { aloneAt, batchNodeOf } from './python-batch.js';
import type { BatchNode } from './python-runtime.js';
import { isGone } from './remote-value.js';

/** The nodes of one message, and who they are. */
export interface CollectedBatch {
  readonly nodes: readonly BatchNode[];
  readonly members: readonly BatchMember[];
}

/** What a batch is made from. */
export interface BatchSeed {
  /** The interpreter it is for. */
  readonly lane: number;
  /** Arguments of the ready nodes by rank. */
  readonly ready: ReadonlyMap<number, readonly unknown[]>;
  /** Sources each node still waits for. */
  readonly left: Int32Array;
  /** The node is in a batch that has not ended. */
  readonly isHeld: (rank: number) => boolean;
  /** Present where arguments of ready nodes were lost. */
  readonly remaker: Remaker | undefined;
}

/**
 * The ready nodes and every Python dependent whose inputs are all settled or made inside the batch,
 * so that nothing in it waits for the outside.
 */
export function collectBatch(job: Job, seed: BatchSeed): CollectedBatch {
  const { lane, ready, left, isHeld, remaker } = seed;
  const { plan } = job.program;
  const batch = new Collecting(job, remaker);
  const made = new Map<number, number>();
  const queue = [...ready.keys()];
  for (const rank of queue) {
    const values = ready.get(rank) ?? joiningValues(job, rank, batch.position);
    if (values === undefined) continue;
    batch.add(rank, values);
    for (let edge = plan.dependentBase[rank]!; edge < plan.dependentBase[rank + 1]!; edge += 1) {
      const dependent = plan.dependents[edge]!;
      if (isHeld(dependent) || !isInLane(job, dependent, lane)) continue;
      const inside = (made.get(dependent) ?? 0) + 1;
      made.set(dependent, inside);
      if (left[dependent] === inside) queue.push(dependent);
    }
  }
  return batch.end();
}

/**
 * The arguments of a node that can join: its settled inputs have values that fit, and no rule of
 * the runner stands before its call. A misfit is raised when the node's turn comes: until then it
 * may still be skipped.
 */
function joiningValues(
  job: Job,
  rank: number,
  position: (rank: number) => number | undefined,
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
    const isInside = position(plan.slotOwner[slot]!) !== undefined;
    if (!isInside && job.values[slot] === noValue) return undefined;
  }
  const values = tryGather(job, rank);
  // What has to be made again waits for a batch that sees to it.
  return values?.some((value) => isGone(value, job.python!)) === true ? undefined : values;
}

const TOOLS: RemakeTools = {
  isGone: (job, value) => isGone(value, job.python!),
  gather: tryGather,
};

/** Of a node that has all it needs. */
const NOTHING: Remade = {
  remade: new Map(),
  calledAgain: new Set(),
};

class Collecting {
  readonly #job: Job;
  readonly #members: BatchMember[] = [];
  /** By rank, of this job's nodes that have their turn. */
  readonly #positions = new Map<number, number>();
  /** Ranks that may not come to their turn in this batch, or not for the last time. */
  readonly #unsure = new Set<number>();
  readonly #remaking: InstanceType<Remaker['Remaking']> | undefined;

  constructor(job: Job, remaker: Remaker | undefined) {
    this.#job = job;
    this.#remaking = remaker && new remaker.Remaking(this.#members, TOOLS);
  }

  readonly position = (rank: number): number | undefined => this.#positions.get(rank);

  /** Adds a node that has its turn, after those that make again what it needs. */
  add(rank: number, values: readonly unknown[]): void {
    const job = this.#job;
    const { plan } = job.program;
    const { remade, calledAgain } = this.#remaking?.remake(job, rank, values) ?? NOTHING;
    this.#positions.set(rank, this.#members.push({ job, rank, values, remade, calledAgain }) - 1);
    let isUnsure = (job.node(rank).settings.retry?.attempts ?? 1) > 1;
    for (let edge = plan.sourceBase[rank]!; edge < plan.sourceBase[rank + 1]!; edge += 1) {
      isUnsure ||= this.#unsure.has(plan.sources[edge]!);
    }
    if (isUnsure) this.#unsure.add(rank);
  }

  end(): CollectedBatch {
    const { position } = this;
    const isSure = (rank: number): boolean => this.#positions.has(rank) && !this.#unsure.has(rank);
    const nodes = this.#members.map(({ job, rank, values, remade, refills }) =>
      batchNodeOf(
        job,
        rank,
        values,
        refills === undefined
          ? { position, isSure, remade, attempt: job.attempts[rank]! + 1 }
          : aloneAt(Math.max(1, job.attempts[rank]!), remade),
      ),
    );
    return { nodes, members: this.#members };
  }
}
