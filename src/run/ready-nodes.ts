/** The nodes of an async run whose inputs have settled, in own-key order (rule R1). */
import type { Plan } from '../graph/plan.js';
import { ReadySet } from '../graph/ready-set.js';
import { RUNNING, SUCCESS, WAITING } from './status.js';

export class ReadyNodes {
  /** Sources each rank still waits for. */
  readonly left: Int32Array;
  readonly #plan: Plan;
  /** Own-key positions. */
  readonly #ready: ReadySet;
  /** Those of nodes that wait for a slot. */
  readonly #queued: ReadySet;

  constructor(plan: Plan) {
    const count = plan.nodes.length;
    this.#plan = plan;
    this.left = new Int32Array(count);
    this.#ready = new ReadySet(count);
    this.#queued = new ReadySet(count);
  }

  clear(): void {
    this.#ready.clear();
    this.#queued.clear();
  }

  /** Sources that the nodes from `first` on wait for; those before it have settled. */
  countSources(status: Uint8Array, first: number): void {
    const { sourceBase, sources } = this.#plan;
    for (let rank = first; rank < status.length; rank += 1) {
      let left = 0;
      for (let edge = sourceBase[rank]!; edge < sourceBase[rank + 1]!; edge += 1) {
        if (status[sources[edge]!]! < SUCCESS) left += 1;
      }
      this.left[rank] = left;
      if (left === 0 && status[rank] === WAITING) this.add(rank);
    }
  }

  add(rank: number): void {
    this.#ready.add(this.#plan.keyOfRank[rank]!);
  }

  /**
   * The same, if it is one. A Python node may have failed before its sources have settled: they had,
   * and the end of the interpreter kept it from saying so.
   */
  addReady(rank: number, status: Uint8Array): void {
    if (this.left[rank] === 0 && status[rank]! < RUNNING) this.add(rank);
  }

  /** The node is ready but there is no slot. */
  queue(rank: number): void {
    this.#queued.add(this.#plan.keyOfRank[rank]!);
  }

  /** Takes the first ready rank, or −1; a queued one only when there is a slot. */
  takeFirst(isSlotFree: boolean): number {
    const ready = this.#ready.first();
    const queued = isSlotFree ? this.#queued.first() : -1;
    const isQueued = ready < 0 || (queued >= 0 && queued < ready);
    const key = isQueued ? queued : ready;
    if (key < 0) return -1;
    if (isQueued) this.#queued.delete(key);
    else this.#ready.delete(key);
    return this.#plan.rankOfKey[key]!;
  }
}
