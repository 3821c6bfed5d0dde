/** The nodes of a batch, those included that make lost values again. */
import type { ErrorInfo } from '../../errors.js';
import { gatherArguments } from '../inputs/gather-arguments.js';
import type { Job } from '../job.js';
import type { BatchSource } from './python-runtime.js';
import type { SlotPlace } from './value-maker.js';

/** What was done for a node whose inputs were lost. */
export interface Remade {
  /** Sources, by input, of values that were lost with their interpreter. */
  readonly remade: ReadonlyMap<number, BatchSource>;
  /** Names of the nodes that are called again for it. */
  readonly calledAgain: ReadonlySet<string>;
}

/** A slot that lost its value, and the output it comes from. */
interface Refill {
  readonly place: SlotPlace;
  readonly output: number;
}

/** One node of a batch. */
export interface BatchMember extends Remade {
  readonly job: Job;
  readonly rank: number;
  readonly values: readonly unknown[];
  /** Present on a node that has succeeded before: where its values are needed again. */
  readonly refills?: Refill[];
}

/** What `remake.ts` needs of the runner. */
export interface RemakeTools {
  isGone(job: Job, value: unknown): boolean;
  /** A node's arguments, unless they don't fit. */
  gather(job: Job, rank: number): readonly unknown[] | undefined;
}

/** What `remake.ts` offers. */
export interface Remaker {
  readonly Remaking: new (
    members: BatchMember[],
    tools: RemakeTools,
  ) => {
    remake(job: Job, rank: number, values: readonly unknown[]): Remade;
  };
  toldOf(member: BatchMember): string;
  remakeFailed(
    batch: {
      readonly members: readonly BatchMember[];
      readonly failedAgain: ReadonlyMap<number, ErrorInfo>;
    },
    index: number,
  ): ErrorInfo | undefined;
}

/** A node's arguments, unless they don't fit. */
export function tryGather(job: Job, rank: number): readonly unknown[] | undefined {
  try {
    return gatherArguments(job, rank, true);
  } catch {
    return undefined;
  }
}
