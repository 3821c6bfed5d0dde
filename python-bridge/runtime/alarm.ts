/** A timer that gives what has already arrived the chance to be heard first. */

/** The longest time a timer can wait. */
export const LONGEST_MS = 2 ** 31 - 1;

/** Milliseconds in which messages that wait for this thread are delivered. */
const HEARING_MS = 20;

/**
 * Runs `action` once, some milliseconds from now; a thread that was busy until then reads its
 * messages before. Longer than a timer can wait is never.
 */
export class Alarm {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(milliseconds: number, action: () => void) {
    if (milliseconds > LONGEST_MS) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = setTimeout(action, HEARING_MS);
      },
      Math.max(0, milliseconds - HEARING_MS),
    );
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
