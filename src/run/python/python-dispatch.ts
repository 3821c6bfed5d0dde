/** The Python side of an async run: collects ready nodes, sends them, takes what comes back. */
import { isMillraceError } from '../../errors.js';
import type { ErrorInfo } from '../../errors.js';
import type { Job } from '../job.js';
import { findObstacle } from '../obstacle.js';
import type { NodeCalls } from '../node-calls.js';
import type { BatchMember, Remaker } from './batch-member.js';
import { collectBatch } from './collect-batch.js';
import type { CollectedBatch } from './collect-batch.js';
import { laneOf } from './lane.js';
import { refill, takeOutputs } from './python-batch.js';
import { unreported } from './python-errors.js';
import type { BatchListener, BatchResult, NodeOutcome } from './python-runtime.js';
import { isGone } from './remote-value.js';
import { QUEUED, RUNNING, SUCCESS } from '../status.js';
import { stopWithin } from '../stop-within.js';

/** What the dispatch asks of the run it belongs to. */
export interface DispatchHost {
  /** The attempt has ended: what still comes back is ignored. */
  isOver(attempt: number): boolean;
  onReady(rank: number): void;
  /** The node is ready, and waits for a slot. */
  onQueued(rank: number): void;
  onSettled(rank: number): void;
  /** A batch takes one slot of the job's concurrency. */
  hasSlot(): boolean;
  takeSlot(): void;
  giveSlot(): void;
  pump(): void;
  readonly calls: NodeCalls;
}

/** A batch that has not ended. */
interface UnderWay extends CollectedBatch {
  readonly id: number;
  readonly attempt: number;
  readonly controller: AbortController;
  /** When each node started, by index. */
  readonly started: Float64Array;
  /** Errors of nodes that were called again, by index. */
  readonly failedAgain: Map<number, ErrorInfo>;
  /** Some node of it has got on: the runtime is at work. */
  hasProgress: boolean;
}

/** Why a whole batch failed. */
interface Failure {
  readonly error: unknown;
}

/** What became of the nodes that did not settle. */
interface Fates {
  readonly failure: Failure | undefined;
  readonly lost: ReadonlySet<number>;
  readonly unattempted: ReadonlySet<number>;
}

/** A runtime that gives nodes back and does nothing else is at fault. */
const MAX_RETURNS = 3;

