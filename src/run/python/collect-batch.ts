/** Which Python nodes cross together, and what has to be made again for them. */
import { gatherArguments } from '../inputs/gather-arguments.js';
import type { Job } from '../job.js';
import { noValue } from '../no-value.js';
import { isInLane } from './lane.js';
import { aloneAt, batchNodeOf } from './python-batch.js';
import type { BatchNode, BatchSource, HandleRef } from './python-runtime.js';
import { isGone, makerOf } from './value-maker.js';
import type { SlotPlace, ValueMaker } from './value-maker.js';

/** A slot that lost its value, and the output it comes from. */
interface Refill {
  readonly place: SlotPlace;
  readonly output: number;
}

/** One node of a batch. */
export interface BatchMember {
  readonly job: Job;
  readonly rank: number;
  readonly values: readonly unknown[];
  /** Sources, by input, of values that were lost with their interpreter. */
  readonly remade: ReadonlyMap<number, BatchSource>;
  /** Present on a node that has succeeded before: where its values are needed again. */
  readonly refills?: Refill[];
  /** Names of the nodes that are called again for it. */
  readonly calledAgain: ReadonlySet<string>;
}

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
}

/**
 * The ready nodes and every Python dependent whose inputs are all settled or made inside the batch,
 * so that nothing in it waits for the outside.
 */
export function collectBatch(job: Job, seed: BatchSeed): CollectedBatch {
  const { lane, ready, left, isHeld } = seed;
  const { plan } = job.program;
  const batch = new Collecting(job);
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
  return tryGather(job, rank);
}

function tryGather(job: Job, rank: number): readonly unknown[] | undefined {
  try {
    return gatherArguments(job, rank, true);
  } catch {
    return undefined;
  }
}

/** A node whose lost inputs are being looked at. */
interface Open {
  readonly job: Job;
  readonly rank: number;
  readonly values: readonly unknown[];
  readonly remade: Map<number, BatchSource>;
  readonly again: boolean;
  next: number;
}

const NOTHING: Pick<BatchMember, 'remade' | 'calledAgain'> = {
  remade: new Map(),
  calledAgain: new Set(),
};

/** No handle of ours: the host says of it what it says of any that is dead. */
const DEAD: HandleRef = { epoch: 0, id: 0 };

class Collecting {
  readonly #job: Job;
  readonly #members: BatchMember[] = [];
  /** By rank, of this job's nodes that have their turn. */
  readonly #positions = new Map<number, number>();
  /** Ranks that may not come to their turn in this batch, or not for the last time. */
  readonly #unsure = new Set<number>();
  /** Nodes called again by job and rank; −1 for one that can't be. */
  readonly #again = new Map<Job, Map<number, number>>();

  constructor(job: Job) {
    this.#job = job;
  }

  readonly position = (rank: number): number | undefined => this.#positions.get(rank);

  /** Adds a node that has its turn, after those that make again what it needs. */
  add(rank: number, values: readonly unknown[]): void {
    const job = this.#job;
    const { plan } = job.program;
    const { remade, calledAgain } = this.#remake(rank, values);
    this.#positions.set(rank, this.#members.push({ job, rank, values, remade, calledAgain }) - 1);
    let isUnsure = (job.node(rank).settings.retry?.attempts ?? 1) > 1;
    for (let edge = plan.sourceBase[rank]!; edge < plan.sourceBase[rank + 1]!; edge += 1) {
      isUnsure ||= this.#unsure.has(plan.sources[edge]!);
    }
    if (isUnsure) this.#unsure.add(rank);
  }

  end(): CollectedBatch {
    const own = {
      position: this.position,
      isSure: (rank: number) => this.#positions.has(rank) && !this.#unsure.has(rank),
    };
    const nodes = this.#members.map(({ job, rank, values, remade, refills }) =>
      batchNodeOf(
        job,
        rank,
        values,
        refills === undefined
          ? { ...own, remade, attempt: job.attempts[rank]! + 1 }
          : aloneAt(Math.max(1, job.attempts[rank]!), remade),
      ),
    );
    return { nodes, members: this.#members };
  }

  /**
   * Adds the nodes that made what `rank` needs and their interpreter took with it, sources first.
   * A chain of them may be as long as a graph: no recursion.
   */
  #remake(rank: number, values: readonly unknown[]): Pick<BatchMember, 'remade' | 'calledAgain'> {
    if (!values.some((value) => isGone(this.#job, value))) return NOTHING;
    const root = { job: this.#job, rank, values, remade: new Map(), again: false, next: 0 };
    const calledAgain = new Set<string>();
    const stack: Open[] = [root];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const source = this.#nextSource(top, calledAgain);
      if (source !== undefined) stack.push(source);
      else if (stack.pop()!.again) this.#addAgain(top);
    }
    return { remade: root.remade, calledAgain };
  }

  /** Goes on with a node's inputs up to one whose maker is not in the batch yet. */
  #nextSource(node: Open, calledAgain: Set<string>): Open | undefined {
    const { job, rank, values, remade } = node;
    for (; node.next < values.length; node.next += 1) {
      if (!isGone(job, values[node.next])) continue;
      const maker = makerOf(job, rank, node.next);
      const known = maker === undefined ? -1 : this.#again.get(maker.job)?.get(maker.rank);
      if (known === undefined) {
        const gathered = tryGather(maker!.job, maker!.rank);
        if (gathered !== undefined) return open(maker!, gathered);
        this.#know(maker!.job, maker!.rank, -1);
      }
      if (known === undefined || known < 0) {
        remade.set(node.next, { type: 'handle', handle: DEAD });
        continue;
      }
      remade.set(node.next, { type: 'node', node: known, output: maker!.output });
      calledAgain.add(maker!.job.nameOf(maker!.rank));
      const { refills } = this.#members[known]!;
      for (const place of maker!.slots) refills!.push({ place, output: maker!.output });
    }
    return undefined;
  }

  #addAgain({ job, rank, values, remade }: Open): void {
    const member = { job, rank, values, remade, refills: [], calledAgain: NOTHING.calledAgain };
    this.#know(job, rank, this.#members.push(member) - 1);
  }

  #know(job: Job, rank: number, index: number): void {
    let ofJob = this.#again.get(job);
    if (ofJob === undefined) this.#again.set(job, (ofJob = new Map()));
    ofJob.set(rank, index);
  }
}

function open({ job, rank }: ValueMaker, values: readonly unknown[]): Open {
  return { job, rank, values, remade: new Map(), again: true, next: 0 };
}
