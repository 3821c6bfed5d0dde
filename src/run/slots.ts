/** How many nodes of a job, those of its subgraphs included, may run at the same time. */

/** A run that may have nodes waiting for a slot. */
export interface SlotUser {
  pump(): void;
}

export class Slots {
  readonly #limit: number;
  readonly #users = new Set<SlotUser>();
  #used = 0;

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

  /** Lets the other runs of the job use what one of them gave back. */
  wakeOthers(user: SlotUser): void {
    if (this.#users.size < 2) return;
    for (const other of [...this.#users]) if (other !== user) other.pump();
  }
}
