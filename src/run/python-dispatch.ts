/** The Python side of an async run: collects ready nodes, sends them, takes what comes back. */
import { MillraceError } from '../errors.js';
import { gatherArguments } from './gather-arguments.js';
import type { Job } from './job.js';
import { findObstacle } from './obstacle.js';
import { collectBatch, settleOutcome } from './python-batch.js';
import type { CollectedBatch } from './python-batch.js';
import type { BatchListener } from './python-runtime.js';
import { SUCCESS } from './status.js';

/** Rule R10: a job that ends early waits this long, at most, for Python to be stopped. */
const STOP_WITHIN_MS = 900;

/** What the dispatch asks of the run it belongs to. */
export interface DispatchHost {
  /** The attempt has ended: what still comes back is ignored. */
  isOver(attempt: number): boolean;
  onReady(rank: number): void;
  onSettled(rank: number): void;
  /** A batch takes one slot of the job's concurrency (+1), or gives it back (−1). */
  onSlots(taken: number): void;
  pump(): void;
}

interface UnderWay {
  readonly batch: CollectedBatch;
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

export class PythonDispatch {
  readonly #job: Job;
  readonly #left: Int32Array;
  readonly #host: DispatchHost;
  /** 1 while a rank is collected or in a batch. */
  readonly #held: Uint8Array;
  readonly #collected = new Map<number, readonly unknown[]>();
  #underWay = new Set<UnderWay>();

  /** @param left Sources each rank still waits for; the run counts them down. */
  constructor(job: Job, left: Int32Array, host: DispatchHost) {
    this.#job = job;
    this.#left = left;
    this.#host = host;
    this.#held = new Uint8Array(left.length);
  }

  beginAttempt(): void {
    this.#held.fill(0);
    this.#collected.clear();
    this.#underWay = new Set();
  }

  holds(rank: number): boolean {
    return this.#held[rank] === 1;
  }

  /** Takes a ready node for the next batch; one whose arguments do not fit fails instead. */
  collect(rank: number): void {
    try {
      this.#collected.set(rank, gatherArguments(this.#job, rank, true));
      this.#held[rank] = 1;
    } catch (error) {
      this.#job.fail(rank, error, 0);
      this.#host.onSettled(rank);
    }
  }

  /** Sends the collected nodes, with all that can follow them, as one message. */
  dispatch(): void {
    if (this.#collected.size === 0) return;
    const batch = collectBatch(this.#job, this.#collected, this.#left);
    this.#collected.clear();
    for (const rank of batch.ranks) this.#held[rank] = 1;
    this.#host.onSlots(1);
    const controller = new AbortController();
    const underWay = this.#underWay;
    const ended = this.#run(batch, controller.signal).then(() => {
      underWay.delete(entry);
    });
    const entry: UnderWay = { batch, controller, ended };
    underWay.add(entry);
  }

  /**
   * Ends the batches under way; resolves when they have ended, or after 0.9 seconds. One whose nodes
   * have all settled ends by itself, and keeps its interpreter.
   */
  async stop(reason: unknown): Promise<void> {
    const underWay = [...this.#underWay];
    if (underWay.length === 0) return;
    for (const { batch, controller } of underWay) {
      const settled = batch.ranks.every((rank) => this.#job.status[rank]! >= SUCCESS);
      if (!settled) controller.abort(reason);
    }
    let stopTimer: (() => void) | undefined;
    const late = new Promise<void>((resolve) => {
      stopTimer = this.#job.clock.after(STOP_WITHIN_MS, resolve);
    });
    await Promise.race([Promise.all(underWay.map(({ ended }) => ended)), late]);
    stopTimer?.();
  }

  async #run(batch: CollectedBatch, signal: AbortSignal): Promise<void> {
    const { attempt, python } = this.#job;
    const listener = this.#listen(batch, attempt);
    let failure: unknown;
    try {
      await python!.runBatch({ nodes: batch.nodes }, listener, signal);
    } catch (error) {
      failure = error;
    }
    if (this.#host.isOver(attempt)) return;
    this.#host.onSlots(-1);
    this.#settleLeft(batch, failure);
    this.#host.pump();
  }

  #listen({ ranks }: CollectedBatch, attempt: number): BatchListener {
    const job = this.#job;
    const find = (index: number): number | undefined => {
      const rank = ranks[index];
      const open = rank !== undefined && job.status[rank]! < SUCCESS;
      return open && !this.#host.isOver(attempt) ? rank : undefined;
    };
    return {
      onStarted: (index) => {
        const rank = find(index);
        if (rank !== undefined) job.start(rank, job.python!.placement);
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
        settleOutcome(job, rank, outcome);
        this.#host.onSettled(rank);
        this.#host.pump();
      },
    };
  }

  /** What the batch left: nodes lost with their interpreter, and nodes it did not attempt. */
  #settleLeft(batch: CollectedBatch, failure: unknown): void {
    const job = this.#job;
    const { attempt } = job;
    for (const rank of batch.ranks) this.#held[rank] = 0;
    // Nodes that still wait for one of these are not lost: they get their turn when it settles.
    const left = batch.ranks.filter(
      (rank) => job.status[rank]! < SUCCESS && this.#left[rank] === 0,
    );
    for (const rank of left) {
      if (failure === undefined && findObstacle(job, rank) !== undefined) {
        this.#host.onReady(rank);
        continue;
      }
      job.fail(rank, failure ?? unreported(job.node(rank).id), 0);
      this.#host.onSettled(rank);
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
