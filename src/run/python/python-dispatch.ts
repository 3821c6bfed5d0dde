/** The Python side of an async run: collects ready nodes, sends them, takes what comes back. */
import { isMillraceError, MillraceError } from '../../errors.js';
import type { Job } from '../job.js';
import { findObstacle } from '../obstacle.js';
import type { NodeCalls } from '../node-calls.js';
import { collectBatch, takeOutputs } from './python-batch.js';
import type { CollectedBatch } from './python-batch.js';
import type { BatchListener } from './python-runtime.js';
import { RUNNING, SUCCESS } from '../status.js';
import { stopWithin } from '../stop-within.js';

/** What the dispatch asks of the run it belongs to. */
export interface DispatchHost {
  /** The attempt has ended: what still comes back is ignored. */
  isOver(attempt: number): boolean;
  onReady(rank: number): void;
  onSettled(rank: number): void;
  /** A batch takes one slot of the job's concurrency. */
  takeSlot(): void;
  giveSlot(): void;
  pump(): void;
  readonly calls: NodeCalls;
}

interface UnderWay {
  readonly batch: CollectedBatch;
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

/** A runtime that never attempts a node is at fault. */
const MAX_RETURNS = 3;

export class PythonDispatch {
  readonly #job: Job;
  readonly #left: Int32Array;
  readonly #host: DispatchHost;
  /** The number of the batch a rank is in, −1 while it is collected, else 0. */
  readonly #held: Int32Array;
  #lastBatch = 0;
  readonly #collected = new Map<number, readonly unknown[]>();
  /** How often each rank came back without having been attempted. */
  readonly #returned = new Map<number, number>();
  #underWay = new Set<UnderWay>();

  /** @param left Sources each rank still waits for; the run counts them down. */
  constructor(job: Job, left: Int32Array, host: DispatchHost) {
    this.#job = job;
    this.#left = left;
    this.#host = host;
    this.#held = new Int32Array(left.length);
  }

  beginAttempt(): void {
    this.#held.fill(0);
    this.#collected.clear();
    this.#returned.clear();
    this.#underWay = new Set();
  }

  holds(rank: number): boolean {
    return this.#held[rank] !== 0;
  }

  /** Takes a ready node for the next batch. */
  collect(rank: number, values: readonly unknown[]): void {
    this.#collected.set(rank, values);
    this.#held[rank] = -1;
  }

  /** Sends the collected nodes, with all that can follow them, as one message. */
  dispatch(): void {
    if (this.#collected.size === 0) return;
    const batch = collectBatch(this.#job, {
      ready: this.#collected,
      left: this.#left,
      isHeld: (rank) => this.#held[rank] !== 0,
    });
    this.#collected.clear();
    this.#lastBatch += 1;
    const id = this.#lastBatch;
    for (const rank of batch.ranks) this.#held[rank] = id;
    this.#host.takeSlot();
    const controller = new AbortController();
    const underWay = this.#underWay;
    const ended = this.#run(batch, id, controller).then(() => {
      underWay.delete(entry);
    });
    const entry: UnderWay = { batch, controller, ended };
    underWay.add(entry);
  }

  /**
   * Ends the batches under way; resolves when they have ended, or after 0.9 seconds. One whose nodes
   * have all settled ends by itself, and keeps its interpreter.
   */
  stop(reason: unknown): Promise<void> | undefined {
    const underWay = [...this.#underWay];
    for (const { batch, controller } of underWay) {
      const settled = batch.ranks.every((rank) => this.#job.status[rank]! >= SUCCESS);
      if (!settled) controller.abort(reason);
    }
    return stopWithin(
      this.#job.clock,
      underWay.map(({ ended }) => ended),
    );
  }

  async #run(batch: CollectedBatch, id: number, controller: AbortController): Promise<void> {
    const { attempt, python } = this.#job;
    const listener = this.#listen(batch, id, attempt, controller);
    let failure: unknown;
    let unattempted: readonly number[] = [];
    try {
      ({ unattempted } = await python!.runBatch(
        { nodes: batch.nodes },
        listener,
        controller.signal,
      ));
    } catch (error) {
      failure = error;
    }
    if (this.#host.isOver(attempt)) return;
    this.#host.giveSlot();
    this.#settleLeft(batch, id, new Set(unattempted), failure);
    this.#host.pump();
  }

  #listen(
    { ranks }: CollectedBatch,
    id: number,
    attempt: number,
    controller: AbortController,
  ): BatchListener {
    const job = this.#job;
    // A node that has ended, by a timeout as well, is no longer this batch's.
    const find = (index: number): number | undefined => {
      const rank = ranks[index];
      const open = rank !== undefined && this.#held[rank] === id && !controller.signal.aborted;
      return open && !this.#host.isOver(attempt) ? rank : undefined;
    };
    return {
      onStarted: (index) => {
        const rank = find(index);
        if (rank === undefined) return;
        job.start(rank, job.python!.placement);
        this.#host.calls.startTimeout(rank, job.clock.now(), (reason) => {
          this.#held[rank] = 0;
          controller.abort(reason);
        });
      },
      onLogged: (index, level, message) => {
        const rank = find(index);
        if (rank !== undefined) job.log(rank, level, message);
      },
      onProgressed: (index, done, total, message) => {
        const rank = find(index);
        if (rank !== undefined) job.progress(rank, done, total, message);
      },
      onSettled: (index, outcome) => {
        const rank = find(index);
        if (rank === undefined) return;
        this.#held[rank] = 0;
        if (outcome.status === 'error') {
          this.#host.calls.failed(rank, outcome.error, outcome.durationMs);
        } else {
          this.#host.calls.stopTimer(rank);
          takeOutputs(job, rank, outcome);
          this.#host.onSettled(rank);
        }
        this.#host.pump();
      },
    };
  }

  /** What the batch left: nodes it did not attempt, and nodes lost with their interpreter. */
  #settleLeft(
    batch: CollectedBatch,
    id: number,
    unattempted: ReadonlySet<number>,
    failure: unknown,
  ): void {
    const job = this.#job;
    const { attempt } = job;
    const isTerminated = isMillraceError(failure) && failure.code === 'python-terminated';
    const held = batch.ranks.filter((rank) => this.#held[rank] === id);
    // What was ready when the batch was made waits for nothing in it.
    const attempted = new Set(
      batch.ranks.filter((_, index) => index < batch.seeds || !unattempted.has(index)),
    );
    for (const rank of held) this.#held[rank] = 0;
    // Nodes that still wait for a source get their turn when it settles.
    const left = held.filter((rank) => job.status[rank]! < SUCCESS && this.#left[rank] === 0);
    for (const rank of left) {
      const isLost = job.status[rank] === RUNNING || (failure !== undefined && !isTerminated);
      if (!isLost && (isTerminated || !attempted.has(rank) || findObstacle(job, rank))) {
        const returns = (this.#returned.get(rank) ?? 0) + 1;
        this.#returned.set(rank, returns);
        if (returns <= MAX_RETURNS) {
          this.#host.onReady(rank);
          continue;
        }
      }
      this.#host.calls.failed(rank, failure ?? unreported(job.nameOf(rank)), 0);
      if (this.#host.isOver(attempt)) return;
    }
  }
}

function unreported(nodeId: string): MillraceError {
  return new MillraceError(
    'python-protocol',
    `the Python runtime ended its batch without saying what became of ${nodeId}; this is a fault of the runtime`,
  );
}
