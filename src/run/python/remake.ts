/**
 * Values that an interpreter took with it and that are made once more (P3). Loaded when there are any:
 * few jobs need it. It imports nothing that the runner has, which would cost all others a chunk.
 */
import type { ErrorInfo } from '../../errors.js';
import type { Job } from '../job.js';
import type { BatchMember, Remade, RemakeTools } from './batch-member.js';
import type { BatchSource, HandleRef } from './python-runtime.js';
import { makerOf } from './value-maker.js';
import type { ValueMaker } from './value-maker.js';

/** A node whose lost inputs are being looked at. */
interface Open {
  readonly job: Job;
  readonly rank: number;
  readonly values: readonly unknown[];
  readonly remade: Map<number, BatchSource>;
  readonly again: boolean;
  next: number;
}

/** No handle of ours: the host says of it what it says of any that is dead. */
const DEAD: HandleRef = { epoch: 0, id: 0 };

/** Adds to a batch what makes lost values again. */
export class Remaking {
  readonly #members: BatchMember[];
  readonly #tools: RemakeTools;
  /** Nodes called again by job and rank; −1 for one that can't be. */
  readonly #again = new Map<Job, Map<number, number>>();

  /** @param members Of the batch; those called again are added to it. */
  constructor(members: BatchMember[], tools: RemakeTools) {
    this.#members = members;
    this.#tools = tools;
  }

  /**
   * Adds the nodes that made what `rank` needs and their interpreter took with it, sources first.
   * A chain of them may be as long as a graph: no recursion.
   */
  remake(job: Job, rank: number, values: readonly unknown[]): Remade {
    const root = { job, rank, values, remade: new Map(), again: false, next: 0 };
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
      if (!this.#tools.isGone(job, values[node.next])) continue;
      const maker = makerOf(job, rank, node.next);
      const known = maker === undefined ? -1 : this.#again.get(maker.job)?.get(maker.rank);
      if (known === undefined) {
        const gathered = this.#tools.gather(maker!.job, maker!.rank);
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
    const member = { job, rank, values, remade, refills: [], calledAgain: new Set<string>() };
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

const MAX_NAMES = 12;

/** What the log of a node says of the nodes that were called again for it. */
export function toldOf({ calledAgain }: BatchMember): string {
  const names = [...calledAgain];
  const shown = names.slice(0, MAX_NAMES).join(', ');
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
  return `values it needs were lost with their Python interpreter; called again to make them: ${shown}${more}`;
}

/** Why a node was not attempted, where one that was called again for it failed. */
export function remakeFailed(
  {
    members,
    failedAgain,
  }: {
    readonly members: readonly BatchMember[];
    readonly failedAgain: ReadonlyMap<number, ErrorInfo>;
  },
  index: number,
): ErrorInfo | undefined {
  if (failedAgain.size === 0) return undefined;
  const open = new Set([index]);
  for (const at of open) {
    const error = failedAgain.get(at);
    const { job, rank, remade } = members[at]!;
    if (error !== undefined) {
      const failed = job.nameOf(rank);
      return {
        name: 'MillraceError',
        code: 'handle-dead',
        message:
          `a value of ${failed} was lost with its Python interpreter, and ${failed} failed when it ` +
          `was called again: ${error.message}; give the node a \`retry\`, or run the job again`,
        cause: error,
      };
    }
    for (const source of remade.values()) {
      if (source.type === 'node') open.add(source.node);
    }
  }
  return undefined;
}
