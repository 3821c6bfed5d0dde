/** What the runs of a job and its subgraphs share: slots, and whose turn it is. */

/** A run that may have nodes waiting for a slot. */
export interface SlotUser {
  pump(): void;
  /** The job is about to end: nothing more is called. */
  interrupt(): void;
}

/** How many nodes may run at the same time, and whether an inline function is on the stack. */
export class Slots {
  readonly #limit: number;
  readonly #users = new Set<SlotUser>();
  #used = 0;
  #callDepth = 0;
  #deferred: (() => void)[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isFree(): boolean {
    return this.#used < this.#limit;
  }

  take(): void {
    this.#used += 1;
  }

  give(count: number): void {
    this.#used -= count;
  }

  join(user: SlotUser): void {
    this.#users.add(user);
  }

  leave(user: SlotUser): void {
    this.#users.delete(user);
  }

  /** Rule R10: what would end the job from now on waits for {@link endCall}. */
  beginCall(): void {
    this.#callDepth += 1;
  }

  /** The inline function has returned. */
  endCall(): void {
    this.#callDepth -= 1;
    if (this.#callDepth > 0 || this.#deferred.length === 0) return;
    const deferred = this.#deferred;
    this.#deferred = [];
    for (const end of deferred) end();
  }

  /** Does it now, or when the function on the stack has returned. */
  afterCall(act: () => void): void {
    if (this.#callDepth === 0) act();
    else this.#deferred.push(act);
  }

  /** Stops all runs of the job before their next call. */
  interrupt(): void {
    for (const user of this.#users) user.interrupt();
  }

  /** Lets the other runs of the job use what one of them gave back. */
  wakeOthers(user: SlotUser): void {
    if (this.#users.size < 2) return;
    for (const other of Array.from(this.#users)) if (other !== user) other.pump();
  }
}