export class PythonDispatch {
  readonly #job: Job;
  readonly #left: Int32Array;
  readonly #host: DispatchHost;
  /** The number of the batch a rank is in, −1 while it is collected, else 0. */
  readonly #held: Int32Array;
  #lastBatch = 0;
  readonly #collected = new Map<number, readonly unknown[]>();
  /** How often each rank came back from a batch in which nothing got on. */
  readonly #returned = new Map<number, number>();
  #underWay = new Map<UnderWay, Promise<void>>();
  /** Loaded when values were lost. */
  #remaker: Remaker | undefined;

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
    this.#underWay = new Map();
  }

  holds(rank: number): boolean {
    return this.#held[rank] !== 0;
  }

  /** Takes a ready node for the next batch. */
  collect(rank: number, values: readonly unknown[]): void {
    this.#collected.set(rank, values);
    this.#held[rank] = -1;
  }

  /** Sends the collected nodes, with all that can follow them, as one message to each interpreter. */
  dispatch(): void {
    if (this.#collected.size === 0) return;
    const lanes = new Map<number, Map<number, readonly unknown[]>>();
    for (const [rank, values] of this.#collected) {
      const lane = laneOf(this.#job, rank);
      if (!lanes.has(lane)) lanes.set(lane, new Map());
      lanes.get(lane)!.set(rank, values);
    }
    this.#collected.clear();
    for (const [lane, ready] of lanes) {
      if (!this.#remaker && [...ready.values()].some((values) => this.#isShort(values)))
        void this.#load(ready.keys());
      else if (this.#host.hasSlot()) this.#send(lane, ready);
      else this.#wait(ready.keys());
    }
  }

  #wait(ranks: Iterable<number>): void {
    for (const rank of ranks) {
      this.#held[rank] = 0;
      this.#host.onQueued(rank);
      if (this.#job.status[rank] !== QUEUED) this.#job.queue(rank);
    }
  }

  #isShort(values: readonly unknown[]): boolean {
    return values.some((value) => isGone(value, this.#job.python!));
  }

  /** The nodes wait for what few jobs need. */
  async #load(ranks: Iterable<number>): Promise<void> {
    const { attempt } = this.#job;
    let failure: unknown;
    await import('./remake.js').then(
      (remaker) => (this.#remaker = remaker),
      (error: unknown) => (failure = error),
    );
    for (const rank of ranks) {
      if (this.#host.isOver(attempt)) return;
      this.#held[rank] = 0;
      if (this.#remaker) this.#host.onReady(rank);
      else this.#host.calls.failed(rank, failure, 0);
    }
    this.#host.pump();
  }

  #send(lane: number, ready: ReadonlyMap<number, readonly unknown[]>): void {
    const job = this.#job;
    const batch = collectBatch(job, {
      lane,
      ready,
      left: this.#left,
      isHeld: (rank) => this.#held[rank] !== 0 && !ready.has(rank),
      remaker: this.#remaker,
    });
    this.#lastBatch += 1;
    const id = this.#lastBatch;
    for (const { rank, refills } of batch.members) if (!refills) this.#held[rank] = id;
    this.#host.takeSlot();
    const underWay = this.#underWay;
    const sent: UnderWay = {
      ...batch,
      id,
      attempt: job.attempt,
      controller: new AbortController(),
      started: new Float64Array(batch.members.length),
      failedAgain: new Map(),
      hasProgress: false,
    };
    const ended = this.#run(sent).then(() => {
      underWay.delete(sent);
    });
    underWay.set(sent, ended);
  }

  /**
   * Ends the batches under way; resolves when they have ended, or after 0.9 seconds. One whose nodes
   * have all settled ends by itself, and keeps its interpreter.
   */
  stop(reason: unknown): Promise<void> | undefined {
    const { status, clock } = this.#job;
    const underWay = [...this.#underWay];
    for (const [{ members, controller }] of underWay) {
      const settled = members.every(({ refills, rank }) => refills || status[rank]! >= SUCCESS);
      if (!settled) controller.abort(reason);
    }
    return stopWithin(
      clock,
      underWay.map(([, ended]) => ended),
    );
  }

  async #run(batch: UnderWay): Promise<void> {
    const { nodes, controller } = batch;
    let failure: Failure | undefined;
    let result: BatchResult = { unattempted: [], lost: [] };
    try {
      const listener = this.#listen(batch);
      result = await this.#job.python!.runBatch({ nodes }, listener, controller.signal);
    } catch (error) {
      failure = { error };
    }
    if (this.#host.isOver(batch.attempt)) return;
    this.#host.giveSlot();
    this.#settleLeft(batch, result, failure);
    this.#host.pump();
  }

  #listen(batch: UnderWay): BatchListener {
    const job = this.#job;
    return {
      onStarted: (index) => {
        const member = this.#find(batch, index);
        if (member === undefined) return;
        batch.started[index] = job.timing ? job.clock.now() : 0;
        job.start(member.rank, job.python!.placement);
        if (member.calledAgain.size === 0) return;
        job.log(member.rank, 'warning', this.#remaker!.toldOf(member));
      },
      onLogged: (index, level, message) => {
        const member = this.#find(batch, index);
        if (member !== undefined) job.log(member.rank, level, message);
      },
      onProgressed: (index, done, total, message) => {
        const member = this.#find(batch, index);
        if (member !== undefined) job.progress(member.rank, done, total, message);
      },
      onSettled: (index, outcome) => {
        const again = batch.members[index];
        if (again?.refills !== undefined) {
          if (!this.#host.isOver(batch.attempt)) this.#settleAgain(batch, index, outcome);
          return;
        }
        const member = this.#find(batch, index);
        if (member === undefined) return;
        batch.hasProgress = true;
        this.#held[member.rank] = 0;
        this.#settle(member, outcome);
        this.#host.pump();
      },
    };
  }

  /** The node that a report is about, unless it has settled, or nobody waits for the batch. */
  #find(batch: UnderWay, index: number): BatchMember | undefined {
    const member = batch.members[index];
    if (member === undefined || member.refills !== undefined) return undefined;
    const isOpen = this.#held[member.rank] === batch.id && !this.#host.isOver(batch.attempt);
    return isOpen ? member : undefined;
  }

  #settle({ rank, values }: BatchMember, outcome: NodeOutcome): void {
    const { calls } = this.#host;
    if (outcome.status === 'success') {
      takeOutputs(this.#job, rank, outcome);
      this.#host.onSettled(rank);
      return;
    }
    const { error, durationMs } = outcome;
    // The interpreter went between the look at its values and the call: no fault of the node's.
    if (error.code === 'handle-dead' && this.#isShort(values)) calls.lost(rank, durationMs);
    else calls.failed(rank, error, durationMs);
  }

  #settleAgain(batch: UnderWay, index: number, outcome: NodeOutcome): void {
    if (outcome.status === 'success') refill(batch.members[index]!, outcome);
    else batch.failedAgain.set(index, outcome.error);
  }

  /** What the batch left: nodes it did not attempt, and nodes lost with their interpreter. */
  #settleLeft(batch: UnderWay, result: BatchResult, failure: Failure | undefined): void {
    const job = this.#job;
    const left: number[] = [];
    batch.members.forEach(({ rank, refills }, index) => {
      if (refills !== undefined || this.#held[rank] !== batch.id) return;
      this.#held[rank] = 0;
      // Nodes that still wait for a source get their turn when it settles.
      if (job.status[rank]! < SUCCESS && this.#left[rank] === 0) left.push(index);
    });
    const lost = new Set(result.lost);
    const fates = { failure, lost, unattempted: new Set(result.unattempted) };
    batch.hasProgress ||= left.some((index) => lost.has(index));
    for (const index of left) {
      this.#settleOne(batch, index, fates);
      if (this.#host.isOver(batch.attempt)) return;
    }
  }

  #settleOne(batch: UnderWay, index: number, { failure, lost, unattempted }: Fates): void {
    const job = this.#job;
    const { calls } = this.#host;
    const { rank } = batch.members[index]!;
    const isRunning = job.status[rank] === RUNNING;
    // It may also have broken before the batch was there.
    const isBroken = isMillraceError(failure?.error) && failure.error.code === 'python-crashed';
    const waits = !isRunning && (isBroken || unattempted.has(index) || lost.has(index));
    const cause = failure?.error ?? this.#remaker?.remakeFailed(batch, index);
    if (isBroken && waits && this.#mayReturn(rank, batch)) this.#host.onReady(rank);
    else if (cause !== undefined) calls.failed(rank, cause, 0);
    else if (isRunning && lost.has(index)) calls.lost(rank, this.#since(batch, index));
    else if ((waits && this.#mayReturn(rank, batch)) || (!isRunning && findObstacle(job, rank))) {
      this.#host.onReady(rank);
    } else calls.failed(rank, unreported(job.nameOf(rank)), 0);
  }

  #mayReturn(rank: number, { hasProgress }: UnderWay): boolean {
    if (hasProgress) return true;
    const returns = (this.#returned.get(rank) ?? 0) + 1;
    this.#returned.set(rank, returns);
    return returns <= MAX_RETURNS;
  }

  #since({ started }: UnderWay, index: number): number {
    return this.#job.timing ? this.#job.clock.now() - started[index]! : 0;
  }
}
