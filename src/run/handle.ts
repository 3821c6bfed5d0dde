/** A value that stays where it was made. */
import { hasBrand, MillraceError } from '../errors.js';
import type { Preview } from './python/python-runtime.js';

const BRAND = Symbol.for('millrace.handle');

/** How a handle reaches its value, and gives it up. */
export interface HandleSource {
  fetch(): Promise<unknown>;
  release(): void;
}

/**
 * Stands for an output that did not cross, or was not kept. `preview` is always there; `fetch`
 * brings the value while its result is open.
 */
export class Handle {
  readonly preview: Preview;
  #source: HandleSource | undefined;
  #why: string;

  /**
   * @param source Absent when the value was not kept.
   * @param why What to say when there is no value (any more).
   */
  constructor(preview: Preview, source: HandleSource | undefined, why: string) {
    this.preview = preview;
    this.#source = source;
    this.#why = why;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /**
   * The value itself.
   * @throws MillraceError `value-not-kept`, `handle-released`, or what the runtime says
   */
  fetch(): Promise<unknown> {
    if (this.#source !== undefined) return this.#source.fetch();
    return Promise.reject(new MillraceError('value-not-kept', this.#why));
  }

  /** Gives the value up. Idempotent. */
  release(): void {
    this.#source?.release();
    this.#source = undefined;
    this.#why = 'the handle was released; fetch the value before `release()` or `close()`';
  }
}

/** True for a {@link Handle} of this or any other copy of the package. */
export function isHandle(value: unknown): value is Handle {
  return hasBrand(value, BRAND);
}
