/** Counts presses that follow each other closely, by mouse, pen or finger. */
import { distance } from './gesture.js';
import type { Point } from '../surface/geometry.js';

/** Longer pauses begin anew. */
const PAUSE_MS = 450;

/** Pixels two presses may be apart; a finger is less exact. */
const REACH = { mouse: 6, touch: 24 } as const;

interface Tap {
  readonly at: Point;
  readonly time: number;
  readonly count: number;
}

/** The presses of one canvas. */
export class Taps {
  #last: Tap | undefined;

  /** @param time of the press, in ms @returns 1 for a single press, 2 for the second of a double … */
  press(at: Point, time: number, isTouch: boolean): number {
    const last = this.#last;
    const reach = isTouch ? REACH.touch : REACH.mouse;
    const follows =
      last !== undefined && time - last.time <= PAUSE_MS && distance(last.at, at) <= reach;
    const count = follows ? (last.count % 2) + 1 : 1;
    this.#last = { at, time, count };
    return count;
  }

  /** It became a drag. */
  forget(): void {
    this.#last = undefined;
  }
}
